"""The routing rules as people read them, and the sandbox: why did this go there?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis.coordinates import to_wgs84
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Person, RoutingRule
from server.queries.catalogue import catalogue, find_case_category
from server.queries.city import OUTSIDE, city_index, locate, named, named_unit, place_of
from server.queries.duties import check_premises, duties
from server.queries.people import Actor
from server.queries.reading import readable_case
from server.queries.routing import (
    premises,
    read_book,
    route_for,
    route_of,
    shape_route,
    shape_tried,
    units_now,
)
from workflows.roles import COLUMNS, Place, Role, is_city, is_current
from workflows.routing_rules import Book, Route


@dataclass(frozen=True)
class Sample:
    """A matter that somebody tries the rules on: a point, or a division."""

    category: str
    lon: float | None
    lat: float | None
    datum: str
    division: str | None
    premises: str | None
    source: str | None
    at: datetime


def may_edit_rules(actor: Actor, now: datetime) -> bool:
    """Administrators of the city change the rules; everybody of staff reads them."""
    return any(post.role is Role.ADMINISTRATOR and is_city(post.division) and is_current(post, now)
               for post in actor.posts)


def read_rules(actor: Actor, now: datetime) -> dict[str, Any]:
    """All rules in their order, and the codes that they may name."""
    with db.reading() as session:
        return rules_sheet(session, actor, now)


def rules_sheet(session: Session, actor: Actor, now: datetime) -> dict[str, Any]:
    """The same inside an open session."""
    found, names = read_book(session, units_now()), {}
    rows = session.execute(select(RoutingRule, Person.name).outerjoin(Person, Person.id == RoutingRule.changed_by)
                           .order_by(RoutingRule.position, RoutingRule.id)).all()
    names = {row.id: row.name for row, _ in rows}
    return {"items": [_shape(row, who, found, names) for row, who in rows], "may_edit": may_edit_rules(actor, now),
            "premises": [{"code": one.code, "name": one.name, "name_en": one.name_en} for one in premises()],
            "kinds": [{"code": kind.code, "name": kind.name, "name_en": kind.name_en, "levels": list(kind.templates)}
                      for kind in catalogue().departments]}


def _shape(row: RoutingRule, who: str | None, found: Book, names: dict[int, str]) -> dict[str, Any]:
    try:
        content = json.loads(row.content)
        when, target, reason = dict(content["when"]), dict(content["target"]), str(content["reason"])
    except (ValueError, KeyError, TypeError):
        when, target, reason = {}, {}, ""
    same = target.get("same_as")
    return {"id": row.id, "position": row.position, "name": row.name, "active": row.active, "when": when,
            "target": {**target, "same_as_name": names.get(same) if same else None}, "reason": reason,
            "divisions": [{"code": code, "name": found.names.get(code, code)} for code in when.get("divisions") or ()],
            "unit": named_unit(target.get("unit")), "broken": row.broken or found.faults.get(row.id),
            "changed_at": row.changed_at, "changed_by": who}


def try_rules(sample: Sample) -> dict[str, Any]:
    """Where the rules lead this matter, and every rule on the way. Raises validation, outside-city."""
    if find_case_category(sample.category) is None:
        raise invalid("category", "没有这个类别")
    check_premises(sample.premises)
    place, lon, lat = _place(sample)
    found = route_for(sample.category, place, sample.at, sample.premises, sample.source)
    known = duties(sample.category, place, lon, lat)
    return {**chain(found), "place": {level: named(getattr(place, level)) for level in COLUMNS},
            "duty_place": named(known["duty_place"]), "duty_unit": named_unit(known["duty_unit"]),
            "border_town": named(known["border_town"])}


def _place(sample: Sample) -> tuple[Place, float | None, float | None]:
    if sample.lon is not None and sample.lat is not None:
        lon, lat = to_wgs84(sample.lon, sample.lat, sample.datum)
        located = locate(lon, lat)
        if located is None:
            raise Problem("outside-city", OUTSIDE)
        return place_of(located), lon, lat
    try:
        above = {city_index().division(code).level: code for code in city_index().path(sample.division or "")}
    except KeyError:
        raise invalid("division", "没有这个区划") from None
    levels = {level: code for level, code in above.items() if level in COLUMNS}
    return Place(**{"district": sample.division or "", **levels}), None, None


def chain(found: Route) -> dict[str, Any]:
    """A route with every rule on the way."""
    return {**shape_route(found), "tried": [shape_tried(step) for step in found.tried]}


def read_case_routing(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Why the case goes where it goes: the chain for its own place, time and premises. Raises as readable_case."""
    with db.reading() as session:
        return chain(route_of(readable_case(session, case_id, actor, now)))
