"""The texts in force: the city's handbook and duty list with what the district adds, entry by entry with its source."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Edition
from server.queries.catalogue import catalogue, category_of, find_case_category, limit_for, limit_text
from server.queries.city import all_departments, city_code, city_index, named
from server.queries.people import Actor

CITY, DISTRICT = "city", "district"
SOURCE = "grid_member"  # whose limits the handbook tells: its readers'


def case_categories() -> list[str]:
    """Codes of the categories that a case may have, in the catalogue's order."""
    return [item.code for item in catalogue().categories if find_case_category(item.code) is not None]


def district_of(division: str) -> str | None:
    """The district of any division; None for the city itself. Raises not-found."""
    try:
        path = city_index().path(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    return next((code for code in path if city_index().division(code).level == DISTRICT), None)


def home_district(actor: Actor | None) -> str | None:
    """The district of the person's first post that has one."""
    return next((found for post in (actor.posts if actor else ()) if post.division
                 and (found := district_of(post.division))), None)


def read_handbook(division: str | None, category: str | None, version: int | None,
                  actor: Actor | None) -> dict[str, Any]:
    """The handbook of a division, of the person's own district when none is named. Raises not-found."""
    if category is not None and find_case_category(category) is None:
        raise Problem("not-found", "没有这个类别")
    district = district_of(division) if division else home_district(actor)
    with db.reading() as session:
        city, own = _in_force(session, "handbook", district, version)
    rows = {row["category"]: (row, source) for row, source in _merge(city, own, "entries", "category")}
    # An old edition may speak of a category that the catalogue no longer has.
    codes = [code for code in case_categories() if code in rows and category in (None, code)]
    return {**_head(district, city, own), "entries": [_entry(*rows[code], district) for code in codes]}


def read_duty_list(division: str | None, version: int | None, actor: Actor | None) -> dict[str, Any]:
    """The duty list of a division, of the person's own district when none is named. Raises not-found."""
    district = district_of(division) if division else home_district(actor)
    with db.reading() as session:
        city, own = _in_force(session, "duties", district, version)
    return {**_head(district, city, own), "items": [
        {**row, "source": source} for row, source in _merge(city, own, "items", "code")]}


def _in_force(session: Session, kind: str, district: str | None, version: int | None,
              ) -> tuple[Edition | None, Edition | None]:
    """The city's edition and the district's: the newest ones, or as they stood when `version` of the division
    that is asked for came into force."""
    rows = session.execute(select(Edition.id, Edition.division, Edition.version, Edition.published_at).where(
        Edition.kind == kind, Edition.state == "published",
        Edition.division.in_([code for code in (city_code(), district) if code]))
        .order_by(Edition.version.desc())).all()
    asked = [row for row in rows if row.division == (district or city_code())]
    moment = None
    if version is not None:
        asked = [row for row in asked if row.version == version]
        if not asked:
            raise Problem("not-found", "没有这一版")
        moment = asked[0].published_at
    general = [row for row in (rows if district else asked) if row.division == city_code()
               and (moment is None or row.published_at <= moment)]
    chosen = [row.id for row in (*general[:1], *(asked[:1] if district else ()))]
    editions = {row.division: row for row in session.scalars(select(Edition).where(Edition.id.in_(chosen)))}
    return editions.get(city_code()), editions.get(district) if district else None


def _head(district: str | None, city: Edition | None, own: Edition | None) -> dict[str, Any]:
    return {"division": named(district or city_code()), "city": _about(city), "district": _about(own)}


def _about(edition: Edition | None) -> dict[str, Any] | None:
    return None if edition is None else {
        "version": edition.version, "published_at": edition.published_at, "title": edition.title,
        "simulated": edition.simulated}


def _merge(city: Edition | None, own: Edition | None, rows: str, key: str) -> list[tuple[dict[str, Any], str]]:
    """Rows with their source; a district's row stands above the city's, and what it leaves blank stays the city's."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for edition, source in ((city, CITY), (own, DISTRICT)):
        for row in json.loads(edition.body)[rows] if edition is not None else ():
            before = found[row[key]][0] if row[key] in found else {}
            found[row[key]] = ({**before, **{name: value for name, value in row.items()
                                             if value or name not in before}}, source)
    return list(found.values())


def _entry(row: dict[str, Any], source: str, district: str | None) -> dict[str, Any]:
    category = category_of(row["category"])
    lead, assist = _unit(category.lead, district, category.level), [
        _unit(kind, district, DISTRICT) for kind in category.assist]
    helped = f"；协办：{'、'.join(assist)}" if assist else ""
    return {"category": {"code": category.code, "name": category.public_name or category.name}, "source": source,
            "look": row["look"], "photograph": row["photograph"], "note": row["note"],
            "in_charge": f"主责：{lead}{helped}", "limits": _limits(category.code, category.severity),
            "law": category.law}


def _unit(code: str, district: str | None, level: str) -> str:
    """The real unit of the district or the city; the kind's name where each town or district has its own."""
    kind = next(item for item in catalogue().departments if item.code == code)
    if level == DISTRICT and DISTRICT in kind.templates:
        return all_departments()[f"{district}-{code}"].name if district else f"各区{kind.name}部门"
    return all_departments()[f"{city_code()}-{code}"].name if CITY in kind.templates else kind.name


def _limits(code: str, severity: int) -> str:
    words = []
    for stage, name in (("confirm", "核实"), ("handle", "处置")):
        limit = limit_for(stage, code, SOURCE, severity)
        if limit is not None:
            words.append(f"{name} {limit_text(limit)}")
    return "，".join(words)
