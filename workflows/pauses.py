"""A running clock that stands still for a while: suspended (挂账), held by an emergency (应急状态), or both.

While it stands `paused_at` is the beginning of the stretch that is not yet counted into the due time. One reason
that ends while the other goes on closes its stretch and opens the next, so no moment is counted twice and each
stretch is named in the explanation. A suspension names the stretches in which both hold.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from workflows.deadlines import Limit, WorkingCalendar, due_at, explain, shift_for_pause, warn_at
from workflows.working_calendar import ZONE

SUSPENSION, EMERGENCY = "挂账", "应急状态"


@dataclass(frozen=True)
class RunningClock:
    """The clock columns of a case: since when, until when, and what makes it stand still."""

    started_at: datetime
    due_at: datetime
    warn_at: datetime | None
    limit: Limit
    words: str
    paused_at: datetime | None = None
    suspended: bool = False
    held: bool = False


def hold(clock: RunningClock, at: datetime) -> RunningClock:
    """An emergency begins to hold the clock. A suspended one goes on standing for the reason it has."""
    return replace(clock, held=True, paused_at=clock.paused_at or at)


def release(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """The emergency lets go: the rest runs on, but for a suspended clock, which goes on standing."""
    if clock.suspended or not clock.held:
        return replace(clock, held=False)
    return replace(_count(clock, at, calendar), held=False, paused_at=None)


def suspend(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """Suspended until a date; what an emergency has held until now is counted first."""
    return replace(_count(replace(clock, suspended=False), at, calendar), suspended=True, paused_at=at)


def resume(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """The suspension ends. During an emergency the clock goes on standing for that."""
    counted = _count(replace(clock, suspended=True), at, calendar)
    return replace(counted, suspended=False, paused_at=at if clock.held else None)


def extend(clock: RunningClock, extension: Limit, calendar: WorkingCalendar) -> RunningClock:
    """More time, counted from the due time; a pause that is still open is added when it ends."""
    later = due_at(clock.due_at, extension, calendar)
    words = f"{clock.words}；批准延期：{explain(clock.due_at, extension, later, calendar)}"
    return replace(clock, due_at=later, words=words, warn_at=warn_at(clock.started_at, later, calendar, extension))


def _count(clock: RunningClock, at: datetime, calendar: WorkingCalendar) -> RunningClock:
    """Take the open stretch into the due time and name it. The rest and the rest after the warning stay the same."""
    begun = clock.paused_at
    if begun is None or at <= begun:
        return clock
    due = shift_for_pause(clock.due_at, begun, at, calendar, clock.limit)
    warn = clock.warn_at or warn_at(clock.started_at, clock.due_at, calendar, clock.limit)
    warn = shift_for_pause(warn, begun, at, calendar, clock.limit)
    return replace(clock, due_at=due, warn_at=warn, words=f"{clock.words}；{_stretch(clock, begun, at)}")


def _stretch(clock: RunningClock, begun: datetime, at: datetime) -> str:
    reason, form = (SUSPENSION, "%m-%d") if clock.suspended else (EMERGENCY, "%m-%d %H:%M")
    span = f"{reason} {begun.astimezone(ZONE):{form}} 至 {at.astimezone(ZONE):{form}}"
    return f"{span} 不计时" if clock.due_at > begun else f"{span}，时限此前已过，不顺延"
