"""Posts and absences written straight into the tables, with any term: the past has no calls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import delete, select, update

from server.models import Absence, DutyShift, Person, PersonPost
from server.transaction import transaction

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = count(1)


def hire_as(role: str, division: str, *, department: str | None = None, starts_at: datetime = LONG_AGO,
            ends_at: datetime | None = None, substitute: int | None = None, person: int | None = None) -> int:
    """A post of a new person (or of this one); the person's id."""
    with transaction() as tx:
        if person is None:
            number = next(_numbers)
            new = Person(name=f"测试{number}", phone=f"1990000{number:04d}", office_phone=f"0592-99{number:05d}",
                         created_at=starts_at)
            tx.session.add(new)
            tx.session.flush()
            person = new.id
        tx.session.add(PersonPost(person_id=person, role=role, division=division, department=department,
                                  starts_at=starts_at, ends_at=ends_at, substitute_id=substitute))
        return person


def send_away(person: int, starts_at: datetime, ends_at: datetime | None = None, *, kind: str = "leave",
              substitute: int | None = None) -> None:
    """An absence of the person."""
    with transaction() as tx:
        tx.session.add(Absence(person_id=person, kind=kind, starts_at=starts_at, ends_at=ends_at,
                               substitute_id=substitute, registered_at=starts_at))


def empty(*divisions: str) -> None:
    """Nobody holds a post there and never did: posts of the divisions are as if they had never begun."""
    with transaction() as tx:
        tx.session.execute(delete(PersonPost).where(PersonPost.division.in_(divisions)))


def accounts_only(role: str) -> None:
    """Whoever cannot sign in holds no such post: what falls to one of many by lot falls to somebody who can."""
    with transaction() as tx:
        without = select(Person.id).where(Person.username.is_(None))
        tx.session.execute(delete(PersonPost).where(PersonPost.role == role, PersonPost.person_id.in_(without)))


def put_on_duty(person: int, division: str, starts_at: datetime, *, department: str | None = None,
                place: str = "lead", hours: int = 12) -> None:
    """A shift on the roster of a division's desk."""
    with transaction() as tx:
        tx.session.add(DutyShift(district=division[:6], division=division, department=department, place=place,
                                 person_id=person, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours),
                                 created_at=starts_at))


def clear_roster(*divisions: str) -> None:
    """Nobody is planned at these divisions' desks and departments."""
    with transaction() as tx:
        tx.session.execute(delete(DutyShift).where(DutyShift.division.in_(divisions)))


def switch_off(person: int) -> None:
    """The person works here no longer."""
    with transaction() as tx:
        tx.session.execute(update(Person).where(Person.id == person).values(active=False))
