"""Which posts and desks answer for a place: the path upwards, the grids around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from server.errors import Problem
from server.models import PersonPost
from server.queries.city import OUTSIDE, locate_from, place_of
from server.queries.confirmers import circles_around
from server.queries.desks import Desk
from workflows.directory import city_of
from workflows.roles import COLUMNS, Place, Role, is_city

PATH_ROLES = frozenset({
    Role.GRID_HEAD, Role.COMMUNITY_HEAD, Role.STATION_HEAD, Role.STATION_OFFICER, Role.DISTRICT_DISPATCHER,
    Role.CITY_DISPATCHER, Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Question:
    """A place, a moment, perhaps a category."""

    place: Place
    at: datetime
    category: str | None = None


def question_at(lon: float, lat: float, datum: str, at: datetime, category: str | None = None) -> Question:
    """The question about a point in any known datum. Raises outside-city."""
    located = locate_from(lon, lat, datum)
    if located is None:
        raise Problem("outside-city", OUTSIDE)
    return Question(place_of(located), at, category)


def codes_of(place: Place) -> dict[str, str]:
    """Level → code of a place; a case without a point has none."""
    return {level: code for level in COLUMNS if (code := getattr(place, level)) and not is_city(code)}


def posts_around(asked: Question, lead: str | None) -> ColumnElement[bool]:
    """Heads, desks and whoever fills seats on the path; members of the town's grids; the lead unit's officers."""
    path = {city_of(asked.place.district), *codes_of(asked.place).values()}
    grids = [code for codes, _ in circles_around(asked.place) for code in codes]
    found = [and_(PersonPost.role.in_(sorted(PATH_ROLES)), PersonPost.division.in_(sorted(path))),
             and_(PersonPost.role == Role.GRID_MEMBER, PersonPost.division.in_(grids))]
    if lead:
        found.append(and_(PersonPost.role == Role.DEPARTMENT_OFFICER, PersonPost.department == lead))
    return or_(*found)


def desks_of(place: Place) -> list[Desk]:
    """Who answers, one after the other: station, district, city."""
    codes = codes_of(place)
    return [*(Desk(codes[level]) for level in ("town", "district") if level in codes),
            Desk(city_of(place.district))]
