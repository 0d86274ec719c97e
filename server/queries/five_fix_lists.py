"""五定 as a figure with its list: what each grid lacks and whose turn it is, or rolled up by town or district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from server.errors import Problem
from server.extensions import db
from server.queries.catalogue import catalogue
from server.queries.city import city_code, city_index, named, named_unit, unit_name
from server.queries.five_fixes import Fixes, find_fixes, grids_in
from server.queries.people import Actor
from workflows.five_fixes import DEFINITION, FIX_NAMES, Fix, Missing, count_complete, fixed_everywhere
from workflows.roles import Role

LEVEL_OF = {Role.STATION_HEAD: "town", Role.COORDINATOR: "district", Role.ADMINISTRATOR: "city"}


def read_five_fixes(division: str | None, level: str, complete: bool | None, actor: Actor,
                    now: datetime) -> dict[str, Any]:
    """The five fixes of a division's grids, of the person's own when none is named. Raises not-found.

    `complete` keeps only the complete or only the incomplete ones in the list; the figure stays that of all.
    """
    chosen = division or _home(actor)
    try:
        units = _units(grids_in(chosen), level)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    grids = [grid for parts in units.values() for grid in parts]
    with db.reading() as session:
        fixes = find_fixes(session, grids, now)
    items = [_item(code, parts, fixes) for code, parts in units.items()]
    done = count_complete(map(fixes.fixed, grids))
    query = urlencode({"division": chosen, "level": level, "complete": "false"})
    return {"as_of": now, "division": named(chosen), "level": level, "definition": DEFINITION, "n": len(grids),
            "complete": done, "rate": round(done / len(grids), 4) if grids else None,
            "link": f"/api/v1/five-fixes?{query}",
            "items": [item for item in items if complete in (None, item["complete"] == item["n"])]}


def _home(actor: Actor) -> str:
    """The widest division of the person's posts."""
    return min((post.division for post in actor.posts if post.division), key=len, default=city_code())


def _units(grids: Sequence[str], level: str) -> dict[str, list[str]]:
    """{unit of the level: its grids}; a street-level or sea grid is its own unit."""
    found: dict[str, list[str]] = {}
    for grid in grids:
        unit = _above(grid, level)
        if unit is not None:
            found.setdefault(unit, []).append(grid)
    return found


def _above(code: str, level: str) -> str | None:
    index = city_index()
    return next((above for above in index.path(code) if index.division(above).level == level), None)


def _item(code: str, grids: Sequence[str], fixes: Fixes) -> dict[str, Any]:
    fixed = [fixes.fixed(grid) for grid in grids]
    everywhere = fixed_everywhere(fixed)
    missing = [_missing(row, code, fixes) for row in fixes.missing[code]] if code in fixes.missing else _rolled_up(
        grids, fixes)
    town = _above(code, "town")
    return {"code": code, "name": city_index().name(code), "town": named(town) if town != code else None,
            "n": len(grids), "complete": count_complete(fixed),
            "fixed": {fix.value: fix in everywhere for fix in Fix}, "missing": missing}


def _rolled_up(grids: Sequence[str], fixes: Fixes) -> list[dict[str, Any]]:
    """What is missing in how many grids; whose turn it is where that is one person for all of them."""
    found: dict[tuple[Fix, str], list[dict[str, Any]]] = {}
    for grid in grids:
        for row in fixes.missing[grid]:
            found.setdefault((row.what, row.text), []).append(_missing(row, grid, fixes))
    return [{**rows[0], "text": f"{len(rows)} 个网格{text}",
             "turn": rows[0]["turn"] if all(row["turn"] == rows[0]["turn"] for row in rows) else None}
            for (_, text), rows in sorted(found.items(), key=lambda pair: list(Fix).index(pair[0][0]))]


def _missing(row: Missing, grid: str, fixes: Fixes) -> dict[str, Any]:
    return {"what": row.what.value, "what_name": FIX_NAMES[row.what], "text": row.text,
            "turn": _turn(row.turn, grid, fixes)}


def _turn(role: Role, grid: str, fixes: Fixes) -> dict[str, Any]:
    """Who holds the post whose turn it is, or acts for the holder; the name is empty while nobody holds it."""
    division = _above(grid, LEVEL_OF[role]) or city_code()
    holders = fixes.holders.get((role, division), [])
    holder = next((one for one in holders if one.acting), holders[0] if holders else None)
    name, stands_in_for = (holder.name, None) if holder else ("", None)
    if holder and holder.acting and holder.acting.for_person_id:
        name, stands_in_for = fixes.names.get(holder.acting.person_id, ""), holder.name
    return {"role_name": catalogue().roles[role.value], "name": name, "unit": _unit(role, division),
            "stands_in_for": stands_in_for}


def _unit(role: Role, division: str) -> str:
    bureau = named_unit(f"{division}-ST") if role is Role.COORDINATOR else None
    return bureau["name"] if bureau else unit_name(division)
