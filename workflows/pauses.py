"""A running clock that stands still for a while: suspended (挂账), waiting for the reporter (等反映人补充), held by an
emergency (应急状态), or several at once.

While it stands `paused_at` is the beginning of the stretch that is not yet counted into the due time. One reason
that ends while another goes on closes its stretch and opens the next, so no moment is counted twice and each
stretch is named in the explanation and kept in the story. Where several hold, the first of REASONS names it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from workflows.deadlines import Limit, WorkingCalendar, due_at, explain, shift_for_pause, warn_at
from workflows.working_calendar import ZONE

SUSPENSION, QUESTION, EMERGENCY = "挂账", "等反映人补充", "应急状态"
REASONS = (("suspended", SUSPENSION), ("asked", QUESTION), ("held", EMERGENCY))


@dataclass(frozen=True)
class Happening:
    """What moved or touched a running clock. kind: pause (from, to, its reason), extension (the limit), retimed (the
    due time that it had), recategorised (the two codes)."""

    kind: str
    begin: datetime
    end: datetime
    note: str = ""


@dataclass(frozen=True)
class RunningClock:
    """The clock columns of a case: since when, until when, what makes it stand still, and what happened to it."""

    started_at: datetime
    due_at: datetime
    warn_at: datetime | None
    limit: Limit
    words: str
    paused_at: datetime | None = None
    suspended: bool = False
    held: bool = False
    asked: bool = False
    story: tuple[Happening, ...] = ()


def start_clock(
    at: datetime, limit: Limit, calendar: WorkingCalendar, outside: datetime | None = None, preface: str = ""
) -> RunningClock:
    """A clock that begins now. A due time from outside that is earlier rules: the 12345 item's own, say."""
    due = due_at(at, limit, calendar)
    words = explain(at, limit, due, calendar)
    if outside is not None and at < outside < due:
        due, words = outside, f"来文要求的期限早于本类时限，以来文为准。（本类：{words}）"
    return RunningClock(at, due, warn_at(at, due, calendar, limit), limit, preface + words)


def stand(
    clock: RunningClock, at: datetime, calendar: WorkingCalendar, *, suspended: bool, held: bool, asked: bool
) -> RunningClock:
    """The clock with these reasons to stand still from a moment on; none lets it run on with its rest."""
    after = replace(clock, suspended=suspended, held=held, asked=asked)
    if reason_of(after) == reason_of(clock):
        return after
    begun = max(at, clock.paused_at) if clock.paused_at is not None else at
    counted = _count(clock, at, calendar)
    return replace(
        counted, suspended=suspended, held=held, asked=asked, paused_at=begun if reason_of(after) else None
    )


def reason_of(clock: RunningClock) -> str | None:
    """What the clock stands still for now, None when it runs."""
    return next((reason for name, reason in REASONS if getattr(clock, name)), None)


def hold(clock: RunningClock, at: datetime) -> RunningClock:
    """An emergency begins to hold the clock. One that stands already goes on standing for the reason it has."""
    return replace(clock, held=True, paused_at=clock.paused_at or at)


def release(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """The emergency lets go: the rest runs on, but for a clock that stands for another reason too."""
    return stand(clock, at, calendar, suspended=clock.suspended, held=False, asked=clock.asked)


def suspend(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """Suspended until a date; what an emergency or a question has held until now is counted first."""
    return stand(clock, at, calendar, suspended=True, held=clock.held, asked=clock.asked)


def resume(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """The suspension ends. During an emergency or an open question the clock goes on standing for that."""
    return stand(clock, at, calendar, suspended=False, held=clock.held, asked=clock.asked)


def extend(
    clock: RunningClock, extension: Limit, calendar: WorkingCalendar, at: datetime | None = None
) -> RunningClock:
    """More time, counted from the due time; a pause that is still open is added when it ends."""
    later = due_at(clock.due_at, extension, calendar)
    words = f"{clock.words}；批准延期：{explain(clock.due_at, extension, later, calendar)}"
    granted = at or clock.due_at
    story = (*clock.story, Happening("extension", granted, granted, f"{extension.amount} {extension.unit}"))
    warned = warn_at(clock.started_at, later, calendar, extension)
    return replace(clock, due_at=later, words=words, warn_at=warned, story=story)


def counted_until(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """The clock as it stands when its stage ends: a stretch that is still open is counted until then."""
    return _count(clock, at, calendar)


def _count(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """Take the open stretch into the due time and name it. The rest and the rest after the warning stay the same."""
    begun = clock.paused_at
    if begun is None or at <= begun:
        return clock
    due = shift_for_pause(clock.due_at, begun, at, calendar, clock.limit)
    warn = clock.warn_at or warn_at(clock.started_at, clock.due_at, calendar, clock.limit)
    warn = shift_for_pause(warn, begun, at, calendar, clock.limit)
    story = (*clock.story, Happening("pause", begun, at, reason_of(clock) or EMERGENCY))
    return replace(clock, due_at=due, warn_at=warn, story=story, words=f"{clock.words}；{_stretch(clock, begun, at)}")


def _stretch(clock: RunningClock, begun: datetime, at: datetime) -> str:
    form = "%m-%d" if clock.suspended else "%m-%d %H:%M"
    begin, end = begun.astimezone(ZONE), at.astimezone(ZONE)
    span = f"{reason_of(clock) or EMERGENCY} {begin:{form}} 至 {end:{form}}"
    return f"{span} 不计时" if clock.due_at > begun else f"{span}，时限此前已过，不顺延"
