"""Who answers at a moment for a station, a district's or the city's desk, or a department: officers and roster."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.models import Absence, DutyShift, Person
from server.queries.catalogue import working_calendar
from server.queries.city import city_index, unit_name
from server.queries.people import Actor, runs
from server.queries.phones import sees_phone
from server.queries.post_rows import HeldPost, person_card
from workflows.roles import Role
from workflows.roster import Away, Shift, Unit, on_duty

OFFICERS = frozenset({Role.STATION_OFFICER, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER, Role.DEPARTMENT_OFFICER})
HEADS = frozenset({Role.STATION_HEAD, Role.COORDINATOR})


@dataclass(frozen=True)
class Desk:
    """A division's desk, or the one of a department in it."""

    division: str
    department: str | None = None

    @property
    def name(self) -> dict[str, str]:
        """`{code, name}`."""
        if self.department:
            return {"code": self.department, "name": unit_name(self.department)}
        own = unit_name(self.division)
        station = city_index().division(self.division).level == "town"
        return {"code": self.division, "name": own if station else f"{own}派遣中心"}


@dataclass(frozen=True)
class Planned:
    """A shift that runs, with its person, the absence that runs, and whether the viewer sees the phone."""

    shift: DutyShift
    person: Person
    absence: Absence | None
    seen: bool


def read_shifts(session: Session, actor: Actor, desks: Collection[Desk], at: datetime, now: datetime) -> list[Planned]:
    """The shifts of these desks that run at `at`: one query."""
    of_desks = or_(*(and_(DutyShift.division == desk.division, DutyShift.department == desk.department)
                     for desk in desks))
    rows = session.execute(
        select(DutyShift, Person, Absence, sees_phone(actor, Person.id, now))
        .join(Person, Person.id == DutyShift.person_id)
        .outerjoin(Absence, and_(Absence.person_id == Person.id, runs(Absence, at)))
        .where(of_desks, Person.active, DutyShift.starts_at <= at, DutyShift.ends_at > at).order_by(DutyShift.id))
    return [Planned(*row) for row in rows]


def who_answers(desks: Sequence[Desk], held: Sequence[HeldPost], planned: Sequence[Planned],
                at: datetime) -> dict[str, Any]:
    """`on_duty` of the first desk: the next ones stand in where it has nobody."""
    cards = {row.person.id: person_card(row.person, row.seen) for row in planned}
    cards |= {row.holder.id: row.person(row.holder.id) for row in held}
    gone = {row.person.id: row.absence for row in planned} | {row.holder.id: row.absence for row in held}
    away = [Away(person_id, row.kind, row.starts_at, row.ends_at) for person_id, row in gone.items() if row]
    found = on_duty([_unit(desk, held, planned) for desk in desks], away,
                    {person_id: card["name"] for person_id, card in cards.items()}, at, working_calendar())
    return {"unit": desks[found.unit or 0].name, "person": cards.get(found.person_id or 0),
            "second": cards.get(found.second_id or 0), "working_hours": found.working_hours,
            "reason": found.reason}


def _unit(desk: Desk, held: Sequence[HeldPost], planned: Sequence[Planned]) -> Unit:
    own = [row for row in held if row.post.division == desk.division and row.post.department == desk.department]
    return Unit(
        desk.name["name"],
        tuple(Shift(row.person.id, row.shift.place, row.shift.starts_at, row.shift.ends_at) for row in planned
              if (row.shift.division, row.shift.department) == (desk.division, desk.department)),
        tuple(row.holder.id for row in own if row.post.role in OFFICERS),
        tuple(row.holder.id for row in own if row.post.role in HEADS))
