"""Categories, limits, sources and the working calendar as plain values, kept for the life of the process."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from typing import Any

import holidays
from sqlalchemy import select

from config.catalogue_types import Catalogue, Category, LimitData
from config.reader import read_catalogue
from server.extensions import db
from server.models import CategoryRow
from server.queries.calendar_rules import calendar_of
from workflows.deadlines import UNIT_NAMES, Limit, WorkingCalendar
from workflows.facts import Windows

OPINIONS = "M"  # the group of feedback and suggestions
YEARS = range(2024, 2032)  # years without an official announcement are provisional and say so


@cache
def catalogue() -> Catalogue:
    """The operator's catalogue as read from config/catalogue."""
    return read_catalogue()


def categories() -> dict[str, dict[str, Any]]:
    """Categories by code, in the tree's order, as the table has them."""
    def read() -> dict[str, dict[str, Any]]:
        with db.reading() as session:
            rows = session.scalars(select(CategoryRow).order_by(CategoryRow.position))
            return {row.code: json.loads(row.details) for row in rows}
    return db.cached("categories", read)


def find_category(code: str) -> dict[str, Any] | None:
    """A category that a report may have (a leaf of the tree), or None."""
    found = categories().get(code)
    return found if (found is not None and found["parent"] is not None) or code == "Z00" else None


def find_case_category(code: str) -> dict[str, Any] | None:
    """A category that a case may have, or None: feedback and suggestions have a group of their own and no case."""
    found = find_category(code)
    return found if found is not None and found["parent"] != OPINIONS else None


def category_name(code: str) -> str:
    """Short public name of a category."""
    row = categories()[code]
    return str(row["public_name"] or row["name"])


def category_name_en(code: str) -> str:
    """The same in English."""
    return str(categories()[code].get("name_en") or category_name(code))


def category_of(code: str) -> Category:
    """The catalogue's own value of a category."""
    return db.cached("catalogue_by_code", lambda: {item.code: item for item in catalogue().categories})[code]


def source_name(code: str) -> str:
    """Chinese name of a source."""
    return next((source.name for source in catalogue().sources if source.code == code), code)


def find_source(code: str) -> Any:
    """A source of the catalogue, or None."""
    return next((source for source in catalogue().sources if source.code == code), None)


def windows() -> Windows:
    """Undo and reopening windows as the flow wants them."""
    reopen = catalogue().limits.reopen
    return Windows(undo=timedelta(minutes=db.settings.undo_minutes), reopen=timedelta(days=reopen.amount),
                   night=catalogue().calendar.night)


def limit_for(stage: str, category: str, source: str, severity: int) -> Limit | None:
    """The stage's limit: the source's own, else the category's, else the urgent or general one; None = no clock."""
    found, general = find_source(source), catalogue().limits
    urgent = general.urgent if severity == 1 else {}
    for limits in (found.limits if found else {}, category_of(category).limits, urgent, general.stages):
        data: LimitData | None = limits.get(stage)
        if data is not None:
            return Limit(data.amount, data.unit)
    return None


def limit_text(limit: Limit | LimitData) -> str:
    """4 工作时."""
    return f"{limit.amount} {UNIT_NAMES[limit.unit]}"


def working_calendar(district: str | None = None) -> WorkingCalendar:
    """The calendar in force, with the stops of the city and of this district."""
    return calendar_of(official_calendar(), district)


@cache
def official_calendar() -> WorkingCalendar:
    """Official holidays and make-up days of the years around now, with the operator's overrides: the first calendar."""
    data = catalogue().calendar
    official = holidays.country_holidays("CN", years=YEARS, language="zh_CN")
    named = {day: str(name) for day, name in official.items()} | dict(data.extra_holidays)
    makeup = set(official.weekend_workdays) | {day for day, _ in data.extra_workdays}
    for day, _ in data.extra_workdays:
        named.pop(day, None)
    return WorkingCalendar(
        holidays=frozenset(named), makeup_days=frozenset(makeup - {day for day, _ in data.extra_holidays}),
        hours=data.hours, summer_hours=data.summer_hours, summer=data.summer,
        provisional_years=frozenset(data.provisional_years), holiday_names=tuple(sorted(named.items())),
        night=data.night)
