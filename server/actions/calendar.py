"""Edit the calendar: see first how many running cases move, then save; the job retells their clocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.retiming import preview
from server.actions.rule_sets import changed
from server.errors import Problem, invalid
from server.models import CalendarDay, CalendarHours, CalendarStop, CalendarYear, Retiming, RuleSet
from server.queries.calendar_page import calendar_page
from server.queries.calendar_rules import SET, Calendars, read_calendars, write_spans
from server.queries.catalogue import official_calendar
from server.queries.city import district_codes
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.routing_sheet import may_edit_rules
from server.transaction import Transaction, transaction
from workflows.working_calendar import Hours

LONGEST_CLOSED = 31  # days in a row: a longer stretch without a working day is a mistake, not a holiday
LONGEST_STOP = timedelta(days=30)


@dataclass(frozen=True)
class WantedHours:
    """Opening hours of both seasons; without first and last day there is no summer."""

    hours: Hours
    summer_hours: Hours
    summer: tuple[tuple[int, int], tuple[int, int]] | None


@dataclass(frozen=True)
class WantedStop:
    """A stretch in which work stands still."""

    division: str
    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class WantedCalendar:
    """Changes that are saved together, on top of the version that the person saw. A day of no kind is as usual."""

    version: int
    days: tuple[tuple[date, str | None, str], ...] = ()
    hours: WantedHours | None = None
    stops: tuple[WantedStop, ...] = ()
    dropped_stops: tuple[int, ...] = ()
    years: tuple[tuple[int, bool], ...] = field(default=())


class _OnlyTried(Exception):
    """Takes a tried change back: its calendars have been read."""


def preview_calendar(wanted: WantedCalendar, actor: Actor, now: datetime) -> dict[str, Any]:
    """How many running cases would move, and which; nothing is written. Raises what saving would raise."""
    tried: list[Calendars] = []
    try:
        with transaction() as tx:
            tried.append(_apply(tx.session, wanted, actor, now))
            raise _OnlyTried
    except _OnlyTried:
        return preview(tried[0], now)


def save_calendar(wanted: WantedCalendar, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Keep the changes; answers the calendar. Raises role-forbidden, stale-version, validation naming the field."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["calendar", repr(wanted)]), now)
        if stored is not None:
            return stored
        _apply(tx.session, wanted, actor, now)
        _record(tx, wanted, actor, now)
        return keep_answer(tx, key, actor.key, lambda: calendar_page(tx.session, actor, now))


def _apply(session: Session, wanted: WantedCalendar, actor: Actor, now: datetime) -> Calendars:
    if not may_edit_rules(actor, now):
        raise Problem("role-forbidden", "日历由系统管理员维护")
    version = session.scalar(select(RuleSet.version).where(RuleSet.name == SET).with_for_update()) or 0
    if version != wanted.version:
        raise Problem("stale-version", "日历已被别人修改，请看过最新的再改", version=version)
    for day, kind, name in wanted.days:
        session.execute(delete(CalendarDay).where(CalendarDay.day == day))
        if kind is not None:
            session.add(CalendarDay(day=day, kind=kind, name=name))
    if wanted.hours is not None:
        _write_hours(session, wanted.hours)
    _write_stops(session, wanted)
    for year, provisional in wanted.years:
        session.merge(CalendarYear(year=year, provisional=provisional))
    session.flush()
    calendars = read_calendars(session, official_calendar())
    _must_open(calendars, wanted, city_day(now))
    return calendars


def _write_hours(session: Session, wanted: WantedHours) -> None:
    for name, hours in (("hours", wanted.hours), ("summer_hours", wanted.summer_hours)):
        flat = [moment for span in hours for moment in span]
        if not flat and (name == "hours" or wanted.summer is not None):
            raise invalid(name, "没有上班时间的日历算不出任何期限")
        if flat != sorted(set(flat)):
            raise invalid(name, "上班时间要按先后填写，不能重叠")
    session.merge(CalendarHours(season="normal", spans=write_spans(wanted.hours), first=None, last=None))
    if wanted.summer is None:
        session.execute(delete(CalendarHours).where(CalendarHours.season == "summer"))
        return
    first, last = (f"{month:02d}-{day:02d}" for month, day in wanted.summer)
    session.merge(CalendarHours(season="summer", spans=write_spans(wanted.summer_hours), first=first, last=last))


def _write_stops(session: Session, wanted: WantedCalendar) -> None:
    for stop in wanted.stops:
        if stop.division not in district_codes():
            raise invalid("stops", "停工只能定在全市或一个区")
        if not timedelta() < stop.ends_at - stop.starts_at <= LONGEST_STOP:
            raise invalid("stops", f"停工要有先后，最长 {LONGEST_STOP.days} 天")
        session.add(CalendarStop(division=stop.division, name=stop.name, starts_at=stop.starts_at,
                                 ends_at=stop.ends_at))
    if wanted.dropped_stops:
        session.execute(delete(CalendarStop).where(CalendarStop.id.in_(wanted.dropped_stops)))


def _must_open(calendars: Calendars, wanted: WantedCalendar, today: date) -> None:
    """Refuse a calendar on which work would stand still for weeks, with the field that makes it so."""
    for division in district_codes():
        if calendars.of(division).longest_closed(today) > LONGEST_CLOSED:
            field_name = "hours" if wanted.hours is not None else "stops" if wanted.stops else "days"
            raise invalid(field_name, f"这样改之后会连续 {LONGEST_CLOSED} 天以上没有工作日")


def _record(tx: Transaction, wanted: WantedCalendar, actor: Actor, now: datetime) -> None:
    changed(tx, SET, actor, now, {
        "days": [[day.isoformat(), kind or "usual"] for day, kind, _ in wanted.days],
        "hours": wanted.hours is not None, "stops": len(wanted.stops), "dropped_stops": list(wanted.dropped_stops),
        "years": [[year, provisional] for year, provisional in wanted.years]})
    tx.session.flush()
    version = tx.session.scalar(select(RuleSet.version).where(RuleSet.name == SET)) or 0
    tx.session.add(Retiming(version=version, at=now, after_id=0, checked=0, moved=0))
    tx.session.flush()
