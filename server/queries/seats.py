"""Posts that run at a moment, each with its holder's absence and substitute: one query, however many posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from server.models import Absence, Person, PersonPost
from server.queries.people import runs
from workflows.standing_in import Seat


@dataclass(frozen=True)
class HeldSeat:
    """A running post and where it is; `starts_at` tells a successor from those who were there before."""

    seat: Seat
    division: str
    department: str | None
    starts_at: datetime
    role: str


def find_seats(session: Session, which: ColumnElement[bool], now: datetime) -> list[HeldSeat]:
    """Running posts of active holders that `which` selects, in the order of their ids."""
    holder, substitute = aliased(Person), aliased(Person)
    named = func.coalesce(Absence.substitute_id, PersonPost.substitute_id)
    ready = and_(substitute.active, ~is_away(substitute.id, now))
    rows = session.execute(
        select(PersonPost.id, PersonPost.person_id, PersonPost.division, PersonPost.department, PersonPost.starts_at,
               PersonPost.role, Absence.id.label("absence"), substitute.id.label("substitute"), ready.label("ready"))
        .join(holder, and_(holder.id == PersonPost.person_id, holder.active))
        .outerjoin(Absence, and_(Absence.person_id == PersonPost.person_id, runs(Absence, now)))
        .outerjoin(substitute, and_(Absence.id.is_not(None), substitute.id == named))
        .where(which, runs(PersonPost, now)).order_by(PersonPost.id, Absence.id))
    found: dict[int, HeldSeat] = {}
    for row in rows:
        seat = Seat(row.id, row.person_id, row.absence is not None, row.substitute, bool(row.ready))
        if row.id not in found or not found[row.id].seat.substitute_ready:  # away twice over: who has a stand-in
            found[row.id] = HeldSeat(seat, row.division, row.department, row.starts_at, row.role)
    return list(found.values())


def is_away(person_id: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    """Whether the person of a column is absent at the moment."""
    other = aliased(Absence)
    return exists().where(other.person_id == person_id, runs(other, now))
