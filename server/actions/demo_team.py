"""The invented people of the communities: heads, assistants, and the emergency team (应急编组) of five roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import cycle

from server.actions.demo_cast import Cast, DemoPerson, codes_of, stand_in_by_turns
from server.queries.city import city_index
from workflows.roles import EMERGENCY_TEAM, Role

ASSISTANTS = GUIDES = 2  # per community


def hire_communities(cast: Cast) -> None:
    """Per community a head, two assistants and the emergency team; needs stations and grids to be hired already."""
    shares = _grids_of_communities()
    for town in codes_of("town"):
        communities = codes_of("community", town)
        for community in communities:
            cast.fill(Role.COMMUNITY_HEAD, community, 1)
            cast.fill(Role.ASSISTANT, community, ASSISTANTS)
            cast.fill(Role.WASTE_GUIDE, community, GUIDES)
            stand_in_by_turns(cast.of(Role.WASTE_GUIDE, community))
        _second_posts(cast, town, communities, shares)
        _hire_police(cast, communities)
        _name_substitutes(cast, town, communities)


def _grids_of_communities() -> dict[str, list[str]]:
    """Community → street-level grids that hold parts of it, the largest part first."""
    index = city_index()
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for code in codes_of("sub_grid"):
        grid = index.division(code)
        if grid.community and grid.parent:
            parts[grid.community][grid.parent] += grid.area_km2  # type: ignore[assignment]
    return {community: [code for code, _ in areas.most_common()] for community, areas in parts.items()}


def _second_posts(cast: Cast, town: str, communities: list[str], shares: dict[str, list[str]]) -> None:
    """Cadre, supervisor, community worker and volunteer have a first post elsewhere; accounts keep to theirs."""
    everywhere = codes_of("street_grid", town)
    officers = cycle(cast.invented(Role.STATION_OFFICER, town))
    for community in communities:
        grids = [*shares[community], *everywhere]
        for role, person in (
            (Role.AREA_CADRE, cast.invented(Role.GRID_HEAD, *grids)[0]),
            (Role.ENVIRONMENT_SUPERVISOR, next(officers)),
            (Role.COMMUNITY_WORKER, _least_busy(cast.invented(Role.GRID_MEMBER, *grids)[:2])),
            (Role.VOLUNTEER, cast.invented(Role.ASSISTANT, community)[0]),
        ):
            if not cast.of(role, community):
                cast.give(person, role, community)


def _least_busy(people: list[DemoPerson]) -> DemoPerson:
    return min(people, key=lambda person: len(person.posts))


def _hire_police(cast: Cast, communities: list[str]) -> None:
    """One officer for two communities that touch, for one where none is left to touch."""
    index = city_index()
    for community in communities:
        if cast.of(Role.POLICE_OFFICER, community):
            continue
        officer = cast.hire(Role.POLICE_OFFICER, community).holder
        area = index.division(community).geometry
        second = next((code for code in communities if not cast.of(Role.POLICE_OFFICER, code)
                       and index.division(code).geometry.intersects(area)), None)
        if second is not None:
            cast.give(officer, Role.POLICE_OFFICER, second)


def _name_substitutes(cast: Cast, town: str, communities: list[str]) -> None:
    """The same role next door stands in; where the town has nobody else in it, the station's head does."""
    head = cast.invented(Role.STATION_HEAD, town)[0]
    for role in (Role.COMMUNITY_HEAD, *EMERGENCY_TEAM):
        posts = cast.of(role, *communities)
        if role is not Role.WASTE_GUIDE:
            stand_in_by_turns(posts)
        for post in posts:
            post.substitute = post.substitute or head
