"""The search in the directory, by name, number, phone or code. It reads some thousand people: an index would not help
a name that is asked for by its middle.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Absence, Person, PersonPost
from server.queries.cases import read_cursor, write_cursor
from server.queries.city import city_index
from server.queries.directory import heads_over
from server.queries.people import Actor, runs
from server.queries.phones import sees_phone, within
from server.queries.post_rows import held_posts, person_card, post_shape
from workflows.directory import looks_up_everybody
from workflows.roles import SINGLE_SEATS

SHORTEST_NUMBER = 3


@dataclass(frozen=True)
class PeopleFilter:
    """What a list of people may be narrowed by; None = no condition."""

    q: str | None = None
    division: str | None = None
    role: str | None = None
    department: str | None = None
    away: bool | None = None


def list_people(actor: Actor, filters: PeopleFilter, now: datetime, limit: int,
                cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """A page of people with the posts that they hold now, and the next page's cursor (None at the end)."""
    seen = sees_phone(actor, Person.id, now)
    query = (select(Person, seen).where(Person.active, may_find(actor, now), *_conditions(filters, seen, now))
             .order_by(Person.id).limit(limit + 1))
    if cursor:
        query = query.where(Person.id > read_cursor(cursor)[1])
    with db.reading() as session:
        rows = session.execute(query).all()
        posts = _posts_of(session, actor, [row[0].id for row in rows[:limit]], now)
    items = [{**person_card(person, visible), "posts": posts.get(person.id, [])} for person, visible in rows[:limit]]
    return items, write_cursor(None, rows[limit - 1][0].id) if len(rows) > limit else None


def may_find(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Whom the person finds: everybody, or with a narrow post the own card and the heads above."""
    if looks_up_everybody(actor.posts, now):
        return true()
    return or_(Person.id == actor.person_id, exists().where(
        PersonPost.person_id == Person.id, runs(PersonPost, now), _heads_of(actor)))


def visible_posts(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Which posts of those people are shown."""
    if looks_up_everybody(actor.posts, now):
        return true()
    return or_(PersonPost.person_id == actor.person_id, _heads_of(actor))


def _heads_of(actor: Actor) -> ColumnElement[bool]:
    return and_(PersonPost.role.in_(sorted(SINGLE_SEATS)), PersonPost.division.in_(sorted(heads_over(actor))))


def _conditions(filters: PeopleFilter, seen: ColumnElement[bool], now: datetime) -> list[ColumnElement[bool]]:
    held = []
    if filters.division:
        held.append(within(filters.division))
    if filters.role:
        held.append(PersonPost.role == filters.role)
    if filters.department:
        held.append(PersonPost.department == filters.department)
    found = [_holds(now, *held)] if held else []
    if filters.away is not None:
        away = exists().where(Absence.person_id == Person.id, runs(Absence, now))
        found.append(away if filters.away else ~away)
    if filters.q and filters.q.strip():
        found.append(_matches(filters.q.strip(), seen, now))
    return found


def _holds(now: datetime, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    return Person.id.in_(select(PersonPost.person_id).where(runs(PersonPost, now), *which).correlate(None))


def _matches(words: str, seen: ColumnElement[bool], now: datetime) -> ColumnElement[bool]:
    """Name or number of the person, code of a division; a personal phone only where the viewer sees it."""
    found = [Person.name.contains(words, autoescape=True),
             func.upper(Person.staff_no).startswith(words.upper(), autoescape=True)]
    digits = words.replace(" ", "").replace("-", "").removeprefix("+86")
    if digits.isascii() and digits.isdigit() and len(digits) >= SHORTEST_NUMBER:
        found += [and_(seen, _number(Person.phone).contains(digits)), _number(Person.office_phone).contains(digits)]
    with suppress(KeyError):
        found.append(_holds(now, within(city_index().division(words.upper()).code)))
    return or_(*found)


def _number(column: Any) -> Any:
    """A phone number without what only makes it easier to read."""
    return func.replace(func.replace(column, " ", ""), "-", "")


def _posts_of(session: Session, actor: Actor, ids: list[int], now: datetime) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in held_posts(session, actor, and_(PersonPost.person_id.in_(ids), visible_posts(actor, now)), now, now):
        found.setdefault(row.holder.id, []).append(post_shape(row, actor, now))
    return found
