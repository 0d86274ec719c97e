"""When somebody gets to a step: in their working hours, mostly inside the limit; or, live, within minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from server.queries.simulation import Sight
from server.simulation.steps import Next, Shift
from workflows.states import Action
from workflows.working_calendar import ZONE, Hours, WorkingCalendar, at_clock, to_local

WEEKEND_DUTY: Hours = ((time(9), time(12)), (time(14, 30), time(17, 30)))
OUT_IN_THE_GRID: Hours = ((time(7, 30), time(12, 10)), (time(14), time(20, 30)))
AT_HOME: Hours = ((time(7), time(22, 30)),)
ON_DUTY = 0.85  # of what could be done on weekend duty is done then
# How often a step comes late, and how much later than it should (in shares of the limit, at most MOST_LATE).
LATE: Mapping[str, float] = {
    Action.HANDLE: 0.1, Action.SIGN: 0.015, Action.DISPATCH: 0.01, Action.ASK_CONFIRMATION: 0.006,
    Action.REGISTER: 0.008, Action.CONFIRM: 0.015, Action.CHECK_PASS: 0.015, Action.CLOSE: 0.01}
MOST_LATE = timedelta(days=4)
TRIES = 8
# Minutes that a step takes when the city is watched live.
LIVE: Mapping[str, tuple[float, float]] = {
    Action.HANDLE: (2, 9), Action.CONFIRM: (0.8, 3), Action.SELF_HANDLE: (1, 3), Action.CHECK_PASS: (0.8, 3),
    Action.CHECK_FAIL: (0.8, 3), Action.RATE: (0.7, 4), Action.EXTEND: (2, 5), Action.SUSPEND: (2, 5)}
LIVE_USUAL = (0.3, 1.5)

Pace = Callable[[Sight, Next, Random], datetime]


def office_pace(calendar: WorkingCalendar) -> Pace:
    """Days and hours as people keep them."""
    def when(sight: Sight, step: Next, rng: Random) -> datetime:
        if step.at is not None:
            return step.at
        shift = step.shift
        if shift is Shift.DUTY and rng.random() >= ON_DUTY:
            shift = Shift.OFFICE
        start = step.since or sight.updated_at
        if step.hours is not None:
            return into_shift(start + timedelta(hours=rng.uniform(*step.hours)), shift, calendar, rng)
        due = sight.due_at if sight.due_at is not None and sight.due_at > start else start + timedelta(hours=20)
        if rng.random() < LATE.get(step.action, 0.0):
            over = min((due - start) * rng.triangular(0.2, 3.0, 0.8), MOST_LATE)
            return into_shift(due + over, shift, calendar, rng)
        return _in_time(start, due, min(due - start, _usual(sight)), step, shift, calendar, rng)
    return when


def _usual(sight: Sight) -> timedelta:
    """How long people take for what is limited in working time: who is on weekend duty does not wait for Monday."""
    amount, _, unit = (sight.due_limit or "").partition(" ")
    spans = {"working_hours": timedelta(hours=2), "working_days": timedelta(days=1)}
    return int(amount) * spans[unit] if unit in spans else timedelta.max


def _in_time(start: datetime, due: datetime, usual: timedelta, step: Next, shift: Shift,
             calendar: WorkingCalendar, rng: Random) -> datetime:
    low, high = step.share
    for share in (rng.triangular(low, high, low + (high - low) / 3), *(rng.uniform(0.02, 0.9) for _ in range(TRIES))):
        moment = into_shift(start + usual * share, shift, calendar, rng)
        if moment < due:
            return moment
    return start + (due - start) * rng.uniform(0.6, 0.97)  # somebody is called out of hours


def into_shift(moment: datetime, shift: Shift, calendar: WorkingCalendar, rng: Random) -> datetime:
    """The moment itself when somebody works then, else some minutes after the next beginning."""
    if shift is Shift.ALWAYS:
        return moment
    local = to_local(moment)
    day = local.date()
    while True:
        for begin, end in ((at_clock(day, a), at_clock(day, b)) for a, b in _hours(day, shift, calendar)):
            if begin <= local < end:
                return moment
            if local < begin:
                return begin + (end - begin) * rng.triangular(0.01, 0.6, 0.1)
        day += timedelta(days=1)


def _hours(day: date, shift: Shift, calendar: WorkingCalendar) -> Hours:
    if shift is Shift.FIELD:
        return OUT_IN_THE_GRID
    if shift is Shift.HOME:
        return AT_HOME
    open_hours = calendar.hours_on(day)
    return open_hours or (WEEKEND_DUTY if shift is Shift.DUTY else ())


def live_pace(slow: Callable[[Sight], float]) -> Pace:
    """Minutes instead of hours, so that somebody who watches sees cases move; `slow` stretches them."""
    def when(sight: Sight, step: Next, rng: Random) -> datetime:
        if step.at is not None:
            return step.at
        low, high = LIVE.get(step.action, LIVE_USUAL)
        return (step.since or sight.updated_at) + timedelta(minutes=rng.triangular(low, high, low) * slow(sight))
    return when


def local_day(moment: datetime) -> date:
    """The calendar day in Xiamen."""
    return moment.astimezone(ZONE).date()
