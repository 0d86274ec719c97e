"""Which posts and desks answer for a place: the path upwards, the town's grids from the nearest outwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from gis.coordinates import distance_m, to_wgs84
from server.errors import Problem
from server.models import PersonPost
from server.queries.city import OUTSIDE, city_index, locate, place_of
from server.queries.desks import Desk
from workflows.directory import city_of
from workflows.roles import COLUMNS, Place, Role, is_city

PATH_ROLES = frozenset({
    Role.GRID_HEAD, Role.COMMUNITY_HEAD, Role.STATION_HEAD, Role.STATION_OFFICER, Role.DISTRICT_DISPATCHER,
    Role.CITY_DISPATCHER, Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Question:
    """A place, a moment, perhaps a category; `point` is (lon, lat) in WGS-84 where one is known."""

    place: Place
    at: datetime
    category: str | None = None
    point: tuple[float, float] | None = None


def question_at(lon: float, lat: float, datum: str, at: datetime, category: str | None = None) -> Question:
    """The question about a point in any known datum. Raises outside-city."""
    point = to_wgs84(lon, lat, datum)
    located = locate(*point)
    if located is None:
        raise Problem("outside-city", OUTSIDE)
    return Question(place_of(located), at, category, point)


def codes_of(place: Place) -> dict[str, str]:
    """Level → code of a place; a case without a point has none."""
    return {level: code for level in COLUMNS if (code := getattr(place, level)) and not is_city(code)}


def posts_around(asked: Question, lead: str | None) -> ColumnElement[bool]:
    """Heads, desks and whoever fills seats on the path; members of the town's grids; the lead unit's officers."""
    path = {city_of(asked.place.district), *codes_of(asked.place).values()}
    found = [and_(PersonPost.role.in_(sorted(PATH_ROLES)), PersonPost.division.in_(sorted(path))),
             and_(PersonPost.role == Role.GRID_MEMBER, PersonPost.division.in_(grids_around(asked)))]
    if lead:
        found.append(and_(PersonPost.role == Role.DEPARTMENT_OFFICER, PersonPost.department == lead))
    return or_(*found)


def grids_around(asked: Question) -> list[str]:
    """Grids whose members may act here: the place's own, then the town's from the nearest outwards.

    Those that share the community come before the town's others.
    """
    place, index = asked.place, city_index()
    own = [code for code in (place.sub_grid, place.street_grid) if code]
    if place.town is None:
        return own
    lon, lat = asked.point or index.division(own[0] if own else place.town).centre
    others = [index.division(code) for code in index.children(place.town)]
    others = [grid for grid in others if grid.level == "street_grid" and grid.code not in own]
    shared = {code for grid in others for code in index.children(grid.code)
              if index.division(code).community == place.community}
    others.sort(key=lambda grid: (not shared & set(index.children(grid.code)),
                                  distance_m(lon, lat, *grid.centre), grid.code))
    return own + [grid.code for grid in others]


def desks_of(place: Place) -> list[Desk]:
    """Who answers, one after the other: station, district, city."""
    codes = codes_of(place)
    return [*(Desk(codes[level]) for level in ("town", "district") if level in codes),
            Desk(city_of(place.district))]
