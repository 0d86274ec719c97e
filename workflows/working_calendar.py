"""The working calendar and the limits counted on it: plain values, local times of Asia/Shanghai."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
UNITS = ("natural_hours", "working_hours", "working_days", "natural_days")
UNIT_NAMES = {
    "natural_hours": "小时",
    "working_hours": "工作时",
    "working_days": "工作日",
    "natural_days": "天",
}
# A calendar in which no day is open for a year is a mistake, not a long holiday.
SEARCH_DAYS = 400

Hours = tuple[tuple[time, time], ...]
Stop = tuple[datetime, datetime, str]
# 噪声污染防治法 第八十八条: from 22:00 to 06:00 of the next morning.
NIGHT = (time(22), time(6))


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
    `provisional_years` have no official announcement yet: due times in them may still move. `stops` are aware
    moments from and to, with a name, between which work stands still (a typhoon): working time does not run.
    """

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    hours: Hours = ((time(8, 30), time(12)), (time(14, 30), time(17, 30)))
    summer_hours: Hours = ((time(8, 30), time(12)), (time(15), time(18)))
    summer: tuple[tuple[int, int], tuple[int, int]] | None = ((7, 1), (9, 30))
    provisional_years: frozenset[int] = frozenset()
    holiday_names: tuple[tuple[date, str], ...] = ()
    night: tuple[time, time] = NIGHT
    stops: tuple[Stop, ...] = ()

    def is_scheduled(self, day: date) -> bool:
        """Make-up days count, holidays do not, otherwise Monday to Friday."""
        if day in self.makeup_days:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def is_working_day(self, day: date) -> bool:
        """A scheduled day of which a stop leaves something."""
        return self.is_scheduled(day) and (not self.stops or bool(self.hours_on(day)))

    def hours_on(self, day: date) -> Hours:
        """The opening hours of a date without its stops, empty when nothing of it is open."""
        if not self.is_scheduled(day):
            return ()
        summer = self.summer is not None and self.summer[0] <= (day.month, day.day) <= self.summer[1]
        hours = self.summer_hours if summer else self.hours
        return hours if not self.stops else self._without_stops(day, hours)

    def _without_stops(self, day: date, hours: Hours) -> Hours:
        spans = [(at_clock(day, begin), at_clock(day, end)) for begin, end in hours]
        for stopped, goes_on, _ in self.stops:
            cut = [piece for a, b in spans for piece in ((a, min(b, stopped)), (max(a, goes_on), b))]
            spans = [(a, b) for a, b in cut if a < b]
        return tuple((to_local(a).time(), to_local(b).time()) for a, b in spans)

    def after_stop(self, moment: datetime) -> datetime:
        """The moment itself, or the next opening when it lies within a stop."""
        stopped = any(begin < moment < end for begin, end, _ in self.stops)
        return self.opening(to_local(moment)) if stopped else moment

    def longest_closed(self, first: date) -> int:
        """The most days in a row, within a year from a date on, on which nothing is open."""
        longest = closed = 0
        for offset in range(366):
            closed = 0 if self.hours_on(first + timedelta(days=offset)) else closed + 1
            longest = max(longest, closed)
        return longest

    def is_open(self, moment: datetime) -> bool:
        """Whether an aware moment lies in the opening hours."""
        local = to_local(moment)
        return any(begin <= local.time() < end for begin, end in self.hours_on(local.date()))

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
                yield at_clock(day, begin), at_clock(day, end)
            day += timedelta(days=1)


def at_clock(day: date, clock: time) -> datetime:
    """A clock time of a date as an aware local moment."""
    return datetime.combine(day, clock, tzinfo=ZONE)


def is_night(moment: datetime, night: tuple[time, time]) -> bool:
    """Whether an aware moment lies between the night's beginning and its end, which may be the next morning."""
    clock = to_local(moment).time()
    begin, end = night
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def to_local(moment: datetime) -> datetime:
    """An aware moment in Asia/Shanghai. ValueError when it is naive."""
    if moment.tzinfo is None:
        raise ValueError("a deadline needs an aware time")
    return moment.astimezone(ZONE)
