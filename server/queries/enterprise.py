"""What an enterprise sees that answers by link: place, kind and the station's own evidence; nothing of any reporter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, EnterpriseLink, Photo
from server.queries.catalogue import category_name
from server.queries.city import named, unit_name
from server.queries.closing import standard_of
from server.queries.people import hash_secret
from server.queries.photos import shape_photo
from workflows.states import State
from workflows.table_answers import ANSWERED_IN

OWN_EVIDENCE = ("confirm", "check")


def find_link(session: Session, token: str) -> EnterpriseLink | None:
    """The link of a token, or None."""
    return session.scalar(select(EnterpriseLink).where(EnterpriseLink.token_hash == hash_secret(token)))


def link_state(link: EnterpriseLink, case: Case, now: datetime) -> str:
    """'answered', 'revoked', 'expired', 'over' (the matter is settled), or 'open'."""
    if link.answered_at is not None:
        return "answered"
    if link.revoked_at is not None:
        return "revoked"
    if link.expires_at <= now:
        return "expired"
    return "open" if State(case.state) in ANSWERED_IN else "over"


def case_of_link(session: Session, link: EnterpriseLink) -> Case:
    """The case that the answer belongs to: after a merge the main case."""
    case = session.get_one(Case, link.case_id)
    return session.get_one(Case, case.main_case_id) if case.main_case_id else case


def enterprise_view(session: Session, link: EnterpriseLink, now: datetime) -> dict[str, Any]:
    """The page of the link; one that no longer opens shows its state and nothing of the matter."""
    case = case_of_link(session, link)
    state = link_state(link, case, now)
    head = {"reference": f"QY{link.id:06d}", "state": state, "asked_by": unit_name(link.unit),
            "expires_at": link.expires_at, "reply": link.reply, "answered_at": link.answered_at}
    if state != "open":
        return {**head, "category": None, "place": [], "lon": None, "lat": None, "standard": [], "photos": []}
    # The case number holds the day on which somebody reported, and the words of the place are a reporter's.
    codes = (case.district, case.street_grid or case.town or case.sub_grid, case.community)
    names = [named(code) for code in codes]
    photos = session.scalars(select(Photo).where(
        Photo.case_id == case.id, Photo.report_id.is_(None), Photo.purpose.in_(OWN_EVIDENCE), Photo.private.is_(False),
        Photo.person_id.is_not(None)).order_by(Photo.id))
    return {**head, "category": {"code": case.category, "name": category_name(case.category)},
            "place": [one["name"] for one in names if one], "lon": case.lon, "lat": case.lat,
            "standard": [point for _, point in standard_of(case.category)],
            "photos": [shape_photo(photo) for photo in photos]}
