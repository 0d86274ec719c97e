"""The register of pollution sources: a page of it, one source, what a person may read and change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import PollutionSource, Visit
from server.queries.city import city_index, named
from server.queries.editions import holds_over
from server.queries.moments import city_day
from server.queries.patrol_rules import every_days, kind_name, kind_of
from server.queries.people import Actor
from server.queries.scope import scopes_of
from workflows.patrol import REGISTRARS, RISKS, Spot, may_visit
from workflows.roles import COLUMNS, Place, column_of

STATES = ("late", "never", "covered", "uncovered")


@dataclass(frozen=True)
class SourceFilter:
    """What a page of the register is narrowed to."""

    division: str | None = None
    kind: str | None = None
    risk: str | None = None
    state: str | None = None
    q: str | None = None
    closed: bool = False


def readable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Sources of the person's territory; a department has none."""
    found: list[ColumnElement[bool]] = []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return true()
        if scope.column in COLUMNS:
            found.append(getattr(PollutionSource, scope.column) == scope.code)
    return or_(*found) if found else false()


def inside(model: type[PollutionSource] | type[Visit], division: str) -> ColumnElement[bool]:
    """Rows of a division. Raises validation for what is no code."""
    try:
        column = column_of(division)
        city_index().division(division)
    except KeyError:
        raise invalid("division", "没有这个区划") from None
    return true() if column == "city" else getattr(model, column) == division


def in_use(today: date) -> ColumnElement[bool]:
    """Sources that are looked at on a day."""
    return and_(PollutionSource.active_from <= today,
                or_(PollutionSource.active_to.is_(None), PollutionSource.active_to >= today))


def covered(today: date) -> ColumnElement[bool]:
    """Seen, and the next visit is not late (workflows.patrol.is_covered, by the day that stands on the source)."""
    return and_(PollutionSource.seen_at.is_not(None), PollutionSource.due_on >= today)


def _conditions(wanted: SourceFilter, today: date) -> list[ColumnElement[bool]]:
    found = [~in_use(today) if wanted.closed else in_use(today)]
    if wanted.division is not None:
        found.append(inside(PollutionSource, wanted.division))
    if wanted.kind is not None:
        found.append(PollutionSource.kind == wanted.kind)
    if wanted.risk is not None:
        found.append(PollutionSource.risk == wanted.risk)
    if wanted.q:
        words = wanted.q.strip().lower()
        found.append(or_(*(func.lower(column).contains(words, autoescape=True) for column in (
            PollutionSource.name, PollutionSource.operator, PollutionSource.code, PollutionSource.address))))
    states = {"late": PollutionSource.due_on < today, "never": PollutionSource.seen_at.is_(None),
              "covered": covered(today), "uncovered": ~covered(today)}
    return [*found, states[wanted.state]] if wanted.state else found


def read_sources(actor: Actor, wanted: SourceFilter, now: datetime, limit: int,
                 cursor: str | None) -> dict[str, Any]:
    """A page of the register, what is due first on top; `next` is where the following page begins."""
    today, query = city_day(now), select(PollutionSource).where(readable(actor, now))
    query = query.where(*_conditions(wanted, today))
    if cursor is not None:
        due, after = _place_of(cursor)
        query = query.where(or_(PollutionSource.due_on > due,
                                and_(PollutionSource.due_on == due, PollutionSource.id > after)))
    with db.reading() as session:
        rows = session.scalars(query.order_by(PollutionSource.due_on, PollutionSource.id).limit(limit + 1)).all()
    page = rows[:limit]
    return {"items": [source_shape(row, actor, now) for row in page], "as_of": now,
            "may_add": may_register(actor, wanted.division, now),
            "next": f"{page[-1].due_on.isoformat()}.{page[-1].id}" if len(rows) > limit else None}


def _place_of(cursor: str) -> tuple[date, int]:
    day, _, number = cursor.partition(".")
    try:
        if not (number.isascii() and number.isdigit() and len(number) < 16):
            raise ValueError
        return date.fromisoformat(day), int(number)
    except ValueError:
        raise invalid("cursor", "不是有效的位置") from None


