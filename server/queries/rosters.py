"""Duty rosters as they are read: shifts, gaps with reasons, who is on duty now. Rules: workflows/roster.py"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import Absence, DutyShift, Person, PersonPost
from server.queries.catalogue import working_calendar
from server.queries.city import all_departments, city_index, codes_above
from server.queries.desks import Desk, read_shifts, who_answers
from server.queries.moments import day_start
from server.queries.people import Actor, to_post
from server.queries.phones import sees_phone
from server.queries.post_rows import held_posts, person_card
from workflows import roster
from workflows.roster import Away, Shift
from workflows.roster_rights import TURNS, editing_post, may_read, may_serve

MOST_DAYS = 62
LEVELS = ("town", "district", "city")
WITHOUT_POST = "no_post"  # an absence of another kind: the person holds no post at the unit in these hours

Term = tuple[datetime, datetime | None]


@dataclass(frozen=True)
class Days:
    """Days of a roster in Asia/Shanghai, the last one included."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        return day_start(self.first)

    @property
    def end(self) -> datetime:
        return day_start(self.last + timedelta(days=1))


def find_desk(division: str | None, department: str | None) -> Desk:
    """The unit that a roster belongs to. Raises validation unless exactly one known code is given."""
    if (division is None) == (department is None):
        raise invalid("division", "请指明区划或部门，二者取一")
    if department is not None:
        unit = all_departments().get(department)
        if unit is None:
            raise invalid("department", "没有这个部门")
        return Desk(unit.division, unit.code)
    try:
        level = city_index().division(division or "").level
    except KeyError:
        raise invalid("division", "没有这个区划") from None
    if level not in LEVELS:
        raise invalid("division", "值班表设在镇街、区、市和部门")
    return Desk(division or "")


def desks_over(division: str) -> list[Desk]:
    """Station, district and city of a division, the nearest first. KeyError for an unknown code."""
    index = city_index()
    return [Desk(code) for code in (division, *codes_above(division)) if index.division(code).level in LEVELS]


def desks_from(desk: Desk) -> list[Desk]:
    """Who is asked in turn when the unit has nobody: itself, then the divisions over it."""
    return [desk, *desks_over(desk.division)] if desk.department else desks_over(desk.division)


def read_roster(actor: Actor, desk: Desk, days: Days, now: datetime) -> dict[str, Any]:
    """The roster of some days with its gaps. Raises territory-forbidden."""
    check_readable(actor, desk, now)
    with db.reading() as session:
        rows = session.execute(_shifts(desk, days.begin, days.end, sees_phone(actor, Person.id, now))).all()
        away = away_of(session, desk, {row.Person.id for row in rows}, days.begin, days.end)
        found = roster.gaps(days.begin, days.end, [to_shift(row.DutyShift) for row in rows], working_calendar(), away)
        return {"unit": desk.name, "now": on_duty_at(session, actor, desks_from(desk), now),
                "shifts": [_shape(row.DutyShift, row.Person, row[2], away) for row in rows],
                "gaps": shape_gaps(found, {row.Person.id: row.Person.name for row in rows}, away),
                "may_edit": editing_post(actor.posts, desk.division, desk.department, now) is not None, "as_of": now}


def check_readable(actor: Actor, desk: Desk, now: datetime) -> None:
    """Raises territory-forbidden for rosters of other districts."""
    if not may_read(actor.posts, desk.division, now):
        raise Problem("territory-forbidden", "只能查看本区和市级的值班表")


