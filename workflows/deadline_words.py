"""A deadline in words: which days counted, which did not, and why, by the calendar's own hours."""

import re
from datetime import date, datetime, time, timedelta

from workflows.working_calendar import UNIT_NAMES, Limit, WorkingCalendar, at_clock, to_local

WEEKDAYS = "一二三四五六日"
# Longer counts are summed up: nobody reads ten days one by one.
LISTED_DAYS = 4
# How the `holidays` package names a day that only makes a holiday longer.
NAME_END = re.compile(r"\s*[（(]")
SWAPPED = ("休息日", "Day off")


def explain(
    start: datetime, limit: Limit, due: datetime, calendar: WorkingCalendar, began: str = "起算"
) -> str:
    """One Chinese sentence on how a due time came about.

    `began` is what happened at the start, for example 受理. Example: 周五 16:20 受理，4 工作时：周五用 1 时 10 分，
    周末不计，周一用 2 时 50 分 → 周一 11:20。
    """
    begin, end = to_local(start), to_local(due)
    dated = end.date() - begin.date() >= timedelta(days=7)
    parts = _parts(begin, end, limit, calendar)
    amount = f"{limit.amount} {UNIT_NAMES[limit.unit]}"
    words = f"{_moment(begin, dated)} {began}，{amount}：{'，'.join(parts)} → {_moment(end, dated)}"
    years = sorted({begin.year, end.year} & calendar.provisional_years)
    if years and limit.unit.startswith("working"):
        words += f"（{years[0]} 年放假安排尚未公布，届时可能调整）"
    return words


def _parts(begin: datetime, end: datetime, limit: Limit, calendar: WorkingCalendar) -> list[str]:
    if not limit.unit.startswith("working"):
        return ["夜间、周末和节假日照算"]
    opening = calendar.opening(begin)
    parts = [f"从{_moment(opening, False)} 上班起算"] if opening > begin else []
    if limit.unit == "working_hours":
        parts += _hours_by_day(opening, end, calendar)
    else:
        parts += _skipped(opening.date() + timedelta(days=1), end.date(), calendar) or ["逐日计算"]
    stops = [f"{name}期间不计" for stopped, goes_on, name in calendar.stops if stopped < end and goes_on > begin]
    return parts + [words for words in dict.fromkeys(stops) if words not in parts]


def _hours_by_day(begin: datetime, end: datetime, calendar: WorkingCalendar) -> list[str]:
    used: list[tuple[date, timedelta]] = []
    day = begin.date()
    while day <= end.date():
        spent = sum((_overlap(begin, end, day, span) for span in calendar.hours_on(day)), timedelta())
        if spent:
            used.append((day, spent))
        day += timedelta(days=1)
    if len(used) > LISTED_DAYS:
        total = f"{len(used)} 个工作日共用 {_duration(sum((spent for _, spent in used), timedelta()))}"
        return [total, *_skipped(begin.date(), end.date(), calendar)]
    parts: list[str] = []
    previous = begin.date()
    for day, spent in used:
        parts += _skipped(previous, day, calendar)
        parts.append(f"{_day_name(day, calendar)}用 {_duration(spent)}")
        previous = day
    return parts


def _overlap(begin: datetime, end: datetime, day: date, span: tuple[time, time]) -> timedelta:
    opens, closes = span
    overlap = min(end, at_clock(day, closes)) - max(begin, at_clock(day, opens))
    return max(overlap, timedelta())


def _skipped(first: date, last: date, calendar: WorkingCalendar) -> list[str]:
    """What from the first to the last day does not count: each holiday once, all plain weekends together."""
    found: list[str] = []
    run: list[date] = []
    day = first
    while day <= last + timedelta(days=1):
        if day <= last and not calendar.is_working_day(day):
            run.append(day)
        elif run:
            words = f"{_name_of(run, calendar)}不计"
            if words not in found:
                found.append(words)
            run = []
        day += timedelta(days=1)
    return found


def _name_of(run: list[date], calendar: WorkingCalendar) -> str:
    """One name for neighbouring days off: the holiday's, without "(observed)" or the days swapped for it."""
    stopped = next((name for day in run if calendar.is_scheduled(day) for name in _stops_on(day, calendar)), None)
    if stopped is not None:
        return f"{stopped}期间"
    names = dict(calendar.holiday_names)
    proper = [NAME_END.split(names[day])[0] for day in run if day in names]
    proper = [name for name in dict.fromkeys(proper) if name not in SWAPPED]
    if proper:
        return "、".join(proper)
    return "节假日" if any(day in calendar.holidays for day in run) else "周末"


def _stops_on(day: date, calendar: WorkingCalendar) -> list[str]:
    begin, end = at_clock(day, time()), at_clock(day + timedelta(days=1), time())
    return [name for stopped, goes_on, name in calendar.stops if stopped < end and goes_on > begin]


def _day_name(day: date, calendar: WorkingCalendar) -> str:
    name = f"周{WEEKDAYS[day.weekday()]}"
    return f"{name}（补班）" if day in calendar.makeup_days else name


def _moment(moment: datetime, dated: bool) -> str:
    name = f"周{WEEKDAYS[moment.weekday()]}"
    day = f"{moment.month}月{moment.day}日（{name}）" if dated else name
    return f"{day} {moment:%H:%M}"


def _duration(span: timedelta) -> str:
    minutes = int(span / timedelta(minutes=1) + 0.5)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} 分"
    return f"{hours} 时 {rest} 分" if rest else f"{hours} 时"
