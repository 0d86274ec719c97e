"""Second looks: for the member who makes one, what is needed to look and nothing of what was found before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Person, Photo, Recheck, RecheckPhoto, Report, ReportDetail
from server.queries.catalogue import category_name, category_of
from server.queries.city import named
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.reading import readable_case
from workflows.doubts import reads
from workflows.recheck import RESULT_NAMES

LAPSES = timedelta(days=7)  # after its due time a look says nothing about that closing any more


def read_my_rechecks(actor: Actor, now: datetime) -> dict[str, Any]:
    """Looks that wait for the person, the most urgent first."""
    with db.reading() as session:
        rows = session.execute(select(Recheck, Case).join(Case, Case.id == Recheck.case_id).where(
            Recheck.person_id == actor.person_id, Recheck.done_at.is_(None), Recheck.due_at > now - LAPSES)
            .order_by(Recheck.due_at).limit(50)).all()
        return {"items": [recheck_shape(session, row, case) for row, case in rows], "as_of": now}


def recheck_shape(session: Session, row: Recheck, case: Case) -> dict[str, Any]:
    """Where to go and what to look for; neither the case's number nor who did what."""
    words = session.scalar(select(ReportDetail.place_text).join(Report, Report.id == ReportDetail.report_id).where(
        Report.case_id == case.id, ReportDetail.place_text != "").order_by(Report.received_at).limit(1))
    return {"id": row.id, "category": {"code": case.category, "name": category_name(case.category)},
            "look_for": category_of(case.category).look_for, "place_text": words or "", "lon": case.lon,
            "lat": case.lat, "town": named(case.town), "street_grid": named(case.street_grid),
            "drawn_at": row.drawn_at, "due_at": row.due_at, "done_at": row.done_at, "result": row.result}


def read_recheck_of(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """What a second look found, for those who answer for the evidence. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        case = readable_case(session, case_id, actor, now)
        if not reads(actor.posts):
            return {"recheck": None}
        row = session.execute(select(Recheck, Person.name).join(Person, Person.id == Recheck.person_id).where(
            Recheck.case_id == case.id)).first()
        return {"recheck": _found(session, *row) if row else None}


def _found(session: Session, row: Recheck, name: str) -> dict[str, Any]:
    photos = session.scalars(select(Photo).join(RecheckPhoto, RecheckPhoto.photo_id == Photo.id).where(
        RecheckPhoto.recheck_id == row.id).order_by(Photo.id))
    return {"drawn_at": row.drawn_at, "due_at": row.due_at, "done_at": row.done_at, "by": name if row.done_at else "",
            "result": row.result, "result_name": RESULT_NAMES.get(row.result or "", ""), "note": row.note or "",
            "differs": row.differs, "photos": [shape_photo(photo) for photo in photos]}
