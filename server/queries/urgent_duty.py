"""An urgent case outside working hours waits for a person and not for an office: whoever is on duty there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from server.models import Case
from server.queries.catalogue import working_calendar
from server.queries.city import all_departments
from server.queries.desks import Desk, read_shifts, who_answers
from server.queries.people import Actor
from server.queries.rosters import desks_from
from workflows.states import State

URGENT = 1
AT_STATION = frozenset({State.REPORTED, State.HANDLED, State.EVALUATED})


def name_on_duty(session: Session, actor: Actor, case: Case, turn: dict[str, str], now: datetime) -> dict[str, str]:
    """`whose_turn` with the name of whoever is on duty, where it named only an office; one query, and none for a case
    that can wait.
    """
    desk = _desk(case)
    if case.severity != URGENT or turn["name"] or desk is None or working_calendar().is_open(now):
        return turn
    desks = desks_from(desk)
    person = who_answers(desks, (), read_shifts(session, actor, desks, now, now), now)["person"]
    return {**turn, "name": person["name"], "role_name": f"{turn['role_name']}（值班）"} if person else turn


def _desk(case: Case) -> Desk | None:
    """Whose roster holds the case's clock; None where nobody of an office is waited for."""
    state = State(case.state)
    if state in AT_STATION:
        return Desk(case.town) if case.town and not case.recuse else Desk(case.district)
    if state is State.REGISTERED:
        return Desk(case.district)
    if state in (State.DISPATCHED, State.HANDLING) and case.department:
        return Desk(all_departments()[case.department].division, case.department)
    return None
