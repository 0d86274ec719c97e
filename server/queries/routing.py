"""Which unit handles a category in a place: the ordered rules with the catalogue and the units as they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.routing_data import Premises, read_premises
from server.extensions import db
from server.models import Case, RoutingRule
from server.queries.catalogue import catalogue, categories, category_of, working_calendar
from server.queries.city import all_departments, city_index, named_unit
from server.queries.rule_cache import rules
from workflows.roles import Place
from workflows.routing import Unit
from workflows.routing_rules import (
    Book,
    Question,
    Route,
    Rule,
    Target,
    Tried,
    When,
    industry_of,
    make_book,
    route,
)

SET = "routing"


@cache
def premises() -> tuple[Premises, ...]:
    """Kinds of premises, as the operator's catalogue names them."""
    return read_premises()


def premises_name(code: str | None) -> str | None:
    """Chinese name of a kind of premises; None for none."""
    return next((one.name for one in premises() if one.code == code), code)


def units_now() -> tuple[Unit, ...]:
    """The departments as the rules want them."""
    known = all_departments()
    made_of, units = db.cached("units", lambda: (known, tuple(
        Unit(row.code, row.kind, row.level, row.division, row.name) for row in known.values())))
    if made_of is not known:  # the departments were read anew
        db.forget("units")
        return units_now()
    return units


def book() -> Book:
    """The rules as they stand, with what is wrong with them; kept in memory until somebody changes one."""
    return rules(SET, _load)


def _load(session: Session) -> Book:
    return read_book(session, units_now())


def read_book(session: Session, units: Sequence[Unit]) -> Book:
    """The rules as the table has them at this moment."""
    found = [to_rule(row) for row in session.scalars(
        select(RoutingRule).order_by(RoutingRule.position, RoutingRule.id))]
    return make_book(found, units, _names(found))


def to_rule(row: RoutingRule) -> Rule:
    """A stored rule as a value; what cannot be read is a fault and not an error."""
    try:
        content = json.loads(row.content)
        return Rule(row.id, row.name, row.active, read_when(content["when"]), _read_target(content["target"]),
                    str(content["reason"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Rule(row.id, row.name, row.active, When(), Target(), "", "规则的内容无法读取。")


def read_when(given: dict[str, Any]) -> When:
    """Conditions from their JSON form. ValueError for times and days that are none."""
    hours, days = given.get("hours"), given.get("days")
    return When(
        **{key: tuple(given.get(key) or ()) for key in ("categories", "divisions", "premises", "sources")},
        hours=(time.fromisoformat(hours[0]), time.fromisoformat(hours[1])) if hours else None,
        days=(_day(days[0]), _day(days[1])) if days else None,
        working={"during": True, "outside": False}[given["working"]] if given.get("working") else None)


def _day(text: str) -> tuple[int, int]:
    moment = datetime.strptime(f"2024-{text}", "%Y-%m-%d")  # noqa: DTZ007 - a day of every year has no zone
    return moment.month, moment.day


def _read_target(given: dict[str, Any]) -> Target:
    return Target(given.get("kind"), given.get("level") or "district", given.get("unit"), given.get("same_as"),
                  tuple(given.get("assist") or ()))


def _names(found: list[Rule]) -> dict[str, str]:
    """Names of every code that conditions and targets may hold."""
    names = {code: row["public_name"] or row["name"] for code, row in categories().items()}
    names |= {one.code: one.name for one in premises()} | {one.code: one.name for one in catalogue().sources}
    names |= {kind.code: kind.name for kind in catalogue().departments}
    for rule in found:
        for code in rule.when.divisions:
            try:
                names[code] = city_index().name(code)
            except KeyError:
                names[code] = code
    return names


def route_for(category: str, place: Place, at: datetime, kind: str | None = None, source: str | None = None) -> Route:
    """Who leads and assists in a matter that came in at `at`, and every rule that was asked on the way."""
    return route(_question(category, place, at, kind, source), book())


def _question(category: str, place: Place, at: datetime, kind: str | None, source: str | None) -> Question:
    found = category_of(category)
    return Question(category, place, at, working_calendar().is_open(at), (found.lead, found.assist, found.level),
                    kind, source)


def handling_place(case: Case) -> Place:
    """Where the case is handled: at its source when that is known, else where it is felt."""
    if case.source_district is not None:
        return Place(case.source_district, case.source_town)
    return Place(case.district, case.town, case.street_grid, case.sub_grid, case.community)


def route_of(case: Case) -> Route:
    """The route of a case, by the rules as they stand now and the time at which it was reported."""
    return route_for(case.category, handling_place(case), case.reported_at, case.premises, case.source)


def authority_for(category: str, place: Place) -> str | None:
    """The authority of the trade for a category in a place."""
    found = category_of(category)
    return industry_of(found.lead, found.assist, place, units_now())


def shape_route(found: Route) -> dict[str, Any]:
    """`explanation.routing` of a case."""
    return {"lead": named_unit(found.lead), "assist": [named_unit(code) for code in found.assist],
            "rule": found.rule, "reason": found.reason, "rule_id": found.rule_id, "rule_name": found.name,
            "desk": found.desk, "skipped": sum(step.outcome != "holds" for step in found.tried)}


def shape_tried(step: Tried) -> dict[str, Any]:
    """One rule on the way, with its outcome and why."""
    return {"rule": step.rule, "name": step.name, "outcome": step.outcome, "why": step.why}
