"""The invented staff of the city, the districts, the stations and the departments."""

from __future__ import annotations

from server.actions.demo_cast import Cast, codes_of, stand_in_by_turns
from server.queries.city import all_departments, city_code
from workflows.roles import Role

# Posts that two people share, so that somebody is there when the other is away; accounts come on top in the city.
PAIRS = {"city": (Role.CITY_DISPATCHER, Role.COORDINATOR), "district": (Role.DISTRICT_DISPATCHER, Role.COORDINATOR)}
SMALL_TOWN = 8  # street-level grids up to which a station has one officer less


def hire_offices(cast: Cast) -> None:
    """City and districts: a head who is also the leader, a deputy, and dispatchers and coordinators by twos."""
    for place in (city_code(), *codes_of("district")):
        cast.give(cast.hire(Role.GRID_HEAD, place).holder, Role.LEADER, place)
        cast.fill(Role.LEADER, place, 2)
        leaders = cast.of(Role.LEADER, place)
        stand_in_by_turns(leaders)
        head = cast.of(Role.GRID_HEAD, place)[0]
        head.substitute = next(post.holder for post in leaders if post.holder is not head.holder)
        level = "city" if place == city_code() else "district"
        for role in PAIRS[level]:
            cast.fill(role, place, 2)
            stand_in_by_turns(cast.of(role, place))
        if level == "district":
            cast.fill(Role.ASSESSOR, place, 1)


def hire_assessors(cast: Cast) -> None:
    """One more assessor for the city and each district: nobody decides alone, and who filed does not decide."""
    for place in (city_code(), *codes_of("district")):
        cast.hire(Role.ASSESSOR, place)
        stand_in_by_turns(cast.of(Role.ASSESSOR, place))


def hire_stations(cast: Cast) -> None:
    """45 stations with four or five full-time people each; the town's own head beside them.

    Where an account is head or officer, the invented colleagues are there all the same: they work when no visitor does.
    """
    for town in codes_of("town"):
        officers = 3 if len(codes_of("street_grid", town)) <= SMALL_TOWN else 4
        head = cast.hire(Role.STATION_HEAD, town)
        for _ in range(officers):
            cast.hire(Role.STATION_OFFICER, town)
        stand_in_by_turns(cast.of(Role.STATION_OFFICER, town))
        deputy = cast.invented(Role.STATION_OFFICER, town)[0]
        for post in cast.of(Role.STATION_HEAD, town):
            post.substitute = deputy if post is head else head.holder
        cast.hire(Role.GRID_HEAD, town).substitute = head.holder


def hire_departments(cast: Cast) -> None:
    """Two officers per department of the city, the districts and the towns, who stand in for each other."""
    for unit in all_departments().values():
        for _ in range(2):
            cast.hire(Role.DEPARTMENT_OFFICER, unit.division, unit.code)
        stand_in_by_turns(cast.of(Role.DEPARTMENT_OFFICER, unit.code))
