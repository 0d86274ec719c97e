"""Start, stop, pause and shift the one running clock of a case, and say why in words."""

from __future__ import annotations

from datetime import datetime

from server.models import Case
from server.queries.catalogue import limit_for, working_calendar
from server.queries.moments import city_day
from workflows.deadlines import Limit, due_at, explain, shift_for_pause, warn_at
from workflows.facts import Clock
from workflows.states import Stage

HANDLING = (Stage.HANDLE, Stage.REWORK)


def apply_clock(case: Case, clock: Clock, now: datetime, extension: Limit | None = None) -> None:
    """Change the clock columns of the case as a decision says."""
    if clock.effect == "stop":
        _clear(case)
    elif clock.effect == "start" and clock.stage is not None:
        _start(case, clock.stage, now)
    elif clock.effect == "pause":
        case.paused_at, case.warn_at = now, None
    elif clock.effect == "resume":
        _resume(case, now)
    elif clock.effect == "extend" and extension is not None and case.due_at is not None:
        _extend(case, extension)


def _clear(case: Case) -> None:
    case.due_stage = case.due_limit = case.due_explained = None
    case.stage_started_at = case.due_at = case.warn_at = case.paused_at = None


def _start(case: Case, stage: Stage, now: datetime) -> None:
    limit = limit_for(stage.value, case.category, case.source, case.severity)
    _clear(case)
    if limit is None:
        return
    calendar = working_calendar()
    due = due_at(now, limit, calendar)
    words = explain(now, limit, due, calendar)
    # A supervision or 12345 item brings its own due time: the earlier one rules the handling.
    if stage in HANDLING and case.external_due_at is not None and now < case.external_due_at < due:
        due, words = case.external_due_at, f"来文要求的期限早于本类时限，以来文为准。（本类：{words}）"
    case.due_stage, case.due_limit = stage.value, f"{limit.amount} {limit.unit}"
    case.stage_started_at, case.due_at = now, due
    case.warn_at, case.due_explained = warn_at(now, due, calendar, limit), words


def _limit_of(case: Case) -> Limit:
    amount, _, unit = (case.due_limit or "1 natural_hours").partition(" ")
    return Limit(int(amount), unit)


def _resume(case: Case, now: datetime) -> None:
    if case.paused_at is None or case.due_at is None or case.stage_started_at is None:
        return
    calendar, limit = working_calendar(), _limit_of(case)
    case.due_at = shift_for_pause(case.due_at, case.paused_at, now, calendar, limit)
    case.warn_at = warn_at(case.stage_started_at, case.due_at, calendar, limit)
    paused = f"{city_day(case.paused_at):%m-%d} 至 {city_day(now):%m-%d}"
    case.due_explained = f"{case.due_explained}；挂账 {paused} 不计时"
    case.paused_at = None


def _extend(case: Case, extension: Limit) -> None:
    if case.due_at is None or case.stage_started_at is None:
        return
    calendar = working_calendar()
    before = case.due_at
    case.due_at = due_at(before, extension, calendar)
    case.warn_at = warn_at(case.stage_started_at, case.due_at, calendar, extension)
    case.due_explained = f"{case.due_explained}；批准延期：{explain(before, extension, case.due_at, calendar)}"
