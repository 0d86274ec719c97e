"""Fill duty rosters by the rotation: one unit by hand, all at the beginning, and day by day those filled before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from server.actions.record import Entry, record, stamp
from server.extensions import db
from server.models import DivisionRow, DutyShift, Person, PersonPost
from server.queries.catalogue import working_calendar
from server.queries.city import all_departments, city_code, city_index
from server.queries.desks import Desk
from server.queries.moments import city_day
from server.queries.people import SYSTEM, Actor
from server.queries.rosters import Term, absences_of, outside
from server.transaction import Transaction, transaction
from workflows.roles import Place, Post, is_city
from workflows.roster import Shift
from workflows.roster_rights import TURNS
from workflows.rotation import Candidate, day_turn, plan

# Departments whose urgent calls cannot wait for the morning: 生态环境, 城管, 市政园林, 公安.
URGENT_KINDS = frozenset({"ST", "CG", "SZ", "GA"})
AHEAD = timedelta(days=14)  # kept filled
FILLED_UP_TO = timedelta(days=21)  # so that not every day is a day of filling
REST_KNOWN = timedelta(days=14)  # how far back the rotation looks for who has rested longest
STILL_USED = timedelta(days=30)  # a roster without a shift for so long was given up


def write_first_rosters(session: Session, now: datetime) -> int:
    """Rosters of a new installation, from two weeks ago to two weeks ahead; returns how many shifts were written."""
    begin, end = _turn(now - AHEAD - timedelta(days=1)), _turn(now + AHEAD + timedelta(days=1))
    return sum(write_shifts(session, first_desks(), begin, end, now).values())


def first_desks() -> list[Desk]:
    """City, districts, stations, and the departments of city and districts that answer urgent calls."""
    index = city_index()
    divisions = [city_code(), *(code for level in ("district", "town")
                                for code in index.within((-180, -90, 180, 90), level))]
    units = [unit for unit in all_departments().values()
             if unit.kind in URGENT_KINDS and unit.level in ("city", "district")]
    return [*(Desk(code) for code in divisions), *(Desk(unit.division, unit.code) for unit in units)]


def keep_filled(now: datetime) -> int:
    """The job: units whose roster was filled before have shifts for the next fourteen days. Returns shifts written."""
    with db.reading() as session:
        rows = session.execute(
            select(DutyShift.division, DutyShift.department)
            .where(DutyShift.starts_at > now - STILL_USED, DutyShift.starts_at < now + AHEAD)
            .group_by(DutyShift.division, DutyShift.department).having(func.max(DutyShift.ends_at) < now + AHEAD)).all()
    return sum(_fill_one(Desk(row.division, row.department), now) for row in rows)


def _fill_one(desk: Desk, now: datetime) -> int:
    with transaction() as tx:
        return fill_desk(tx, desk, now, _turn(now + FILLED_UP_TO), SYSTEM, None, now)


def _turn(moment: datetime) -> datetime:
    """The change of duty on the day of a moment."""
    return day_turn(working_calendar(), city_day(moment))


def fill_desk(tx: Transaction, desk: Desk, begin: datetime, end: datetime, actor: Actor, by: Post | None,
              now: datetime) -> int:
    """Write what a unit's roster lacks between two moments, and the ledger's entry; returns how many shifts."""
    lock_desk(tx.session, desk)
    written = write_shifts(tx.session, [desk], begin, end, now)[desk]
    if written:
        record_change(tx, desk, "roster.filled", actor, by, now,
                      {"n": written, "from": stamp(begin), "to": stamp(end)})
    return written


def lock_desk(session: Session, desk: Desk) -> None:
    """Nobody else changes this division's rosters until the commit."""
    session.execute(select(DivisionRow.code).where(DivisionRow.code == desk.division).with_for_update(key_share=True))


