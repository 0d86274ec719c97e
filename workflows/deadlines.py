"""Deadlines: due and warning times of limits, open time between two moments, pauses.

Natural hours and days run through nights and holidays. Working hours count only the calendar's opening hours.
n working days end at the same clock time n working days later; a start outside opening hours counts from the
next opening, and a due time within a stop (a typhoon) moves to the opening after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workflows.deadline_words import explain
from workflows.working_calendar import (
    SEARCH_DAYS,
    UNIT_NAMES,
    UNITS,
    ZONE,
    Limit,
    WorkingCalendar,
    at_clock,
    to_local,
)

__all__ = [
    "UNITS",
    "UNIT_NAMES",
    "WARNING_BAND",
    "ZONE",
    "Limit",
    "WorkingCalendar",
    "choose_limit",
    "due_at",
    "explain",
    "is_working_unit",
    "shift_for_pause",
    "warn_at",
    "working_minutes",
    "working_time",
]

WARNING_BAND = 0.8


def choose_limit(stage: str, layers: Sequence[tuple[str, Mapping[str, Limit]]]) -> tuple[Limit, str]:
    """The limit of a stage out of named layers, the first that has one, with the layer's name.

    Usual order: source (they were told so), category, urgent (severity 1 only), default. KeyError when none has it.
    """
    for name, limits in layers:
        if stage in limits:
            return limits[stage], name
    raise KeyError(stage)


def due_at(start: datetime, limit: Limit, calendar: WorkingCalendar) -> datetime:
    """When a limit that starts at an aware moment ends, in UTC. ValueError for a naive start."""
    local = to_local(start)
    if limit.unit == "natural_hours":
        end = local + timedelta(hours=limit.amount)
    elif limit.unit == "natural_days":
        end = local + timedelta(days=limit.amount)
    elif limit.unit == "working_hours":
        end = _after_minutes(local, timedelta(hours=limit.amount), calendar)
    else:
        end = _after_days(local, limit.amount, calendar)
    return end.astimezone(UTC)


def working_time(a: datetime, b: datetime, calendar: WorkingCalendar) -> timedelta:
    """Open time between two aware moments, exact; zero when b is not after a."""
    begin, end, total = to_local(a), to_local(b), timedelta()
    if end <= begin:
        return total
    day = begin.date()
    while day <= end.date():
        for opens, closes in calendar.hours_on(day):
            overlap = min(end, at_clock(day, closes)) - max(begin, at_clock(day, opens))
            total += max(overlap, timedelta())
        day += timedelta(days=1)
    return total


def working_minutes(a: datetime, b: datetime, calendar: WorkingCalendar) -> int:
    """Whole open minutes between two aware moments."""
    return int(working_time(a, b, calendar) // timedelta(minutes=1))


def is_working_unit(limit: Limit) -> bool:
    """True when nights and holidays do not count."""
    return limit.unit.startswith("working")


def warn_at(
    start: datetime, due: datetime, calendar: WorkingCalendar, limit: Limit, band: float = WARNING_BAND
) -> datetime:
    """When the warning band begins: after `band` of the time, counted in the limit's own kind of time; UTC."""
    if not is_working_unit(limit):
        return (start + (due - start) * band).astimezone(UTC)
    spent = working_time(start, due, calendar) * band
    moment = _after_minutes(to_local(start), spent, calendar).astimezone(UTC)
    return min(max(moment, start.astimezone(UTC)), due.astimezone(UTC))


def shift_for_pause(
    due: datetime, paused_at: datetime, resumed_at: datetime, calendar: WorkingCalendar, limit: Limit
) -> datetime:
    """The due time after a pause: the rest that was left when it began runs again from its end; UTC.

    A due time that had passed before the pause stays where it was: a pause forgives nothing.
    """
    if due <= paused_at or resumed_at <= paused_at:
        return due.astimezone(UTC)
    if not is_working_unit(limit):
        return (due + (resumed_at - paused_at)).astimezone(UTC)
    # A working day is one whole, however long a stop lets it be open: its rest is measured without the stops.
    whole_days = limit.unit == "working_days" and bool(calendar.stops)
    rest = working_time(paused_at, due, replace(calendar, stops=()) if whole_days else calendar)
    shifted = _after_minutes(to_local(resumed_at), rest, calendar).astimezone(UTC)
    # Closing in the evening and opening next morning are the same in open time: the later one is meant.
    return max(shifted, due.astimezone(UTC))


def _after_minutes(local: datetime, rest: timedelta, calendar: WorkingCalendar) -> datetime:
    """Consume open time from a local moment; an exact fit ends at the closing, not at the next opening."""
    moment = calendar.opening(local)
    if not rest:
        return moment
    for begin, end in calendar.spans(moment.date()):
        if end <= moment:
            continue
        usable = end - max(begin, moment)
        if rest <= usable:
            return max(begin, moment) + rest
        rest -= usable
    raise ValueError("the calendar has no opening hours")


def _after_days(local: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    moment = calendar.opening(local)
    day, left, closed = moment.date(), days, 0
    while left:
        day += timedelta(days=1)
        working = calendar.is_working_day(day)
        left -= working
        closed = 0 if working else closed + 1
        if closed > SEARCH_DAYS:
            raise ValueError("the calendar has no opening hours")
    return calendar.after_stop(at_clock(day, moment.timetz().replace(tzinfo=None)))
