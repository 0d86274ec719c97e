"""Reminders by the clock: each rung of the ladder once for each run of a clock, whoever asks and however often.

A look at one case is one transaction: what was due is sent or passed over, the ledger tells of it, and the case says
when it must be looked at next. A scheduler that was away catches up with one message per case and addressee.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from server.actions.cases import lock_case
from server.actions.messages import Addressee, Told, send
from server.actions.record import Entry, record, stamp
from server.extensions import db
from server.models import Case, Order, Reminder
from server.queries.catalogue import working_calendar
from server.queries.desk_seats import HeldDesks, desk_name
from server.queries.ladder import city_time, ladder, standing_of, ticking, ticking_order
from server.queries.people import SYSTEM
from server.queries.scope import place_of_case
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.addressees import ADDRESSEE_NAMES, ADDRESSEES, Desk, candidates
from workflows.escalation import ORDER, DueRung, Ticking, due_now, highest, moments, next_at
from workflows.states import STAGE_NAMES, Stage

log = logging.getLogger(__name__)
BATCH = 200


def remind_due(now: datetime) -> int:
    """Look at every clock whose rungs have come due; returns how many messages were sent. Cheap when none has."""
    sent = 0
    for case_id in _ids(Case, (Case.remind_at <= now, Case.paused_at.is_(None))):
        sent += _safely(_remind_case, case_id, now)
    for order_id in _ids(Order, (Order.remind_at <= now,)):
        sent += _safely(_remind_order, order_id, now)
    return sent


def _ids(model: type[Case | Order], which: Sequence[ColumnElement[bool]]) -> Iterator[int]:
    after = 0
    while True:
        with db.reading() as session:
            page = list(session.scalars(select(model.id).where(*which, model.id > after)
                                        .order_by(model.id).limit(BATCH)))
        yield from page
        if len(page) < BATCH:
            return
        after = page[-1]


def _safely(look: Callable[[int, datetime], int], row_id: int, now: datetime) -> int:
    try:
        return look(row_id, now)
    except Exception:  # one case that cannot be worked on must not keep the others waiting
        log.exception("%s %s failed", look.__name__, row_id)
        return 0


@dataclass(frozen=True)
class Clock:
    """What is looked at: the case's own running clock, or the clock of one of its orders."""

    case: Case
    ticking: Ticking
    name: str
    run: int
    order: Order | None = None


@again_after_deadlock
def _remind_case(case_id: int, now: datetime) -> int:
    with transaction() as tx:
        case = lock_case(tx.session, case_id)
        found = ticking(case)
        if found is None:
            case.remind_at = None
            return 0
        if case.paused_at is not None:
            return 0
        return _look(tx, Clock(case, found, f"c{case.id}.{case.stage_run}", case.stage_run), now)


@again_after_deadlock
def _remind_order(order_id: int, now: datetime) -> int:
    with transaction() as tx:
        case = lock_case(tx.session, tx.session.get_one(Order, order_id).case_id)
        order = tx.session.get_one(Order, order_id, populate_existing=True)
        found = ticking_order(order)
        if found is None:
            order.remind_at = None
            return 0
        return _look(tx, Clock(case, found, f"o{order.id}.{order.round}", order.round, order), now)


def _look(tx: Transaction, clock: Clock, now: datetime) -> int:
    mine = Reminder.order_id == clock.order.id if clock.order else (
        (Reminder.case_id == clock.case.id) & Reminder.order_id.is_(None))
    done = frozenset(tx.session.scalars(select(Reminder.rung).where(mine, Reminder.run == clock.run)))
    rows = moments(clock.ticking, ladder(), working_calendar(clock.case.district))
    if clock.order is not None and clock.order.replied_at is not None:
        rows = tuple(row for row in rows if row.rung.addressee == "issuer")  # the unit has done its part
    (clock.order or clock.case).remind_at = next_at(rows, now)
    return _carry_out(tx, clock, due_now(rows, done, now), now)


