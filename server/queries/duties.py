"""What a new or moved case is stamped with: the two parties that are known by themselves, and an unsettled border."""

from __future__ import annotations

from typing import Any

from gis.grid import distance_to
from server.errors import invalid
from server.models import Case
from server.queries.city import city_index
from server.queries.routing import authority_for, premises
from workflows.roles import Place
from workflows.routing_rules import duty_place

BORDER_M = 50
_METRES_PER_DEGREE = 100_000.0  # of longitude in Xiamen's latitude, rounded down: the window may only be too large


def check_premises(code: str | None) -> None:
    """Raises validation for a kind of premises that the catalogue does not know."""
    if code is not None and code not in {one.code for one in premises()}:
        raise invalid("premises", "没有这类场所")


def duties(category: str, place: Place, lon: float | None, lat: float | None) -> dict[str, Any]:
    """Columns of a case: who answers for the ground and for the trade, and the town across a border nearby."""
    return {"duty_place": duty_place(place), "duty_unit": authority_for(category, place),
            "border_town": town_across(place, lon, lat)}


def known_duties(case: Case) -> dict[str, Any]:
    """The two parties as they stand on the case; for one that is older than they are, as they would be."""
    place = Place(case.district, case.town)
    return {"duty_place": case.duty_place or duty_place(place),
            "duty_unit": case.duty_unit or authority_for(case.category, place)}


def town_across(place: Place, lon: float | None, lat: float | None) -> str | None:
    """The nearest other town within 50 metres of a point; None away from borders and at sea."""
    if place.town is None or lon is None or lat is None:
        return None
    index, reach = city_index(), BORDER_M / _METRES_PER_DEGREE
    near = index.within((lon - reach, lat - reach, lon + reach, lat + reach), "sub_grid")
    others = [index.division(code) for code in near if town_of(code) not in (None, place.town)]
    found = sorted((distance_to(lon, lat, grid.geometry), grid.code) for grid in others)
    return town_of(found[0][1]) if found and found[0][0] <= BORDER_M else None


def code_path(code: str) -> tuple[str, ...]:
    """A division and everything above it."""
    return city_index().path(code)


def town_of(code: str) -> str | None:
    """The town that a grid lies in; None at sea."""
    return next((above for above in code_path(code) if city_index().division(above).level == "town"), None)


def grid_in(town: str, lon: float, lat: float) -> Place:
    """The place of a point just outside a town as that town counts it: its nearest grid."""
    index, reach = city_index(), 2 * BORDER_M / _METRES_PER_DEGREE
    near = [code for code in index.within((lon - reach, lat - reach, lon + reach, lat + reach), "sub_grid")
            if town_of(code) == town]
    if not near:
        raise invalid("town", "这个镇街不在边界附近")
    code = min(near, key=lambda grid: (distance_to(lon, lat, index.division(grid).geometry), grid))
    above = {index.division(one).level: one for one in code_path(code)}
    return Place(above["district"], town, above.get("street_grid"), code, index.division(code).community)
