"""Ordinary clocks during an emergency: held when it begins, held as they start, and let go when it ends.

Nothing here is lost by a kill: what is still held when an emergency has ended is let go by the job, as of its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, insert, literal, not_, or_, select, update
from sqlalchemy.orm import Session

from server.actions.clocks import clock_of, keep_clock
from server.actions.record import Entry, record, stamp
from server.actions.stages import shift_stages, shifted
from server.extensions import db
from server.models import Assignment, Case, Emergency, PutOff
from server.models.registry import UtcDateTime
from server.queries.catalogue import working_calendar
from server.queries.emergencies import can_be_put_off
from server.queries.people import SYSTEM
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.deadlines import shift_for_pause
from workflows.emergency import can_be_held, held_from, is_ordinary
from workflows.pauses import RunningClock, hold, release
from workflows.roles import Place
from workflows.states import State

BATCH = 200
# A stage that began so shortly before the emergency was written while it began.
GRACE = timedelta(minutes=2)


def hold_all(session: Session, emergency: Emergency) -> list[int]:
    """Hold every ordinary clock of the district in one statement, and list those that stand for it alone; answers the
    cases that stand still now, for the ledger."""
    since = func.coalesce(Case.paused_at, literal(emergency.begun_at, UtcDateTime()))
    session.execute(update(Case).where(can_be_put_off(emergency.district), Case.hold_id.is_(None))
                    .values(hold_id=emergency.id, paused_at=since).execution_options(synchronize_session=False))
    note_put_offs(session, emergency.id)
    return list(session.scalars(select(Case.id).where(Case.hold_id == emergency.id).order_by(Case.id)))


def note_put_offs(session: Session, emergency_id: int) -> None:
    """Write down the clocks that stand for this emergency and are not yet in its list."""
    known = exists().where(PutOff.case_id == Case.id, PutOff.emergency_id == emergency_id,
                           PutOff.resumed_at.is_(None))
    held = select(literal(emergency_id), Case.id, Case.district, Case.due_stage, Case.paused_at, Case.due_at).where(
        Case.hold_id == emergency_id, Case.state != State.SUSPENDED, ~known).order_by(Case.id)
    columns = ["emergency_id", "case_id", "district", "stage", "paused_at", "due_before"]
    session.execute(insert(PutOff).from_select(columns, held))


def close_put_offs(session: Session, emergency_id: int, now: datetime) -> None:
    """Close the lines of clocks that no longer stand: the stage was finished meanwhile, or it runs on since."""
    same = and_(Case.id == PutOff.case_id, Case.stage_started_at <= PutOff.paused_at)
    runs_on = select(Case.due_at).where(same, Case.hold_id.is_(None)).scalar_subquery()
    session.execute(update(PutOff).where(
        PutOff.emergency_id == emergency_id, PutOff.resumed_at.is_(None),
        ~exists().where(same, Case.hold_id == emergency_id)).values(resumed_at=now, due_after=runs_on)
        .execution_options(synchronize_session=False))


def follow_emergency(case: Case, emergency_id: int | None, now: datetime) -> None:
    """After a step: an ordinary clock that runs in a district under emergency is held, one that has become urgent
    or supervised is let go. A hold that has ended meanwhile is left to `settle`, which knows since when."""
    running = clock_of(case)
    if running is None or emergency_id is None:
        return
    ordinary = is_ordinary(case.severity, case.supervised, (case.external_due_at or case.merged_due_at) is not None)
    wanted = can_be_held(State(case.state), case.due_stage, ordinary)
    if case.hold_id is None and wanted:
        case.hold_id = emergency_id
        keep_clock(case, hold(running, now))
    elif case.hold_id == emergency_id and not wanted:
        keep_clock(case, release(running, now, working_calendar(case.district)))


def settle(emergency_id: int, ended_at: datetime) -> None:
    """Let every clock of an ended emergency go on with its rest, in batches; however often it is called."""
    _let_go(emergency_id, ended_at, Case.hold_id == emergency_id)
    with transaction() as tx:
        close_put_offs(tx.session, emergency_id, ended_at)
        tx.session.execute(update(Emergency).where(Emergency.id == emergency_id, Emergency.settled_at.is_(None))
                           .values(settled_at=ended_at))


def keep_clocks(now: datetime) -> None:
    """The job: finish ended emergencies, hold what started during running ones, let go what became urgent.

    A step that was under way while an emergency ended may hold a clock for it afterwards: that is found here too.
    """
    held = select(Case.hold_id).where(Case.hold_id.is_not(None))
    with db.reading() as session:
        open_ones = session.execute(
            select(Emergency.id, Emergency.district, Emergency.begun_at, Emergency.ended_at)
            .where(or_(Emergency.settled_at.is_(None), Emergency.id.in_(held))).order_by(Emergency.id)).all()
    for row in open_ones:
        if row.ended_at is not None:
            settle(row.id, row.ended_at)
            continue
        _let_go(row.id, now, and_(Case.hold_id == row.id, not_(can_be_put_off(row.district))))
        while _hold_started(row, now) == BATCH:
            pass
        with transaction() as tx:
            close_put_offs(tx.session, row.id, now)
            note_put_offs(tx.session, row.id)


@again_after_deadlock
def _hold_started(emergency: Any, now: datetime) -> int:
    """Hold a batch of clocks that a step or a report has started meanwhile."""
    with transaction() as tx:
        cases = tx.session.scalars(_locked(and_(can_be_put_off(emergency.district), Case.hold_id.is_(None)))).all()
        for case in cases:
            running = clock_of(case)
            if running is not None:
                case.hold_id = emergency.id
                keep_clock(case, hold(running, held_from(running.started_at, emergency.begun_at, now, GRACE)))
        _tell(tx, emergency.id, "emergency.clocks_held", now, [_stands(case) for case in cases])
        return len(cases)


def _stands(case: Case) -> dict[str, Any]:
    return {"case": case.id, "paused": stamp(case.paused_at) if case.paused_at else None}


def _tell(tx: Transaction, emergency_id: int, name: str, now: datetime, moved: list[dict[str, Any]]) -> None:
    """One entry for a batch of clocks: a whole district's cases are not told one by one."""
    if moved:
        district = tx.session.get_one(Emergency, emergency_id).district
        record(tx, Entry("division", district, None, name, SYSTEM, None, None, Place(district), None, now,
                         {"cases": moved}))