def read_duty(actor: Actor, division: str, now: datetime) -> dict[str, Any]:
    """Who holds the urgent clock now at the division's station, district and city. Raises not-found,
    territory-forbidden.
    """
    try:
        desks = desks_over(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    check_readable(actor, desks[0], now)
    with db.reading() as session:
        held, planned = _held(session, actor, desks, now), read_shifts(session, actor, desks, now, now)
    items = [{**who_answers(desks[position:], held, planned, now), "unit": desk.name}
             for position, desk in enumerate(desks)]
    return {"items": items, "as_of": now}


def on_duty_at(session: Session, actor: Actor, desks: Sequence[Desk], now: datetime) -> dict[str, Any]:
    """{person, second, working_hours, reason} of the first desk; the others stand in where it has nobody."""
    held, planned = _held(session, actor, desks, now), read_shifts(session, actor, desks, now, now)
    found = who_answers(desks, held, planned, now)
    return {name: found[name] for name in ("person", "second", "working_hours", "reason")}


def _held(session: Session, actor: Actor, desks: Iterable[Desk], now: datetime) -> list[Any]:
    of_desks = or_(*(and_(PersonPost.division == desk.division, PersonPost.department == desk.department)
                     for desk in desks))
    return held_posts(session, actor, and_(PersonPost.role.in_(sorted(TURNS)), of_desks), now, now)


def _shifts(desk: Desk, begin: datetime, end: datetime, *also: ColumnElement[Any]) -> Any:
    return (select(DutyShift, Person, *also).join(Person, Person.id == DutyShift.person_id)
            .where(of_desk(desk), DutyShift.starts_at < end, DutyShift.ends_at > begin)
            .order_by(DutyShift.starts_at, DutyShift.place, DutyShift.id))


def of_desk(desk: Desk) -> ColumnElement[bool]:
    """Shifts of one unit."""
    return and_(DutyShift.division == desk.division, DutyShift.department == desk.department)


def to_shift(row: DutyShift) -> Shift:
    """The rules' view of a row."""
    return Shift(row.person_id, row.place, row.starts_at, row.ends_at)


def shift_shape(session: Session, actor: Actor, row: DutyShift, now: datetime) -> dict[str, Any]:
    """One shift as the roster shows it."""
    person, seen = session.execute(select(Person, sees_phone(actor, Person.id, now)).where(
        Person.id == row.person_id)).one()
    desk = Desk(row.division, row.department)
    return _shape(row, person, seen, away_of(session, desk, {row.person_id}, row.starts_at, row.ends_at))


def _shape(row: DutyShift, person: Person, seen: bool, away: Sequence[Away]) -> dict[str, Any]:
    gone = any(item.person_id == person.id and item.starts_at < row.ends_at
               and (item.ends_at is None or item.ends_at > row.starts_at) for item in away)
    return {"id": row.id, "place": row.place, "person": person_card(person, seen), "starts_at": row.starts_at,
            "ends_at": row.ends_at, "away": gone}


def shape_gaps(found: Iterable[roster.Gap], names: dict[int, str], away: Sequence[Away]) -> list[dict[str, Any]]:
    """Gaps with their reasons in words."""
    return [{"from": gap.starts_at, "to": gap.ends_at, "place": gap.place,
             "reason": roster.say_gap(gap, names, {item.person_id: item.kind for item in away
                                                   if item.at(gap.starts_at)})} for gap in found]


def away_of(session: Session, desk: Desk, people: Collection[int], begin: datetime, end: datetime) -> list[Away]:
    """When these people cannot serve here between two moments: absences, and hours without a post at the unit."""
    terms = defaultdict[int, list[Term]](list)
    for post in session.scalars(
            select(PersonPost).join(Person, Person.id == PersonPost.person_id)
            .where(PersonPost.person_id.in_(people), Person.active).order_by(PersonPost.starts_at)):
        if may_serve(to_post(post), desk.division, desk.department):
            terms[post.person_id].append((post.starts_at, post.ends_at))
    found = absences_of(session, people, begin, end)
    for person in people:
        found += [Away(person, WITHOUT_POST, *span) for span in outside(terms[person], begin, end)]
    return found


def absences_of(session: Session, people: Collection[int], begin: datetime, end: datetime) -> list[Away]:
    """The absences of these people that touch a span."""
    rows = session.execute(
        select(Absence.person_id, Absence.kind, Absence.starts_at, Absence.ends_at)
        .where(Absence.person_id.in_(people), Absence.starts_at < end,
               or_(Absence.ends_at.is_(None), Absence.ends_at > begin)))
    return [Away(*row) for row in rows]


def outside(terms: Iterable[Term], begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The parts of a span in which none of the terms runs; terms in the order of their beginnings."""
    found, at = [], begin
    for start, stop in terms:
        if start > at:
            found.append((at, min(start, end)))
        at = max(at, stop or end)
        if at >= end:
            return found
    return [*found, (at, end)]
