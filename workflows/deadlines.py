"""Deadlines: the working calendar, four units of time, due and warning times, and how to explain them in words.

Natural hours and days run through nights and holidays. Working hours count only the calendar's opening hours.
n working days end at the same clock time n working days later; a start outside opening hours counts from the next
opening. Not handled: half working days and regional holidays; both would be overrides of the calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
UNITS = ("natural_hours", "working_hours", "working_days", "natural_days")
UNIT_NAMES = {"natural_hours": "小时", "working_hours": "工作时", "working_days": "工作日", "natural_days": "天"}
WARNING_BAND = 0.8
# A calendar in which no day is open for a year is a mistake, not a long holiday.
SEARCH_DAYS = 400

Hours = tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Limit:
    """A span such as 4 working hours. Amounts are positive whole numbers."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        """Refuse what no clock could run on (ValueError)."""
        if self.unit not in UNITS or self.amount <= 0:
            raise ValueError(f"no limit: {self.amount} {self.unit}")


@dataclass(frozen=True)
class WorkingCalendar:
    """Opening hours and the days that differ from Monday to Friday; a plain value, local times of Asia/Shanghai.

    `summer` are (month, day) of the first and the last day on which `summer_hours` hold. Years in
    `provisional_years` have no official announcement yet: due times in them may still move.
    """

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    hours: Hours = ((time(8, 30), time(12)), (time(14, 30), time(17, 30)))
    summer_hours: Hours = ((time(8, 30), time(12)), (time(15), time(18)))
    summer: tuple[tuple[int, int], tuple[int, int]] | None = ((7, 1), (9, 30))
    provisional_years: frozenset[int] = frozenset()
    holiday_names: tuple[tuple[date, str], ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Make-up days count, holidays do not, otherwise Monday to Friday."""
        if day in self.makeup_days:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def hours_on(self, day: date) -> Hours:
        """The opening hours of a date, empty when it is not a working day."""
        if not self.is_working_day(day):
            return ()
        if self.summer is not None and self.summer[0] <= (day.month, day.day) <= self.summer[1]:
            return self.summer_hours
        return self.hours

    def opening(self, moment: datetime) -> datetime:
        """The first open moment at or after a local moment (ValueError when the calendar never opens)."""
        for begin, end in self.spans(moment.date()):
            if moment < end:
                return max(moment, begin)
        raise ValueError("the calendar has no opening hours")

    def spans(self, first: date) -> Iterator[tuple[datetime, datetime]]:
        """Local opening spans day by day from a date on, until 400 days hold none."""
        day, closed = first, 0
        while closed < SEARCH_DAYS:
            hours = self.hours_on(day)
            closed = 0 if hours else closed + 1
            for begin, end in hours:
                yield _local(day, begin), _local(day, end)
            day += timedelta(days=1)


def due_at(start: datetime, limit: Limit, calendar: WorkingCalendar) -> datetime:
    """When a limit that starts at an aware moment ends, in UTC. ValueError for a naive start."""
    local = _to_local(start)
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
    begin, end, total = _to_local(a), _to_local(b), timedelta()
    if end <= begin:
        return total
    day = begin.date()
    while day <= end.date():
        for opens, closes in calendar.hours_on(day):
            overlap = min(end, _local(day, closes)) - max(begin, _local(day, opens))
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
    moment = _after_minutes(_to_local(start), spent, calendar).astimezone(UTC)
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
    rest = working_time(paused_at, due, calendar)
    return _after_minutes(_to_local(resumed_at), rest, calendar).astimezone(UTC)


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
    return _local(day, moment.timetz().replace(tzinfo=None))


def _local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZONE)


def _to_local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a deadline needs an aware time")
    return moment.astimezone(ZONE)
