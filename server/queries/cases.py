"""Lists of cases: every filter has an index, every page costs what page 1 costs, four queries at most."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from server.errors import invalid
from server.models import Case
from server.queries.borders import border_condition
from server.queries.case_items import items_of
from server.queries.city import city_index, district_codes
from server.queries.closing import closing_condition
from server.queries.law_lists import law_condition
from server.queries.moments import is_plausible
from server.queries.people import Actor
from server.queries.restrictions import restricted
from server.queries.scope import case_condition, division_condition
from server.queries.search import matching
from workflows.states import OPEN, PHASE_OF, Phase, Stage, State

Bbox = tuple[float, float, float, float]
# Reminders that have left the unit and gone to the coordinator or further up.
HIGH = ("coordinator", "leader")


@dataclass(frozen=True)
class CaseFilter:
    """What a list may be narrowed by; None = no condition."""

    states: tuple[str, ...] = ()
    phase: str | None = None
    stage: str | None = None
    division: str | None = None
    department: str | None = None
    category: str | None = None
    source: str | None = None
    assignee_id: int | None = None
    late: bool | None = None
    warning: bool | None = None
    supervised: bool | None = None
    escalated: bool | None = None
    open: bool | None = None
    reported_on: date | None = None
    dispatched_on: date | None = None
    handled_on: date | None = None
    closed_on: date | None = None
    bbox: Bbox | None = None
    law: str | None = None
    closing: str | None = None
    q: str | None = None
    updated_after: datetime | None = None
    border: bool | None = None
    recurring: bool | None = None
    reported_since: date | None = None
    low: bool | None = None
    restriction: int | None = None
    order: str = "newest"


def is_late(now: datetime) -> ColumnElement[bool]:
    """Open, its clock has run out, and it is somebody's turn: waiting for a rating is nobody's delay.

    A pause forgives nothing: what was late when an emergency or a question began stays late.
    """
    held_late = and_(Case.state != State.SUSPENDED, Case.due_at <= Case.paused_at)
    return and_(Case.state.in_(sorted(OPEN)), Case.due_at < now, Case.due_stage != Stage.ANSWER,
                or_(Case.paused_at.is_(None), held_late))


def is_warned(now: datetime) -> ColumnElement[bool]:
    """Most of the time is used and the clock runs."""
    return and_(Case.state.in_(sorted(OPEN)), Case.warn_at <= now, Case.due_at >= now,
                Case.due_stage != Stage.ANSWER, Case.paused_at.is_(None))


def phase_states(phase: str, *, open_only: bool) -> list[str]:
    """States of a phase; stock counts the open ones."""
    return sorted(state for state in State if PHASE_OF[state] == Phase(phase) and (state in OPEN or not open_only))


def conditions(session: Session, filters: CaseFilter, now: datetime) -> list[ColumnElement[bool]]:
    """The WHERE clause of a filter, without the person's scope; a search for words asks the index first."""
    found: list[ColumnElement[bool]] = []
    if filters.states:
        found.append(Case.state.in_(filters.states))
    if filters.phase:
        found.append(Case.state.in_(phase_states(filters.phase, open_only=bool(filters.open))))
    if filters.open is not None:
        found.append(Case.state.in_(sorted(OPEN)) if filters.open else Case.state.not_in(sorted(OPEN)))
    if filters.division:
        found.append(division_condition(Case, filters.division))
    if filters.late is not None:
        found.append(is_late(now) if filters.late else or_(Case.due_at.is_(None), ~is_late(now)))
    if filters.supervised is not None:
        found.append(Case.supervised if filters.supervised else ~Case.supervised)
    if filters.escalated is not None:
        high = and_(Case.escalated.in_(HIGH), Case.state.in_(sorted(OPEN)))
        found.append(high if filters.escalated else or_(Case.escalated.is_(None), ~high))
    if filters.warning:
        found.append(is_warned(now))
    if filters.reported_since is not None:
        found.append(Case.reported_on >= filters.reported_since)
    if filters.recurring is not None:
        found.append(Case.recurrence > 0 if filters.recurring else Case.recurrence == 0)
    found += restricted(filters.low, filters.restriction)
    if filters.assignee_id is not None:
        found.append(or_(and_(Case.assignee_id == filters.assignee_id, Case.state.in_(sorted(OPEN))),
                         and_(Case.confirmer_id == filters.assignee_id, Case.state == State.CONFIRMING)))
    for name, column in (("stage", Case.due_stage), ("department", Case.department), ("category", Case.category),
                         ("source", Case.source), ("reported_on", Case.reported_on),
                         ("dispatched_on", Case.dispatched_on), ("handled_on", Case.handled_on),
                         ("closed_on", Case.closed_on)):
        value = getattr(filters, name)
        if value is not None:
            found.append(column == value)
    if filters.closing:
        found.append(closing_condition(filters.closing))
    if filters.law:
        found.append(law_condition(filters.law))
    if filters.bbox:
        found.append(_in_bbox(filters.bbox))
    if filters.updated_after:
        found.append(Case.updated_at > filters.updated_after)
    if _is_of_a_day(filters):
        # The indexes of days begin with the district; without this a day of the whole city reads the whole table.
        found.append(Case.district.in_(district_codes()))
    if filters.q:
        found.append(matching(session, filters.q))
    return found