def _let_go(emergency_id: int, at: datetime, which: ColumnElement[bool]) -> None:
    while _let_go_batch(emergency_id, at, which) == BATCH:
        pass


@again_after_deadlock
def _let_go_batch(emergency_id: int, at: datetime, which: ColumnElement[bool]) -> int:
    with transaction() as tx:
        cases = tx.session.scalars(_locked(which)).all()
        held: dict[int, RunningClock] = {}
        for case in cases:
            running = clock_of(case)
            case.hold_id = None
            if running is not None:
                keep_clock(case, release(running, at, working_calendar(case.district)))
                held |= {} if running.suspended or running.asked else {case.id: running}
        tasks = _shift_tasks(tx.session, held, at)
        tx.session.flush()
        shift_stages(tx.session, cases)
        _tell(tx, emergency_id, "emergency.clocks_released", at, [
            {**_stands(case), "tasks": tasks.get(case.id, []), **shifted(case)} for case in cases])
        now_due = select(Case.due_at).where(Case.id == PutOff.case_id).scalar_subquery()
        tx.session.execute(update(PutOff).where(
            PutOff.emergency_id == emergency_id, PutOff.resumed_at.is_(None),
            PutOff.case_id.in_([case.id for case in cases])).values(resumed_at=at, due_after=now_due)
            .execution_options(synchronize_session=False))
        return len(cases)


def _shift_tasks(session: Session, held: Mapping[int, RunningClock], at: datetime) -> dict[int, list[dict[str, Any]]]:
    """People's own due times stood still as the clocks did; work handed over meanwhile from the hand-over on.
    Answers what each case's event says of them."""
    told: dict[int, list[dict[str, Any]]] = {}
    for task in session.scalars(select(Assignment).where(
            Assignment.case_id.in_(held), Assignment.ended_at.is_(None), Assignment.due_at.is_not(None))):
        clock = held[task.case_id]
        if clock.paused_at is not None and task.due_at is not None:
            since = max(clock.paused_at, task.began_at)
            task.due_at = shift_for_pause(task.due_at, since, at, working_calendar(), clock.limit)
            told.setdefault(task.case_id, []).append({"id": task.id, "due": stamp(task.due_at)})
    return told


def _locked(which: ColumnElement[bool]) -> Any:
    return select(Case).where(which).order_by(Case.id).limit(BATCH).with_for_update()