def may_register(actor: Actor, division: str | None, now: datetime) -> bool:
    """Whether the person keeps the register of a division, or of anything when none is named."""
    places = [division] if division else [post.division for post in actor.posts if post.division]
    return any(holds_over(actor, REGISTRARS, place, now) for place in places)


def get_source(session: Session, source_id: int, actor: Actor, now: datetime, *, lock: bool = False,
               ) -> PollutionSource:
    """The row. Raises not-found, also for a source outside the territory."""
    row = session.get(PollutionSource, source_id, with_for_update=lock or None) if source_id < 2**53 else None
    if row is None or not session.scalar(select(PollutionSource.id).where(
            PollutionSource.id == source_id, readable(actor, now))):
        raise Problem("not-found", "没有这个污染源")
    return row


def place_of_source(row: PollutionSource | Visit) -> Place:
    """The grid codes stamped on a source or a visit."""
    return Place(row.district, row.town, row.street_grid, row.sub_grid, row.community)


def home_of(row: PollutionSource | Visit) -> str:
    """The smallest division that has a plan of its own: the street-level grid, at sea the sub-grid."""
    return row.street_grid or row.sub_grid or row.district


def spot_of(row: PollutionSource, complaint_at: datetime | None = None) -> Spot:
    """The source as the plan sees it."""
    days, _ = every_days(home_of(row), row.kind, row.risk)
    return Spot(row.id, row.risk, days, row.active_from, row.seen_at,
                city_day(row.seen_at) if row.seen_at else None, complaint_at)


def source_shape(row: PollutionSource, actor: Actor, now: datetime) -> dict[str, Any]:
    """A source as lists and cards show it."""
    today, kind = city_day(now), kind_of(row.kind)
    days, said_by = every_days(home_of(row), row.kind, row.risk)
    return {
        "id": row.id, "code": row.code, "name": row.name, "kind": row.kind, "kind_name": kind_name(row.kind),
        "kind_name_en": kind.name_en if kind else row.kind, "risk": row.risk, "risk_name": RISKS[row.risk],
        "operator": row.operator, "address": row.address, "external_id": row.external_id, "lon": row.lon,
        "lat": row.lat, **{level: named(getattr(row, level)) for level in COLUMNS},
        "premises": kind.premises if kind else None, "categories": list(kind.categories) if kind else [],
        "active_from": row.active_from, "active_to": row.active_to, "seen_at": row.seen_at, "due_on": row.due_on,
        "every_days": days, "every_set_by": named(said_by), "covered": row.seen_at is not None and row.due_on >= today,
        "late": today > row.due_on, "simulated": row.simulated,
        "may_edit": holds_over(actor, REGISTRARS, home_of(row), now),
        "may_visit": may_visit(actor.posts, place_of_source(row), now)}


def sources_by_code(session: Session, codes: Sequence[str], *, lock: bool) -> dict[str, PollutionSource]:
    """Sources with these codes; locked in the order of their ids."""
    query = select(PollutionSource).where(PollutionSource.code.in_(codes)).order_by(PollutionSource.id)
    return {row.code: row for row in session.scalars(query.with_for_update() if lock else query)}


@dataclass(frozen=True)
class Waiting:
    """A source that is looked at soon, for people who are simulated."""

    id: int
    kind: str
    grid: str


def waiting_sources(now: datetime, most: int) -> list[Waiting]:
    """Sources of the demonstration that have not been seen in time, high risk first, then what is due first."""
    order = case(*((PollutionSource.risk == risk, place) for place, risk in enumerate(RISKS)))
    query = (select(PollutionSource).where(PollutionSource.simulated, in_use(city_day(now)), ~covered(city_day(now)))
             .order_by(order, PollutionSource.due_on, PollutionSource.id).limit(most))
    with db.reading() as session:
        return [Waiting(row.id, row.kind, home_of(row)) for row in session.scalars(query)]
