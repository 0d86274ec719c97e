"""Days of the city and the words for a due time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CITY_ZONE = ZoneInfo("Asia/Shanghai")
YEARS = range(2000, 2200)


def is_plausible(day: date) -> bool:
    """Whether a day or moment that somebody sent can be meant; at the calendar's edges arithmetic overflows."""
    return day.year in YEARS


def city_day(moment: datetime) -> date:
    """The calendar day in Asia/Shanghai."""
    return moment.astimezone(CITY_ZONE).date()


def day_start(day: date) -> datetime:
    """The first moment of a day in Asia/Shanghai."""
    return datetime.combine(day, time(), CITY_ZONE)


def past_days(today: date, count: int) -> list[date]:
    """The `count` days that end today, oldest first."""
    return [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
