"""The calendar and what else the clocks run by; the stages of a case; categories that are not taken in for a while."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.calendar import (
    WantedCalendar,
    WantedHours,
    WantedStop,
    preview_calendar,
    save_calendar,
)
from server.actions.intake_rules import (
    WantedNotice,
    WantedPeriod,
    add_period,
    drop_period,
    end_stop,
    stop_category,
)
from server.api.calendar_shapes import (
    CALENDAR,
    PREVIEW,
    STAGES,
    STOPS,
    CalendarBody,
    HoursBody,
    NoticeBody,
    PeriodBody,
    spans_of,
)
from server.api.edge import endpoint, idempotency_key
from server.auth import now
from server.queries.calendar_page import read_calendar, read_category_stops
from server.queries.case_stages import read_stages
from server.queries.people import Actor

calendar = Blueprint("calendar", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this step"}


@endpoint(calendar, "GET", "/cases/<int:case_id>/stages", answers={200: STAGES})
def list_stages(case_id: int, actor: Actor) -> dict[str, Any]:
    """Every stage of a case: limit, used, pauses, kept or late, and the steps within its handling"""
    return read_stages(case_id, actor, now())


@endpoint(calendar, "GET", "/calendar", answers={200: CALENDAR})
def get_calendar(actor: Actor) -> dict[str, Any]:
    """Days, hours, stops, restricted periods and limits, each with where it comes from"""
    return read_calendar(actor, now())


@endpoint(calendar, "POST", "/calendar/preview", body=CalendarBody, answers={200: PREVIEW})
def try_calendar(actor: Actor, body: CalendarBody) -> dict[str, Any]:
    """How many running cases the changes would move; nothing is written"""
    return preview_calendar(_wanted(body), actor, now())


@endpoint(calendar, "POST", "/calendar", body=CalendarBody, answers={200: CALENDAR}, headers=KEY)
def change_calendar(actor: Actor, body: CalendarBody) -> dict[str, Any]:
    """Save changes of the calendar: running cases follow, each with a record"""
    return save_calendar(_wanted(body), actor, idempotency_key(), now())


@endpoint(calendar, "POST", "/restricted-periods", body=PeriodBody, answers={201: CALENDAR}, headers=KEY)
def post_period(actor: Actor, body: PeriodBody) -> tuple[dict[str, Any], int]:
    """A period in which a report of a category is urgent by rule"""
    daily = (body.daily_from, body.daily_to) if body.daily_from and body.daily_to else None
    dates = (body.first, body.last) if body.first and body.last else None
    return add_period(WantedPeriod(body.category, body.name, daily, dates), actor, idempotency_key(), now()), 201


@endpoint(calendar, "DELETE", "/restricted-periods/<int:period_id>", answers={200: CALENDAR}, headers=KEY)
def delete_period(period_id: int, actor: Actor) -> dict[str, Any]:
    """The period no longer holds; what it has made urgent stays so"""
    return drop_period(period_id, actor, idempotency_key(), now())


@endpoint(calendar, "GET", "/category-stops", audience="all", answers={200: STOPS})
def list_category_stops() -> dict[str, Any]:
    """Categories that are not taken in now or soon, where, until when and why; for everybody"""
    return {"items": read_category_stops(now())}


@endpoint(calendar, "POST", "/category-stops", body=NoticeBody, answers={201: STOPS}, headers=KEY)
def post_category_stop(actor: Actor, body: NoticeBody) -> tuple[dict[str, Any], int]:
    """Stop taking in a category for a while, with the reason that reporters read"""
    wanted = WantedNotice(body.category, body.division, body.reason, body.starts, body.ends)
    return stop_category(wanted, actor, idempotency_key(), now()), 201


@endpoint(calendar, "POST", "/category-stops/<int:stop_id>/end", answers={200: STOPS}, headers=KEY)
def end_category_stop(stop_id: int, actor: Actor) -> dict[str, Any]:
    """The category is taken in again"""
    return end_stop(stop_id, actor, idempotency_key(), now())


def _wanted(body: CalendarBody) -> WantedCalendar:
    return WantedCalendar(
        body.version, tuple((row.day, None if row.kind == "usual" else row.kind, row.name) for row in body.days),
        _hours(body.hours) if body.hours is not None else None,
        tuple(WantedStop(row.division, row.name, row.starts, row.ends) for row in body.stops),
        tuple(body.dropped_stops), tuple((row.year, row.provisional) for row in body.years))


def _hours(body: HoursBody) -> WantedHours:
    days = [(int(text[:2]), int(text[3:])) for text in (body.summer_from, body.summer_to) if text]
    return WantedHours(spans_of(body.hours), spans_of(body.summer_hours), (days[0], days[1]) if days else None)
