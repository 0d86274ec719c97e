"""Urgent calls as they are read: one's own, and those of the ground that one answers for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from server.errors import Problem
from server.extensions import db
from server.models import Person, UrgentCall
from server.queries.city import city_code, city_index, named
from server.queries.people import Actor
from workflows.roles import ROLE_NAMES, Place, is_current, read_scopes
from workflows.urgent import ANSWERING, OPEN, may_answer, seats_told

LISTED = timedelta(hours=24)  # what was called before has long been answered by telephone
MOST = 50


def place_of_division(division: str | None) -> Place:
    """The codes above a division; the city without one. KeyError for an unknown code."""
    index = city_index()
    levels = {index.division(code).level: code for code in (index.path(division) if division else ())}
    return Place(levels.get("district") or city_code(), *(
        levels.get(level) for level in ("town", "street_grid", "sub_grid", "community")))


def place_of_call(row: UrgentCall) -> Place:
    """Where the call came from, as the rules see it."""
    return Place(row.district, row.town, row.street_grid, row.sub_grid, row.community)


def answers(actor: Actor, row: UrgentCall, now: datetime) -> bool:
    """Whether this person may say 收到: on duty for it, or by a post over its ground; never the caller."""
    if actor.person_id == row.person_id:
        return False
    return actor.person_id == row.duty_id or may_answer(actor.posts, place_of_call(row), now)


def read_urgent_calls(actor: Actor, only_open: bool, now: datetime) -> dict[str, Any]:
    """`{items, as_of}` of the last day, the newest first."""
    condition = and_(UrgentCall.called_at > now - LISTED, _sight(actor, now))
    if only_open:
        condition = and_(condition, UrgentCall.state == OPEN)
    with db.reading() as session:
        rows = session.execute(_with_people().where(condition).order_by(
            UrgentCall.called_at.desc(), UrgentCall.id.desc()).limit(MOST)).all()
        return {"items": [_shape(row, actor, now) for row in rows], "as_of": now}


def read_urgent_call(call_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One call. Raises not-found, also for somebody else's."""
    with db.reading() as session:
        return describe(session, call_id, actor, now)


def describe(session: Session, call_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The same inside a transaction."""
    row = session.execute(_with_people().where(UrgentCall.id == call_id, _sight(actor, now))).first() \
        if call_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这次紧急呼叫")
    return _shape(row, actor, now)


def _sight(actor: Actor, now: datetime) -> ColumnElement[bool]:
    posts = [post for post in actor.posts if post.role in ANSWERING and is_current(post, now)]
    found = [UrgentCall.person_id == actor.person_id, UrgentCall.duty_id == actor.person_id]
    for scope in read_scopes(posts, now):
        if scope.column == "city":
            found.append(UrgentCall.id > 0)
        elif scope.column != "department":
            found.append(getattr(UrgentCall, scope.column) == scope.code)
    return or_(*found)


def _with_people() -> Select[Any]:
    caller, duty, receiver = aliased(Person), aliased(Person), aliased(Person)
    return (select(UrgentCall, caller.name.label("name"), caller.phone.label("phone"), duty.name.label("duty"),
                   receiver.name.label("receiver"))
            .join(caller, caller.id == UrgentCall.person_id).outerjoin(duty, duty.id == UrgentCall.duty_id)
            .outerjoin(receiver, receiver.id == UrgentCall.received_by))


def _shape(row: Row[Any], actor: Actor, now: datetime) -> dict[str, Any]:
    call: UrgentCall = row.UrgentCall
    told = [f"{city_index().name(code)} {ROLE_NAMES[role]}" for role, code in seats_told(place_of_call(call))]
    return {
        "id": call.id, "state": call.state, "made_at": call.made_at, "called_at": call.called_at, "text": call.text,
        "person": {"id": call.person_id, "name": row.name, "phone": row.phone},
        "district": named(call.district), "town": named(call.town), "grid": named(call.sub_grid or call.street_grid),
        "lon": call.lon, "lat": call.lat, "accuracy_m": call.accuracy_m,
        "told": [*told, *([f"值班员 {row.duty}"] if row.duty else [])],
        "received": {"name": row.receiver, "at": call.received_at} if call.received_at else None,
        "withdrawn_at": call.withdrawn_at, "mine": call.person_id == actor.person_id,
        "may_receive": call.state == OPEN and answers(actor, call, now)}
