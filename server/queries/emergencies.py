"""What people read of emergencies: which run, since when, who switched them, and how far the teams have gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from server.errors import Problem
from server.extensions import db
from server.models import Case, Emergency, Person
from server.queries.city import city_index, named
from server.queries.emergency_rights import districts_of
from server.queries.musters import NOBODY_CALLED, muster_counts, teams_of
from server.queries.people import Actor
from server.queries.put_offs import NOTHING_PUT_OFF, put_off_counts
from workflows.emergency import may_switch
from workflows.states import OPEN, Stage

LISTED = 200


@dataclass(frozen=True)
class RunningEmergency:
    """The state of one district, as other parts need it."""

    id: int
    district: str
    title: str
    begun_at: datetime
    planned_end: datetime
    simulated: bool


def running(session: Session) -> dict[str, RunningEmergency]:
    """The running emergencies by district: one query on an index that holds only them."""
    rows = session.execute(
        select(Emergency.id, Emergency.district, Emergency.title, Emergency.begun_at, Emergency.planned_end,
               Emergency.simulated).where(Emergency.ended_at.is_(None)).order_by(Emergency.district))
    return {row.district: RunningEmergency(*row) for row in rows}


def can_be_put_off(district: str) -> ColumnElement[bool]:
    """Cases of a district whose clock an emergency holds: workflows.emergency.can_be_held, on rows."""
    return and_(Case.district == district, Case.state.in_(sorted(OPEN)), Case.due_at.is_not(None),
                Case.due_stage != Stage.ANSWER, Case.severity > 1, Case.supervised.is_(False),
                Case.external_due_at.is_(None), Case.merged_due_at.is_(None))


def read_notices() -> list[dict[str, Any]]:
    """What everybody may know of the running emergencies: never the reason, it may name people."""
    with db.reading() as session:
        found = running(session)
    return [{"district": named(code), "title": row.title, "since": row.begun_at, "planned_end": row.planned_end,
             "simulated": row.simulated} for code, row in found.items()]


def read_emergencies(actor: Actor, district: str | None, runs: bool | None, now: datetime) -> list[dict[str, Any]]:
    """Emergencies of the person's districts, the newest first. Raises territory-forbidden for another district."""
    mine = districts_of(actor, now)
    if district is not None and district not in mine:
        raise Problem("territory-forbidden")
    query = _with_names().where(Emergency.district.in_([district] if district else mine))
    if runs is not None:
        query = query.where(Emergency.ended_at.is_(None) if runs else Emergency.ended_at.is_not(None))
    with db.reading() as session:
        rows = session.execute(query.order_by(Emergency.id.desc()).limit(LISTED)).all()
        return _shapes(session, rows, actor, now)


def read_emergency(emergency_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One emergency with the teams that the person sees. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        return describe(session, emergency_id, actor, now)


def describe(session: Session, emergency_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The same inside an open session, for the answer of a write."""
    row = session.execute(_with_names().where(Emergency.id == emergency_id)).first() if emergency_id < 2**62 else None
    if row is None:
        raise Problem("not-found", "没有这次应急状态")
    if row[0].district not in districts_of(actor, now):
        raise Problem("territory-forbidden")
    return {**_shapes(session, [row], actor, now)[0], "teams": teams_of(session, row[0], actor, now)}


def _with_names() -> Any:
    begun, ended = aliased(Person), aliased(Person)
    return (select(Emergency, begun.name, ended.name).join(begun, begun.id == Emergency.begun_by)
            .outerjoin(ended, ended.id == Emergency.ended_by))


def _shapes(session: Session, rows: Sequence[Any], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    ids = [row[0].id for row in rows]
    called, put_off = muster_counts(session, ids), put_off_counts(session, ids)
    return [{**_shape(row, begun, ended, actor, now), **called.get(row.id, NOBODY_CALLED),
             **put_off.get(row.id, NOTHING_PUT_OFF)} for row, begun, ended in rows]


def _shape(row: Emergency, begun: str, ended: str | None, actor: Actor, now: datetime) -> dict[str, Any]:
    runs = row.ended_at is None
    overdue = runs and row.planned_end <= now
    turn = {"role_name": "领导", "name": begun, "unit": city_index().name(row.district)}
    return {
        "id": row.id, "district": named(row.district), "title": row.title, "reason": row.reason,
        "since": row.begun_at, "planned_end": row.planned_end, "ended_at": row.ended_at, "end_note": row.end_note,
        "begun_by": {"id": row.begun_by, "name": begun},
        "ended_by": {"id": row.ended_by, "name": ended or ""} if row.ended_by else None,
        "running": runs, "overdue": overdue, "whose_turn": turn if overdue else None,
        "simulated": row.simulated, "may_end": runs and may_switch(actor.posts, row.district, now)}
