"""The ladder as it is edited, and the clocks of cases and orders as its rules want them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, Order, RungRow
from server.queries.catalogue import working_calendar
from server.queries.rule_cache import rules
from workflows.addressees import Standing
from workflows.deadlines import WARNING_BAND, Limit
from workflows.escalation import ORDER, Rung, Ticking, first_look
from workflows.guards import judged_by_district
from workflows.states import OPEN, Stage, State
from workflows.working_calendar import to_local

NAME = "escalation"
WITH_DEPARTMENT = frozenset({State.DISPATCHED, State.HANDLING, State.SUSPENDED})
STAGE_OF_ORDER = {State.REPORTED: Stage.ACCEPT, State.CONFIRMING: Stage.CONFIRM, State.REGISTERED: Stage.DISPATCH,
                  State.HANDLED: Stage.CHECK}


def ladder() -> tuple[Rung, ...]:
    """All rungs, kept in memory."""
    return rules(NAME, _read)


def _read(session: Session) -> tuple[Rung, ...]:
    return tuple(to_rung(row) for row in session.scalars(select(RungRow).order_by(RungRow.code)))


def to_rung(row: RungRow) -> Rung:
    """The rules' view of a rung."""
    return Rung(row.code, row.stage, row.relation, row.amount, row.unit, row.addressee, row.name, row.text, row.active)


def ticking(case: Case) -> Ticking | None:
    """The case's clock while it runs; one that stands still reminds nobody."""
    if case.due_at is None or case.stage_started_at is None or case.due_stage is None or case.state not in OPEN:
        return None
    amount, _, unit = (case.due_limit or "1 natural_hours").partition(" ")
    return Ticking(case.due_stage, case.stage_started_at, case.warn_at or case.due_at, case.due_at,
                   Limit(int(amount), unit))


def ticking_order(order: Order) -> Ticking | None:
    """An order's own clock, from its issue (or the last rejection) to its due time, through nights and holidays."""
    if order.due_at is None or order.state != "open":
        return None
    warn = order.issued_at + (order.due_at - order.issued_at) * WARNING_BAND
    return Ticking(ORDER, order.issued_at, max(warn, order.issued_at), order.due_at, Limit(1, "natural_hours"))


def next_look(case: Case) -> datetime | None:
    """When the ladder must be looked at for the clock as it runs now; None without clock or ladder."""
    clock = ticking(case)
    return first_look(clock, ladder(), working_calendar(case.district)) if clock else None


def standing_of(case: Case, stage: str, issuer_id: int | None = None) -> Standing:
    """Where the case stands, for whom to remind; an order is the business of whoever has the case."""
    state = State(case.state)
    at = STAGE_OF_ORDER.get(state, Stage.FEEDBACK) if stage == ORDER else Stage(stage)
    return Standing(
        at, case.district, None if case.recuse else case.town, case.department, case.department_level,
        case.assignee_id, case.confirmer_id, judged_by_district(case) and state is State.HANDLED,  # type: ignore[arg-type]
        issuer_id, state in WITH_DEPARTMENT)


def city_time(moment: datetime) -> str:
    """11月23日 17:30, in the city's time."""
    local = to_local(moment)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
