"""Which of several seats is held now, by the holder or by somebody who stands in: one query, however many seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session

from server.models import PersonPost
from server.queries.city import unit_name
from server.queries.post_rows import role_name
from server.queries.seats import HeldSeat, find_seats
from workflows.addressees import Desk
from workflows.standing_in import acting_for


class HeldDesks:
    """The seats among `desks` that somebody acts for at the moment."""

    def __init__(self, session: Session, desks: Iterable[Desk], now: datetime) -> None:
        wanted = [_condition(desk) for desk in dict.fromkeys(desks)]
        rows = find_seats(session, or_(*wanted), now) if wanted else []
        self._seats = [row for row in rows if acting_for(row.seat) is not None]

    def first(self, desks: Sequence[Desk]) -> Desk | None:
        """The first of these that somebody acts for; None when nobody does, up to the city."""
        return next((desk for desk in desks if any(_is(desk, row) for row in self._seats)), None)


def desk_name(desk: Desk) -> str:
    """后溪镇工作站站长; somebody named personally has no name here."""
    if desk.role is None:
        return "经办人"
    return f"{unit_name(desk.department or desk.division)}{role_name(desk.role)}"


def _condition(desk: Desk) -> ColumnElement[bool]:
    if desk.person_id is not None:
        return PersonPost.person_id == desk.person_id
    where = PersonPost.department == desk.department if desk.department else and_(
        PersonPost.division == desk.division, PersonPost.department.is_(None))
    return and_(PersonPost.role == desk.role, where)


def _is(desk: Desk, row: HeldSeat) -> bool:
    if desk.person_id is not None:
        return row.seat.person_id == desk.person_id and not row.seat.away
    if row.role != desk.role:
        return False
    return row.department == desk.department if desk.department else (
        row.department is None and row.division == desk.division)
