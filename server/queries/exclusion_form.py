"""What a station sees before it asks that a case or a rating be set aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Case, Rating
from server.queries.appeal_form import limits
from server.queries.briefs import brief
from server.queries.catalogue import limit_text
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from workflows.assessment.appeals import EXCLUSIONS, KIND_NAMES, AppealKind, may_ask_exclusion

WHO_ASKS = "由案件所在镇街的工作站申请剔除"


def read_exclusion_form(number: str, actor: Actor, now: datetime) -> dict[str, Any]:
    """The case of a number with the ratings that it got. Raises not-found, for what others read as well."""
    with db.reading() as session:
        case = session.scalar(select(Case).where(Case.number == number))
        if case is None or not may_read_case(actor, case, now):
            raise Problem("not-found", "没有这个编号的案件")
        may = may_ask_exclusion(actor.posts, place_of_case(case), now)
        return {"case": brief(case), "ratings": _ratings(session, case.id), "may": may,
                "kinds": [{"code": kind.value, "name": KIND_NAMES[kind]} for kind in AppealKind if kind in EXCLUSIONS],
                "why_not": None if may else WHO_ASKS, "decided_in": limit_text(limits().first), "as_of": now}


def _ratings(session: Session, case_id: int) -> list[dict[str, Any]]:
    return [{"ref": f"rating:{row.id}", "solved": row.solved, "satisfaction": row.satisfaction,
             "comment": row.comment, "at": row.at}
            for row in session.scalars(select(Rating).where(Rating.case_id == case_id).order_by(Rating.id))]


def is_rating_of(session: Session, ref: str, case_id: int) -> bool:
    """Whether a fact's name is that of a rating which the case got."""
    kind, _, name = ref.partition(":")
    return kind == "rating" and name.isdigit() and len(name) < 16 and session.scalar(
        select(Rating.id).where(Rating.id == int(name), Rating.case_id == case_id)) is not None
