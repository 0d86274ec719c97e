"""Rows of a whistle: the units that are called with their clocks, the words beside it, the ledger's events."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.actions.record import Entry, record, stamp
from server.models import Case, Whistle, WhistleCall, WhistleNote
from server.queries.catalogue import working_calendar
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.queries.whistle_rules import limits_of, whistle_data
from server.transaction import Transaction
from workflows.ledger import seal
from workflows.roles import Role
from workflows.whistle import KIND_NAMES, RUNNING, CallState, Kind, Part, WhistleState, state_of
from workflows.whistle_clocks import end_of, next_due, rung_moments


@dataclass(frozen=True)
class Blown:
    """A whistle that is being worked on: its row, its case, its calls, who acts for which unit and when."""

    whistle: Whistle
    case: Case
    calls: Sequence[WhistleCall]
    actor: Actor
    unit: str | None
    role: str | None
    now: datetime


def add_calls(tx: Transaction, blown: Blown, units: Sequence[tuple[Part, str | None]]) -> list[WhistleCall]:
    """Call these units: rows with clocks, one event and one message each; the units may read the case from now on."""
    whistle, now = blown.whistle, blown.now
    limits, calendar = limits_of(whistle.kind), working_calendar(whistle.district)
    rows = [WhistleCall(
        whistle_id=whistle.id, part=part.value, district=whistle.district, town=whistle.town, department=unit,
        state=CallState.CALLED.value, called_at=now, answer_by=end_of(now, limits.answer, calendar),
        arrive_by=end_of(now, limits.arrive, calendar) if limits.arrive else None,
        report_by=end_of(now, limits.report, calendar)) for part, unit in units]
    tx.session.add_all(rows)
    tx.session.flush()
    readers = dict.fromkeys([*(blown.case.whistle_units or "").split(), *(unit for _, unit in units if unit)])
    blown.case.whistle_units = f" {' '.join(readers)} " if readers else None
    for row in rows:
        set_clock(row, whistle.kind)
        tell(tx, blown, row, "whistle.called", {
            "part": row.part, "kind": whistle.kind, "town": whistle.town, "answer_by": stamp(row.answer_by),
            "arrive_by": stamp(row.arrive_by) if row.arrive_by else None, "report_by": stamp(row.report_by)})
        message(tx.session, blown, row, f"called:{row.id}", "whistle.called",
                f"{KIND_NAMES[Kind(whistle.kind)]}：向贵单位吹哨，请在时限内应哨。")
    return rows


def set_clock(call: WhistleCall, kind: str) -> None:
    """The clock that runs in the call's present state, and the first reminder of it."""
    call.due_at = next_due(CallState(call.state), call.answer_by, call.arrive_by, call.report_by)
    call.rung, moments = 0, reminders_of(call, kind)
    call.rung_at = moments[0] if moments else None


def reminders_of(call: WhistleCall, kind: str) -> list[datetime]:
    """When each reminder of the running clock is due."""
    overs = [rung.over for rung in whistle_data().ladder]
    return rung_moments(CallState(call.state), call.due_at, limits_of(kind).answer, overs,
                        working_calendar(call.district))


def settle(whistle: Whistle, calls: Sequence[WhistleCall], now: datetime) -> None:
    """The whistle's own state follows from its calls."""
    state = state_of([CallState(call.state) for call in calls])
    whistle.state = state.value
    whistle.ended_at = None if state is WhistleState.OPEN else whistle.ended_at or now


def tell(tx: Transaction, blown: Blown, call: WhistleCall | None, name: str, data: Mapping[str, Any],
         texts: Mapping[str, str] | None = None) -> int:
    """One event in the whistle's chain; every unit that was called hears of it. Words are kept beside it, sealed."""
    department = call.department if call is not None else None
    own = {"case": blown.case.id, **({"call": call.id, "unit": call.department or call.town} if call else {})}
    entry = Entry("whistle", str(blown.whistle.id), blown.whistle, name, blown.actor, blown.unit, blown.role,
                  place_of_case(blown.case), department, blown.now, {**own, **data},
                  also=tuple(row.department for row in blown.calls if row.department))
    n = record(tx, entry)
    seals = {kind: _note(tx.session, blown, call, n, kind, words) for kind, words in (texts or {}).items() if words}
    if seals:
        entry.data["seals"] = seals
    return n


def _note(session: Session, blown: Blown, call: WhistleCall | None, n: int, kind: str, words: str) -> str:
    salt = secrets.token_bytes(16)
    session.add(WhistleNote(
        whistle_id=blown.whistle.id, call_id=call.id if call else None, event_n=n, kind=kind, text=words,
        salt=salt.hex(), person_id=blown.actor.person_id, unit=blown.unit, at=blown.now))
    return seal(words, salt)


def message(session: Session, blown: Blown, call: WhistleCall, once: str, name: str, text: str) -> None:
    """Tell the called unit; whoever holds its post reads it."""
    send(session, unit_of_call(call), told(blown, once, name, text), blown.now)


def answer_caller(session: Session, blown: Blown, once: str, name: str, text: str) -> None:
    """Tell whoever whistled: the person below, or the town's station."""
    whistle = blown.whistle
    to = Addressee(person_id=whistle.person_id) if whistle.to_town else Addressee(
        role=Role.STATION_OFFICER, division=whistle.town)
    send(session, to, told(blown, once, name, text), blown.now)


def told(blown: Blown, once: str, name: str, text: str) -> Told:
    """A message about this whistle; an emergency waits for no morning."""
    return Told(f"whistle:{once}", name, text, blown.whistle.district, blown.case.id, blown.whistle.id,
                urgent=blown.whistle.kind == Kind.EMERGENCY)


def unit_of_call(call: WhistleCall) -> Addressee:
    """Who answers for the called unit."""
    if call.department is None:
        return Addressee(role=Role.STATION_OFFICER, division=call.town)
    return Addressee(role=Role.DEPARTMENT_OFFICER, department=call.department)


def called_units(calls: Sequence[WhistleCall]) -> set[str]:
    """Departments whose call still runs."""
    return {call.department for call in calls if call.department and CallState(call.state) in RUNNING}