def _carry_out(tx: Transaction, clock: Clock, due: tuple[DueRung, ...], now: datetime) -> int:
    issuer = clock.order.issuer_id if clock.order else None
    standing = standing_of(clock.case, clock.ticking.stage, issuer)
    asked = {row.rung.code: candidates(row.rung.addressee, standing) for row in due}
    held = HeldDesks(tx.session, (desk for desks in asked.values() for desk in desks), now)
    seats = {code: held.first(desks) for code, desks in asked.items()}
    chosen, sent = highest(due, seats), 0
    for row in due:
        if row not in chosen:
            _keep(tx, clock, row, "skipped", None, None, now)
            continue
        desk, meant = seats[row.rung.code], asked[row.rung.code][0]
        passed, outcome = meant if desk != meant else None, "sent" if desk else "nobody"
        _keep(tx, clock, row, outcome, desk, passed, now)
        if desk is not None:
            sent += _tell(tx, clock, row, desk, passed, now)
            _climb(clock, row.rung.addressee)
        skipped = [other.rung.code for other in due if other not in chosen and seats[other.rung.code] == desk]
        _record(tx, clock, row, outcome, desk, passed, skipped, now)
    return sent


def _keep(tx: Transaction, clock: Clock, due: DueRung, outcome: str, desk: Desk | None, passed: Desk | None,
          now: datetime) -> None:
    tx.session.add(Reminder(
        once=f"{clock.name}.{due.rung.code}", case_id=clock.case.id, district=clock.case.district, run=clock.run,
        order_id=clock.order.id if clock.order else None, rung=due.rung.code, stage=clock.ticking.stage,
        addressee=due.rung.addressee, due_at=due.at, at=now, outcome=outcome, **_desk_columns(desk),
        passed=(passed.role or "person") if passed else None))


def _desk_columns(desk: Desk | None) -> dict[str, Any]:
    if desk is None:
        return {}
    return {"role": desk.role.value if desk.role else None, "division": desk.division,
            "department": desk.department, "person_id": desk.person_id}


def _tell(tx: Transaction, clock: Clock, due: DueRung, desk: Desk, passed: Desk | None, now: datetime) -> int:
    case, rung = clock.case, due.rung
    stage = "督办" if clock.ticking.stage == ORDER else STAGE_NAMES[Stage(clock.ticking.stage)]
    text = rung.text.replace("{stage}", stage).replace("{due}", city_time(clock.ticking.due_at))
    if passed is not None:
        text += f"（应提醒{ADDRESSEE_NAMES[rung.addressee]}：{desk_name(passed)}此刻无人在岗，改送到这里）"
    name = f"{'order' if clock.order else 'stage'}.{'late' if now >= clock.ticking.due_at else 'warned'}"
    return send(tx.session, Addressee(desk.person_id, desk.role, desk.division, desk.department),
                Told(f"reminder:{clock.name}.{rung.code}", name, f"{rung.name}：{text}", case.district, case.id,
                     urgent=case.emergency or case.severity == 1), now)


def _climb(clock: Clock, addressee: str) -> None:
    """How far up the case's own clock has come; orders stand beside it."""
    reached = ADDRESSEES.index(clock.case.escalated) if clock.case.escalated else -1
    if clock.order is None and ADDRESSEES.index(addressee) > reached:
        clock.case.escalated = addressee


def _record(tx: Transaction, clock: Clock, due: DueRung, outcome: str, desk: Desk | None, passed: Desk | None,
            skipped: list[str], now: datetime) -> None:
    case = clock.case
    data = {"rung": due.rung.code, "stage": clock.ticking.stage, "run": clock.run, "to": due.rung.addressee,
            "outcome": outcome, "due": stamp(clock.ticking.due_at), "at": stamp(due.at),
            "order": clock.order.id if clock.order else None, "skipped": skipped or None,
            "seat": desk and {name: value for name, value in _desk_columns(desk).items() if value is not None},
            "passed": ((passed.role or "person") if passed else None)}
    record(tx, Entry("case", str(case.id), case, "case.reminded", SYSTEM, None, "system", place_of_case(case),
                     case.department, now, {name: value for name, value in data.items() if value is not None},
                     case.version))
