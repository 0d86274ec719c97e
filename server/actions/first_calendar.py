"""The calendar that a new installation starts with: official holidays, the operator's overrides, opening hours."""

from __future__ import annotations

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from config.clock_rules import read_clock_rules
from server.models import CalendarDay, CalendarHours, CalendarYear, RestrictedPeriodRow
from server.queries.calendar_rules import write_spans
from server.queries.catalogue import YEARS, official_calendar
from workflows.working_calendar import WorkingCalendar


def write_first_calendar(session: Session) -> None:
    """Fill the calendar's tables once: from then on they are edited on the page, and nobody's edits are undone."""
    if session.scalar(select(func.count()).select_from(CalendarHours)):
        return
    first = official_calendar()
    session.execute(insert(CalendarDay), _days(first))
    seasons = [{"season": "normal", "spans": write_spans(first.hours), "first": None, "last": None}]
    if first.summer is not None:
        begin, end = (f"{month:02d}-{day:02d}" for month, day in first.summer)
        seasons.append({"season": "summer", "spans": write_spans(first.summer_hours), "first": begin, "last": end})
    session.execute(insert(CalendarHours), seasons)
    unknown = min(first.provisional_years, default=max(YEARS) + 1)
    session.execute(insert(CalendarYear), [{"year": year, "provisional": year >= unknown} for year in YEARS])
    periods = [{"subject": row.subject, "name": row.name,
                "daily_from": f"{row.daily[0]:%H:%M}" if row.daily else None,
                "daily_to": f"{row.daily[1]:%H:%M}" if row.daily else None,
                "first": row.dates[0] if row.dates else None, "last": row.dates[1] if row.dates else None}
               for row in read_clock_rules().periods]
    if periods:
        session.execute(insert(RestrictedPeriodRow), periods)


def _days(first: WorkingCalendar) -> list[dict[str, object]]:
    names = dict(first.holiday_names)
    off = [{"day": day, "kind": "holiday", "name": names.get(day, "")[:60]} for day in sorted(first.holidays)]
    on = [{"day": day, "kind": "workday", "name": ""} for day in sorted(first.makeup_days - first.holidays)]
    return off + on