def record_change(tx: Transaction, desk: Desk, name: str, actor: Actor, by: Post | None, now: datetime,
                  data: dict[str, object]) -> None:
    """The ledger's entry of a changed roster; its subject is the division, `data` says which department's."""
    division = city_index().division(desk.division)
    town = desk.division if division.level == "town" else None
    place = Place(desk.division if is_city(desk.division) else desk.division[:6], town)
    record(tx, Entry("division", desk.division, None, name, actor, (by.department or by.division) if by else None,
                     by.role.value if by else None, place, desk.department, now,
                     {**data, "department": desk.department}))


def write_shifts(session: Session, desks: Sequence[Desk], begin: datetime, end: datetime,
                 now: datetime) -> dict[Desk, int]:
    """Insert what the rotation plans for these units in one statement; how many shifts each of them got."""
    calendar = working_calendar()
    team = _terms(session, desks, begin, end)
    people = {person for terms in team.values() for person in terms}
    lock_people(session, people)
    busy = defaultdict[int, list[Term]](list)
    for item in absences_of(session, people, begin, end):
        busy[item.person_id].append((item.starts_at, item.ends_at))
    known = _known(session, people, desks, begin, end)
    rows, written = [], dict[Desk, int]()
    for desk in desks:
        candidates = []
        for person, terms in team[desk].items():
            elsewhere = [(shift.starts_at, shift.ends_at) for other, shift in known
                         if shift.person_id == person and other != desk]
            candidates.append(Candidate(person, (*busy[person], *elsewhere, *outside(sorted(
                terms, key=lambda term: term[0]), begin, end))))
        planned = plan(candidates, begin, end, calendar, [shift for other, shift in known if other == desk])
        known += [(desk, shift) for shift in planned]
        written[desk] = len(planned)
        rows += [_row(desk, shift, now) for shift in planned]
    if rows:
        session.execute(insert(DutyShift), rows)
    return written


def lock_people(session: Session, people: Iterable[int]) -> None:
    """Nobody else puts these people on a roster until the commit."""
    session.execute(select(Person.id).where(Person.id.in_(people)).order_by(Person.id).with_for_update(key_share=True))


def _terms(session: Session, desks: Sequence[Desk], begin: datetime, end: datetime,
           ) -> dict[Desk, dict[int, list[Term]]]:
    """Who takes turns at each desk, and the terms of the posts that say so; in the order of the posts."""
    found: dict[Desk, dict[int, list[Term]]] = {desk: {} for desk in desks}
    rows = session.execute(
        select(PersonPost.person_id, PersonPost.division, PersonPost.department, PersonPost.starts_at,
               PersonPost.ends_at).join(Person, Person.id == PersonPost.person_id)
        .where(PersonPost.role.in_(sorted(TURNS)), PersonPost.division.in_({desk.division for desk in desks}),
               Person.active, PersonPost.starts_at < end,
               or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > begin)).order_by(PersonPost.id))
    for row in rows:
        terms = found.get(Desk(row.division, row.department))
        if terms is not None:
            terms.setdefault(row.person_id, []).append((row.starts_at, row.ends_at))
    return found


def _known(session: Session, people: Iterable[int], desks: Sequence[Desk], begin: datetime, end: datetime,
           ) -> list[tuple[Desk, Shift]]:
    """Shifts of these people and at these desks that are planned already, and those of the last days before."""
    rows = session.execute(
        select(DutyShift.division, DutyShift.department, DutyShift.person_id, DutyShift.place, DutyShift.starts_at,
               DutyShift.ends_at)
        .where(or_(DutyShift.person_id.in_(people), DutyShift.division.in_({desk.division for desk in desks})),
               DutyShift.ends_at > begin - REST_KNOWN, DutyShift.starts_at < end + REST_KNOWN)
        .order_by(DutyShift.id))
    return [(Desk(row.division, row.department), Shift(row.person_id, row.place, row.starts_at, row.ends_at))
            for row in rows]


def _row(desk: Desk, shift: Shift, now: datetime) -> dict[str, object]:
    district = desk.division[:6]
    return {"district": district, "division": desk.division, "department": desk.department, "place": shift.place,
            "person_id": shift.person_id, "starts_at": shift.starts_at, "ends_at": shift.ends_at, "created_at": now}
