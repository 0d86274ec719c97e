"""The working calendar as people have edited it: read from its tables, kept in memory, one value per district."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import CalendarDay, CalendarHours, CalendarStop, CalendarYear
from server.queries.rule_cache import rules
from workflows.working_calendar import Hours, WorkingCalendar

SET = "calendar"


@dataclass(frozen=True)
class Calendars:
    """The city's calendar without stops, and the stops by division; districts' calendars are made when asked for."""

    base: WorkingCalendar
    stops: tuple[CalendarStop, ...] = ()
    made: dict[str | None, WorkingCalendar] = field(default_factory=dict, compare=False)

    def of(self, district: str | None) -> WorkingCalendar:
        """The calendar of a district; without one, the city's own."""
        if district not in self.made:
            stops = tuple((row.starts_at, row.ends_at, row.name) for row in self.stops
                          if row.division == district or row.division.endswith("00"))
            self.made[district] = replace(self.base, stops=stops)
        return self.made[district]


def calendar_of(first: WorkingCalendar, district: str | None) -> WorkingCalendar:
    """A district's calendar; `first` is the catalogue's own, for what no table holds."""
    if db.engine is None:
        return first
    return rules(SET, lambda session: read_calendars(session, first)).of(district)


def read_calendars(session: Session, first: WorkingCalendar) -> Calendars:
    """All calendars from the tables; an installation that has none yet runs by the catalogue."""
    days = session.scalars(select(CalendarDay)).all()
    seasons = {row.season: row for row in session.scalars(select(CalendarHours))}
    years = session.scalars(select(CalendarYear.year).where(CalendarYear.provisional)).all()
    stops = tuple(session.scalars(select(CalendarStop).order_by(CalendarStop.starts_at, CalendarStop.id)))
    for row in stops:
        session.expunge(row)
    if "normal" not in seasons:
        return Calendars(first, stops)
    summer = seasons.get("summer")
    return Calendars(replace(
        first, holidays=frozenset(row.day for row in days if row.kind == "holiday"),
        makeup_days=frozenset(row.day for row in days if row.kind == "workday"),
        holiday_names=tuple(sorted((row.day, row.name) for row in days if row.kind == "holiday")),
        hours=read_spans(seasons["normal"].spans), summer_hours=read_spans(summer.spans) if summer else (),
        summer=(_month_day(summer.first), _month_day(summer.last)) if summer and summer.first and summer.last else None,
        provisional_years=frozenset(years)), stops)


def read_spans(text: str) -> Hours:
    """08:30-12:00 14:30-17:30 as pairs of times."""
    pairs = (span.split("-") for span in text.split())
    return tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in pairs)


def write_spans(hours: Hours) -> str:
    """Pairs of times as the tables keep them."""
    return " ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in hours)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
