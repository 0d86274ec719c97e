"""What assessors established by hand, as assessors and leaders of the territory read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import AssessmentMark, Person
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.schemes import scheme_for
from server.queries.score_shapes import unit_title
from workflows.assessment.appeals import of_same_unit
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.rewarding import OWN, OWN_UNIT
from workflows.assessment.scheme_rights import decides_marks, mark_districts
from workflows.roles import Place, is_city

SHOWN = 200


def list_marks(actor: Actor, now: datetime) -> dict[str, Any]:
    """Those of the reader's territory, the newest first. Raises role-forbidden."""
    districts = mark_districts(actor.posts, now)
    if not districts:
        raise Problem("role-forbidden", "由考核员和领导查看")
    with db.reading() as session:
        query = select(AssessmentMark).order_by(AssessmentMark.id.desc()).limit(SHOWN)
        if not any(is_city(code) for code in districts):
            query = query.where(or_(*(AssessmentMark.district == code for code in districts)))
        scheme = scheme_for(session, city_day(now))
        codes = [{"code": one.code, "name": one.name} for one in scheme.deductions if not one.flags] if scheme else []
        return {"items": [shape_mark(session, row, actor, now) for row in session.scalars(query)], "codes": codes,
                "as_of": now}


def shape_mark(session: Session, row: AssessmentMark, actor: Actor, now: datetime) -> dict[str, Any]:
    """One of them with the names of those who answer for it."""
    level = Level(row.level)
    people = {row.proposed_by, row.decided_by} | ({int(row.owner)} if level is Level.MEMBER else set())
    names = {one.id: one.name for one in session.execute(
        select(Person.id, Person.name).where(Person.id.in_([person for person in people if person])))}
    scheme = scheme_for(session, city_day(row.proposed_at))
    deductions = {one.code: one.name for one in scheme.deductions} if scheme else {}
    return {"id": row.id, "code": row.code, "code_name": deductions.get(row.code, row.code), "level": row.level,
            "level_name": LEVEL_NAMES[level], "owner": row.owner,
            "name": names.get(int(row.owner), row.owner) if level is Level.MEMBER else unit_title(level, row.owner),
            "case_id": row.case_id, "reason": row.reason, "proposed_by": names.get(row.proposed_by),
            "proposed_at": row.proposed_at, "decided_by": names.get(row.decided_by or 0),
            "decided_at": row.decided_at, "holds": row.holds,
            "may_decide": row.decided_at is None
            and why_not_decide(row, actor, now) is None}


def why_not_decide(row: AssessmentMark, actor: Actor, now: datetime) -> str | None:
    """Why the reader may not say whether it holds; None when they may."""
    if not decides_marks(actor.posts, actor.person_id, row.proposed_by, row.district, now):
        return "由本区或市级的考核员、领导核定，不能是提出的人"
    return why_not_near(Level(row.level), row.owner, Place(row.district, row.town), actor, now)


def why_not_near(level: Level, owner: str, place: Place, actor: Actor, now: datetime) -> str | None:
    """Nobody charges or judges themselves or the own unit."""
    if level is Level.MEMBER and owner == str(actor.person_id):
        return OWN
    return OWN_UNIT if of_same_unit(actor.posts, level, owner, place, now) else None
