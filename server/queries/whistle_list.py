"""A page of whistles: those of the own territory and departments, filtered; each condition is also a figure's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from server.errors import invalid
from server.extensions import db
from server.models import Case, Whistle, WhistleCall
from server.queries.moments import day_start
from server.queries.people import Actor
from server.queries.scope import case_condition, division_condition
from server.queries.whistle_counts import COUNTED, calls_in
from server.queries.whistles import shape_whistles, with_callers
from workflows.people import STATION
from workflows.roles import Post, Role, is_city, is_current
from workflows.whistle import RUNNING, TOPICS, CallState, Part


@dataclass(frozen=True)
class WhistleFilter:
    """What a list of whistles is narrowed to; `counted` and `kept` name the calls that a figure counts."""

    case_id: int | None = None
    division: str | None = None
    department: str | None = None
    state: str | None = None
    kind: str | None = None
    late: bool | None = None
    waiting: bool = False
    first: date | None = None
    last: date | None = None
    counted: str | None = None
    kept: bool | None = None


def read_whistles(actor: Actor, wanted: WhistleFilter, now: datetime, limit: int,
                  cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """The newest first; a page and where the next one begins."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是有效的位置")
    query = with_callers().where(readable(actor, now), *_conditions(actor, wanted, now))
    if cursor is not None:
        query = query.where(Whistle.id < int(cursor))
    with db.reading() as session:
        rows = session.execute(query.order_by(Whistle.id.desc()).limit(limit + 1)).all()
        page = rows[:limit]
        items = shape_whistles(session, page, actor, now) if page else []
    return items, str(page[-1].Whistle.id) if len(rows) > limit else None


def readable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Whistles of cases that the person reads, and those in which one of their departments was called."""
    units = sorted({post.department for post in actor.posts if post.department and is_current(post, now)})
    mine = Whistle.id.in_(select(WhistleCall.whistle_id).where(WhistleCall.department.in_(units)))
    return or_(case_condition(actor, now), mine) if units else case_condition(actor, now)


def _conditions(actor: Actor, wanted: WhistleFilter, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.case_id is not None:
        found.append(Whistle.case_id == wanted.case_id)
    if wanted.division is not None:
        found.append(division_condition(Case, wanted.division))
    if wanted.state is not None:
        found.append(Whistle.state == wanted.state)
    if wanted.kind is not None:
        found.append(Whistle.kind == wanted.kind)
    found += [_has(condition) for condition in _of_calls(wanted, now)]
    if wanted.waiting:
        found.append(_has(_waits_for([post for post in actor.posts if is_current(post, now)])))
    return [*found, *in_period(wanted.first, wanted.last)]


def _of_calls(wanted: WhistleFilter, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.department is not None:
        found.append(WhistleCall.department == wanted.department)
    if wanted.late is not None:
        late = and_(WhistleCall.due_at.is_not(None), WhistleCall.due_at < now)
        found.append(late if wanted.late else ~late)
    if wanted.counted is not None:
        n, kept = calls_in(COUNTED[wanted.counted], now)
        found.append(n if wanted.kept is None else and_(n, kept if wanted.kept else ~kept))
    return [and_(*found)] if found else []


def in_period(first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    """Whistles of these days of the city, both included."""
    return [*([Whistle.called_at >= day_start(first)] if first else []),
            *([Whistle.called_at < day_start(last + timedelta(days=1))] if last else [])]


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Whistle.id.in_(select(WhistleCall.whistle_id).where(condition))


def _waits_for(posts: Sequence[Post]) -> ColumnElement[bool]:
    """Calls that wait for one of these posts: to be answered and worked on, to be rated, to be ruled on."""
    running = WhistleCall.state.in_(sorted(RUNNING))
    towns = [post.division for post in posts if post.role in STATION and post.department is None and post.division]
    units = [post.department for post in posts if post.role is Role.DEPARTMENT_OFFICER and post.department]
    contested = or_(*(getattr(WhistleCall, f"{topic}_contest") == "open" for topic in TOPICS))
    found = [
        and_(WhistleCall.department.in_(units), or_(running, _not_judged())),
        and_(WhistleCall.town.in_(towns), WhistleCall.part == Part.TOWN, running),
        and_(WhistleCall.town.in_(towns), WhistleCall.part != Part.TOWN, WhistleCall.state == CallState.REPORTED,
             WhistleCall.rated_at.is_(None)),
        *(contested if is_city(post.division) else and_(contested, WhistleCall.district == post.division)
          for post in posts if post.role is Role.COORDINATOR and post.department is None),
    ]
    return or_(*found)


def _not_judged() -> ColumnElement[bool]:
    return and_(WhistleCall.state == CallState.REPORTED, WhistleCall.judged_at.is_(None))
