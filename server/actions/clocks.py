"""Start, stop, pause and shift the one running clock of a case, and say why in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from server.models import Case
from server.queries.catalogue import limit_for, working_calendar
from server.queries.intake_rules import restricted_now
from server.queries.ladder import next_look
from server.queries.stories import story_of, story_text
from workflows.deadlines import Limit
from workflows.facts import Clock
from workflows.pauses import Happening, RunningClock, extend, stand, start_clock
from workflows.restricted import URGENT, urgent_words
from workflows.retiming import words_of
from workflows.states import Stage, State

HANDLING = (Stage.HANDLE, Stage.REWORK)


def apply_clock(case: Case, clock: Clock, now: datetime, extension: Limit | None = None,
                before: RunningClock | None = None) -> None:
    """Change the clock columns of the case as a decision says; the case already stands in its new state.

    `before` is the clock as it ran before: what makes it stand still now is read from the case.
    """
    if clock.effect == "stop":
        _clear(case)
    elif clock.effect == "start" and clock.stage is not None:
        _start(case, clock.stage, now)
    elif before is None:
        return
    elif clock.effect in ("pause", "resume"):
        keep_clock(case, stand(before, now, working_calendar(case.district), suspended=case.state == State.SUSPENDED,
                               held=case.hold_id is not None, asked=case.question_id is not None))
    elif clock.effect == "extend" and extension is not None:
        keep_clock(case, extend(before, extension, working_calendar(case.district), now))


def clock_of(case: Case) -> RunningClock | None:
    """The running clock as the rules want it; None when none runs."""
    if case.due_at is None or case.stage_started_at is None:
        return None
    amount, _, unit = (case.due_limit or "1 natural_hours").partition(" ")
    return RunningClock(case.stage_started_at, case.due_at, case.warn_at, Limit(int(amount), unit),
                        case.due_explained or "", case.paused_at, case.state == State.SUSPENDED,
                        case.hold_id is not None, case.question_id is not None, story_of(case.clock_story))


def keep_clock(case: Case, clock: RunningClock) -> None:
    """Write back what a pause or an extension changed."""
    case.due_at, case.warn_at, case.paused_at = clock.due_at, clock.warn_at, clock.paused_at
    case.due_explained, case.clock_story = clock.words, story_text(clock.story)
    case.remind_at = next_look(case)
    if not clock.held:
        case.hold_id = None


def _clear(case: Case) -> None:
    """A question to the reporter belongs to the stage in which it was asked: the next clock runs."""
    case.due_stage = case.due_limit = case.due_explained = case.clock_story = None
    case.stage_started_at = case.due_at = case.warn_at = case.paused_at = case.hold_id = case.question_id = None
    case.remind_at = case.escalated = None


def say_recategorised(case: Case, before: str, now: datetime) -> None:
    """Another category resets no clock: the running one says so and stays. Whether the case is urgent by rule is
    asked anew, for the moment in which it was reported."""
    restricted = restricted_now(case.category, case.reported_at)
    case.urgent_by = restricted.name if restricted is not None else None
    if restricted is not None:
        case.severity, case.emergency = URGENT, True
    clock = clock_of(case)
    if clock is not None and before != case.category:
        said = Happening("recategorised", now, now, f"{before} {case.category}")
        keep_clock(case, replace(clock, words=clock.words + words_of(said), story=(*clock.story, said)))


def preface_of(case: Case) -> str:
    """What the explanation of every clock of this case begins with."""
    return urgent_words(case.urgent_by) if case.urgent_by else ""


def outside_due(case: Case) -> datetime | None:
    """A supervision or 12345 item brings its own due time, a merged one too: the earliest rules the handling."""
    if case.due_stage not in HANDLING:
        return None
    return min((due for due in (case.external_due_at, case.merged_due_at) if due is not None), default=None)


def _start(case: Case, stage: Stage, now: datetime) -> None:
    limit = limit_for(stage.value, case.category, case.source, case.severity)
    _clear(case)
    if limit is None:
        return
    case.due_stage, case.due_limit = stage.value, f"{limit.amount} {limit.unit}"
    clock = start_clock(now, limit, working_calendar(case.district), outside_due(case), preface_of(case))
    case.stage_started_at, case.stage_run = now, (case.stage_run or 0) + 1
    case.due_at, case.warn_at, case.due_explained = clock.due_at, clock.warn_at, clock.words
    case.remind_at = next_look(case)
