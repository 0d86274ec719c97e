"""Running cases under a changed calendar: in batches, each moved due time with a record; the same looked at first."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from server.actions.assignments import follow_due
from server.actions.clocks import clock_of, keep_clock, outside_due, preface_of
from server.actions.milestones import retell_milestones
from server.actions.record import Entry, record, stamp
from server.actions.stages import shift_stages, shifted
from server.extensions import db
from server.models import Case, Retiming
from server.queries.calendar_rules import SET, Calendars, read_calendars
from server.queries.catalogue import official_calendar
from server.queries.people import SYSTEM
from server.queries.retimed import running_in_working_time
from server.queries.rule_cache import AGE, forget
from server.queries.scope import place_of_case
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.pauses import RunningClock
from workflows.retiming import retime
from workflows.states import STAGE_NAMES, Stage

BATCH = 200
PREVIEWED = 5_000
SHOWN = 20
# Another process may run by the calendar before the change for a moment longer: its clocks are found as well.
WAIT = timedelta(seconds=AGE + 1)


def preview(calendars: Calendars, now: datetime) -> dict[str, Any]:
    """How many running cases would move under these calendars; past a number of cases it says `at_least`."""
    checked, after, moved = 0, 0, []
    with db.reading() as session:
        while checked < PREVIEWED:
            cases = running_in_working_time(session, after, BATCH)
            moved += [(case, clock) for case in cases if (clock := _under(case, calendars, now)) is not None]
            checked += len(cases)
            if len(cases) < BATCH:
                break
            after = cases[-1].id
        later = sum(clock.due_at > case.due_at for case, clock in moved if case.due_at is not None)
        return {"cases": checked, "at_least": checked >= PREVIEWED, "moved": len(moved), "later": later,
                "earlier": len(moved) - later, "as_of": now, "items": [
                    {"case_id": case.id, "number": case.number, "stage_name": STAGE_NAMES[Stage(case.due_stage)],
                     "before": case.due_at, "after": clock.due_at} for case, clock in moved[:SHOWN]]}


def keep_retimings(now: datetime) -> int:
    """The job: go on with the oldest change that is not finished; returns how many due times have moved."""
    with db.reading() as session:
        waiting = session.scalar(select(Retiming.id).where(
            Retiming.done_at.is_(None), Retiming.at <= now - WAIT).order_by(Retiming.id).limit(1))
    moved = 0
    if waiting is not None:
        forget(SET)
        more = True
        while more:
            done, more = _batch(waiting, now)
            moved += done
    return moved


@again_after_deadlock
def _batch(retiming_id: int, now: datetime) -> tuple[int, bool]:
    """One batch: how many moved, and whether there are more. What was done before a kill is not done twice."""
    with transaction() as tx:
        row = tx.session.get_one(Retiming, retiming_id, with_for_update=True)
        cases = running_in_working_time(tx.session, row.after_id, BATCH, lock=True)
        calendars = read_calendars(tx.session, official_calendar())
        moved = [case for case in cases if _move(tx, case, calendars, row.version, now)]
        tx.session.flush()
        shift_stages(tx.session, moved)
        retell_milestones(tx.session, cases)
        row.checked, row.moved = row.checked + len(cases), row.moved + len(moved)
        if len(cases) < BATCH:
            row.done_at = now
        else:
            row.after_id = cases[-1].id
        return len(moved), row.done_at is None


def _move(tx: Transaction, case: Case, calendars: Calendars, version: int, now: datetime) -> bool:
    clock, before = _under(case, calendars, now), case.due_at
    if clock is None or before is None:
        return False
    keep_clock(case, clock)
    with tx.session.no_autoflush:
        tasks = follow_due(tx.session, case, before)
    record(tx, Entry("case", str(case.id), case, "case.retimed", SYSTEM, None, None, place_of_case(case),
                     case.department, now, {"stage": case.due_stage, "before": stamp(before),
                                            "after": stamp(clock.due_at), "calendar": version,
                                            "tasks": tasks, **shifted(case)}, case.version))
    return True


def _under(case: Case, calendars: Calendars, now: datetime) -> RunningClock | None:
    """The case's clock under these calendars, or None when it does not move."""
    clock = clock_of(case)
    if clock is None:
        return None
    retold = retime(clock, calendars.of(case.district), now, outside_due(case), preface_of(case))
    return retold if retold is not clock else None
