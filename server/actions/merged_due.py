"""A merged item brings its own due time along: the earliest one rules the handling of the main case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.actions.assignments import follow_due
from server.actions.clocks import HANDLING, clock_of, keep_clock, outside_due, preface_of
from server.actions.record import stamp
from server.actions.stages import shift_stages, shifted
from server.models import Case
from server.queries.catalogue import working_calendar
from server.transaction import Transaction
from workflows.retiming import tell_again


def follow_merged_due(tx: Transaction, main: Case, now: datetime) -> dict[str, Any]:
    """After a merge or its undoing; returns what the main case's event says of it.

    A due time that has passed already makes nobody late who did not know of it: the running clock keeps its own.
    """
    due = tx.session.scalar(select(func.min(Case.external_due_at)).where(Case.main_case_id == main.id))
    if due == main.merged_due_at:
        return {}
    main.merged_due_at = due
    return {"merged_due": stamp(due) if due else None} | _retell(tx, main, now)


def _retell(tx: Transaction, main: Case, now: datetime) -> dict[str, Any]:
    """The running clock of handling told again with it; a clock that is yet to start begins so by itself."""
    clock = clock_of(main)
    if clock is None or main.due_stage not in HANDLING:
        return {}
    fresh = tell_again(clock, working_calendar(main.district), outside_due(main), preface_of(main))
    if fresh.due_at == clock.due_at or fresh.due_at <= now:
        return {}
    keep_clock(main, fresh)
    shift_stages(tx.session, [main])
    with tx.session.no_autoflush:
        tasks = follow_due(tx.session, main, clock.due_at)
    return {"due": {"before": stamp(clock.due_at), "after": stamp(fresh.due_at)}, "tasks": tasks, **shifted(main)}
