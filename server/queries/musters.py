"""Who of the emergency teams was called, heard it and stands there, by community, with the empty seats."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from server.extensions import db
from server.models import Case, CaseNote, Emergency, Muster, Person, Whistle
from server.queries.catalogue import catalogue, category_name
from server.queries.city import named
from server.queries.people import Actor
from server.queries.phones import sees_phone
from server.queries.post_rows import person_card
from workflows.emergency import may_gather, sees_team
from workflows.roles import EMERGENCY_TEAM
from workflows.whistle import WhistleState

NOBODY_CALLED = {"called": 0, "received": 0, "arrived": 0, "empty": 0}


def muster_counts(session: Session, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Of each emergency: people called, those who heard it, those who stand there, seats without anybody."""
    there = Muster.person_id.is_not(None)
    rows = session.execute(
        select(Muster.emergency_id, func.sum(_one(there)), func.sum(_one(Muster.received_at.is_not(None))),
               func.sum(_one(Muster.arrived_at.is_not(None))), func.sum(_one(~there)))
        .where(Muster.emergency_id.in_(ids)).group_by(Muster.emergency_id))
    return {key: dict(zip(NOBODY_CALLED, (int(count) for count in counts), strict=True)) for key, *counts in rows}


def _one(condition: Any) -> Any:
    return case((condition, 1), else_=0)


def teams_of(session: Session, emergency: Emergency, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The teams that the person sees, each community with its counts; phones only while the emergency runs."""
    teams: dict[str, list[dict[str, Any]]] = {}
    for row in session.execute(_people(actor, now).where(Muster.emergency_id == emergency.id)):
        if sees_team(actor.posts, row.Muster.community, now):
            teams.setdefault(row.Muster.community, []).append(
                muster_shape(row, actor, now, phones=emergency.ended_at is None))
    return [{"community": named(code), "called": sum(one["person"] is not None for one in people),
             "received": sum(one["received_at"] is not None for one in people),
             "arrived": sum(one["arrived_at"] is not None for one in people),
             "empty": sum(one["person"] is None for one in people), "people": people}
            for code, people in sorted(teams.items())]


def _people(actor: Actor, now: datetime) -> Select[Any]:
    person, holder = aliased(Person, name="person"), aliased(Person, name="holder")
    heard, saw = aliased(Person), aliased(Person)
    seat = case({role.value: place for place, role in enumerate(EMERGENCY_TEAM)}, value=Muster.role)
    return (select(Muster, person, holder.name.label("holder"), heard.name.label("heard"), saw.name.label("saw"),
                   sees_phone(actor, person.id, now).label("seen"))
            .outerjoin(person, person.id == Muster.person_id).outerjoin(holder, holder.id == Muster.for_person_id)
            .outerjoin(heard, heard.id == Muster.received_by).outerjoin(saw, saw.id == Muster.arrived_by)
            .order_by(Muster.community, seat, Muster.id))


def muster_shape(row: Any, actor: Actor, now: datetime, *, phones: bool) -> dict[str, Any]:
    """One place in a team: who was called, for whom, and who said when that they heard it and stand there."""
    muster, person = row.Muster, row.person
    mine = person is not None and person.id == actor.person_id
    return {
        "id": muster.id, "role": muster.role, "role_name": catalogue().roles.get(muster.role, muster.role),
        "person": person_card(person, bool(row.seen) and phones) if person else None,
        "for": {"id": muster.for_person_id, "name": row.holder} if muster.for_person_id else None,
        "called_at": muster.called_at, "received_at": muster.received_at, "arrived_at": muster.arrived_at,
        "received_by": {"id": muster.received_by, "name": row.heard} if muster.received_by else None,
        "arrived_by": {"id": muster.arrived_by, "name": row.saw} if muster.arrived_by else None,
        "may_mark": person is not None and (mine or may_gather(actor.posts, muster.community, now))}


def read_my_musters(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Where the person is called now: by the running emergencies, and by urgent whistles that are not done."""
    query = _with_causes(actor, now).where(
        Muster.person_id == actor.person_id,
        or_(and_(Muster.emergency_id.is_not(None), Emergency.ended_at.is_(None)),
            Whistle.state == WhistleState.OPEN))
    with db.reading() as session:
        return [_mine(row, actor, now) for row in session.execute(query)]


def read_muster(session: Session, muster_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One call as the person sees it now."""
    return _mine(session.execute(_with_causes(actor, now).where(Muster.id == muster_id)).one(), actor, now)


def read_team_of_whistle(session: Session, whistle_id: int, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The team that an urgent whistle called, seat by seat; phones while it is open."""
    rows = session.execute(_with_causes(actor, now).where(Muster.whistle_id == whistle_id))
    return [muster_shape(row, actor, now, phones=row.Whistle.state == WhistleState.OPEN) for row in rows]


def _with_causes(actor: Actor, now: datetime) -> Select[Any]:
    said = and_(CaseNote.case_id == Whistle.case_id, CaseNote.event_n == Whistle.case_n,
                CaseNote.kind == "whistle.text")
    return (_people(actor, now).add_columns(Emergency, Whistle, Case.number, Case.category, CaseNote.text)
            .outerjoin(Emergency, Emergency.id == Muster.emergency_id)
            .outerjoin(Whistle, Whistle.id == Muster.whistle_id).outerjoin(Case, Case.id == Whistle.case_id)
            .outerjoin(CaseNote, said))


def _mine(row: Any, actor: Actor, now: datetime) -> dict[str, Any]:
    emergency, whistle = row.Emergency, row.Whistle
    return {**muster_shape(row, actor, now, phones=True), "community": named(row.Muster.community),
            "emergency": {"id": emergency.id, "district": named(emergency.district), "title": emergency.title,
                          "reason": emergency.reason, "since": emergency.begun_at,
                          "planned_end": emergency.planned_end} if emergency else None,
            "whistle": {"id": whistle.id, "number": row.number, "district": named(whistle.district),
                        "title": f"紧急哨 · {category_name(row.category)}", "reason": row.text or "",
                        "since": whistle.called_at} if whistle else None}
