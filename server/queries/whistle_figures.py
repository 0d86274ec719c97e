"""Figures of whistles: each with its definition, how many it counts, and the address of the list behind it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy import case as when
from sqlalchemy.orm import Session

from server.errors import invalid
from server.extensions import db
from server.models import Case, Whistle, WhistleCall
from server.queries.city import named, named_unit
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.reading import check_watch, home_of
from server.queries.scope import case_condition, division_condition
from server.queries.whistle_counts import COUNTED, TOWN, calls_in
from server.queries.whistle_list import in_period, readable
from server.queries.whistle_rules import whistle_data

DAYS, LONGEST = 30, timedelta(days=366)
RATE = "期内上报并立案的案件中，吹过哨的比例"
SHOWN = "只展示、不计分：太低说明机制闲置，太高说明日常机制失灵；常见区间是本系统的默认值"


def read_whistle_figures(actor: Actor, division: str | None, department: str | None, first: date | None,
                         last: date | None, now: datetime) -> dict[str, Any]:
    """The figures of a division or a department, of the person's own when none is named; for whistles of these days.

    Raises not-found, territory-forbidden, validation.
    """
    if division is None and department is None:
        division, department = home_of(actor, now)
    check_watch(actor, division, department, now)
    last = last or city_day(now)
    first = first or last - timedelta(days=DAYS - 1)
    if not timedelta() <= last - first <= LONGEST:
        raise invalid("first", "请选择一年以内的起止日期")
    place = {"division": division} if division else {"department": department or ""}
    with db.reading() as session:
        figures = _rates(session, actor, place, first, last, now)
        count = session.scalar(select(func.count()).select_from(Whistle).join(Case, Case.id == Whistle.case_id).where(
            *_scope(actor, place, now), *in_period(first, last))) or 0
        if division is not None:
            figures.append(_whistle_rate(session, actor, division, first, last, now))
    scope = named(division) if division else named_unit(department)
    return {"as_of": now, "first": first, "last": last, "scope": scope, "whistles": count, "figures": figures}


def _scope(actor: Actor, place: dict[str, str], now: datetime) -> list[ColumnElement[bool]]:
    if "division" in place:
        return [case_condition(actor, now), division_condition(Case, place["division"])]
    called = Whistle.id.in_(select(WhistleCall.whistle_id).where(WhistleCall.department == place["department"]))
    return [readable(actor, now), called]


def _rates(session: Session, actor: Actor, place: dict[str, str], first: date, last: date,
           now: datetime) -> list[dict[str, Any]]:
    """All rates from one pass over the calls of these days."""
    items = [item for item in COUNTED.values() if item is not TOWN or "division" in place]
    sums = []
    for item in items:
        n, kept = calls_in(item, now)
        sums += [_count(n), _count(and_(n, kept))]
    own = [WhistleCall.department == place["department"]] if "department" in place else []
    row = session.execute(
        select(*sums).select_from(WhistleCall).join(Whistle, Whistle.id == WhistleCall.whistle_id)
        .join(Case, Case.id == Whistle.case_id)
        .where(*_scope(actor, place, now), *in_period(first, last), *own)).one()
    found = []
    for position, item in enumerate(items):
        n, kept = (int(value or 0) for value in row[2 * position:2 * position + 2])
        found.append({"code": item.code, "name": item.name, "definition": item.definition, "kept": kept, "n": n,
                      "percent": _percent(kept, n), "band": None, "note": "",
                      "link": _link(place, first, last, counted=item.code)})
    return found


def _whistle_rate(session: Session, actor: Actor, division: str, first: date, last: date,
                  now: datetime) -> dict[str, Any]:
    n, kept = session.execute(select(func.count(), _count(Case.whistled)).where(
        case_condition(actor, now), division_condition(Case, division), Case.reported_on >= first,
        Case.reported_on <= last, Case.registered_at.is_not(None))).one()
    low, high = whistle_data().band
    return {"code": "rate", "name": "吹哨率", "definition": RATE, "kept": int(kept or 0), "n": int(n),
            "percent": _percent(int(kept or 0), int(n)), "band": {"low": low, "high": high}, "note": SHOWN,
            "link": _link({"division": division}, first, last)}


def _count(condition: ColumnElement[bool]) -> Any:
    return func.sum(when((condition, 1), else_=0))


def _percent(kept: int, n: int) -> float | None:
    """In percent with one decimal; None when there is nothing to count."""
    return round(100 * kept / n, 1) if n else None


def _link(place: dict[str, str], first: date, last: date, **more: str) -> str:
    return "/api/v1/whistles?" + urlencode({**place, "first": first, "last": last, **more})