def _is_of_a_day(filters: CaseFilter) -> bool:
    days = (filters.reported_on, filters.dispatched_on, filters.handled_on, filters.closed_on)
    return any(day is not None for day in days)


def _in_bbox(bbox: Bbox) -> ColumnElement[bool]:
    """The grid is the spatial index: a viewport becomes grid codes in memory, refined by position."""
    west, south, east, north = bbox
    inside = and_(Case.lon >= west, Case.lon <= east, Case.lat >= south, Case.lat <= north)
    codes = city_index().within(bbox, "sub_grid")
    return and_(Case.sub_grid.in_(codes), inside) if len(codes) <= 400 else inside


def read_cursor(cursor: str) -> list[Any]:
    """The sort key of a cursor. Raises validation when it is not one of ours."""
    try:
        value = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (ValueError, binascii.Error):
        raise invalid("cursor", "翻页标记无效") from None
    if not (isinstance(value, list) and len(value) == 2 and type(value[1]) is int and abs(value[1]) < 2**62):
        raise invalid("cursor", "翻页标记无效")
    return value


def write_cursor(*key: Any) -> str:
    """Opaque text of the last row's sort key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def cursor_moment(text: Any) -> datetime:
    """The moment in a cursor's sort key. Raises validation."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise invalid("cursor", "翻页标记无效") from None
    if moment.tzinfo is None or not is_plausible(moment):
        raise invalid("cursor", "翻页标记无效")
    return moment


def _after(query: Select[Any], order: str, cursor: str | None) -> Select[Any]:
    due, last = read_cursor(cursor) if cursor else (None, None)
    if order == "newest":
        return (query.where(Case.id < last) if cursor else query).order_by(Case.id.desc())
    if order == "oldest":
        return (query.where(Case.id > last) if cursor else query).order_by(Case.id)
    if cursor and due is None:
        query = query.where(Case.due_at.is_(None), Case.id > last)
    elif cursor:
        moment = cursor_moment(due)
        query = query.where(or_(Case.due_at > moment, and_(Case.due_at == moment, Case.id > last),
                                Case.due_at.is_(None)))
    return query.order_by(Case.due_at.asc().nulls_last(), Case.id)


def _reach(actor: Actor, filters: CaseFilter, now: datetime) -> ColumnElement[bool]:
    """The person's own cases; asked for those at a border, the ones of the station across as well."""
    own = case_condition(actor, now)
    return border_condition(actor, own, now) if filters.border else own


def list_cases(session: Session, actor: Actor, filters: CaseFilter, now: datetime, limit: int,
               cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """One page of cases that the person may read, and the next page's cursor (None at the end)."""
    # The page's ids first, in a narrow sort; what stands on the lines is read for these alone.
    query = select(Case.id, Case.due_at).where(_reach(actor, filters, now), *conditions(session, filters, now))
    rows = session.execute(_after(query, filters.order, cursor).limit(limit + 1)).all()
    items = items_of(session, [case_id for case_id, _ in rows[:limit]], now)
    if len(rows) <= limit:
        return items, None
    last, due_at = rows[limit - 1]
    due = due_at.isoformat() if due_at and filters.order == "due" else None
    return items, write_cursor(due, last)


def count_cases(session: Session, actor: Actor, filters: CaseFilter, now: datetime) -> int:
    """How many cases a list has; used by tests and figures, never by lists."""
    return session.scalar(select(func.count()).select_from(Case).where(
        _reach(actor, filters, now), *conditions(session, filters, now))) or 0
