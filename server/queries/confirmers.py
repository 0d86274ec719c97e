"""Who looks on site when the station names nobody: the grid's own member, the substitute, or somebody near."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.errors import invalid
from server.models import PersonPost
from server.queries.city import city_index
from server.queries.seats import HeldSeat, find_seats
from workflows.facts import CaseFacts
from workflows.people import CONFIRMERS
from workflows.roles import Place, Role
from workflows.standing_in import Acting, Ring, Seat, choose

OWN, NEIGHBOUR, NEAREST = "本网格的网格员", "本网格或本社区相邻网格的网格员", "最近网格的网格员"
ELSEWHERE = "须回避，由不涉及本社区的网格员核实"


def find_confirmer(session: Session, facts: CaseFacts, place: Place, now: datetime,
                   but: frozenset[int] = frozenset()) -> Acting | None:
    """Whoever acts for a member's post in or near the case's grid; None leaves it to the station.

    Never a reporter, somebody recused, somebody away, or one of `but`. One query.
    """
    grid, circles = place.street_grid or place.sub_grid, circles_around(place)
    if grid is None:
        return None
    codes = [code for grids, _ in circles for code in grids]
    held = find_seats(session, (PersonPost.role == Role.GRID_MEMBER) & PersonPost.division.in_(codes), now)
    barred = facts.reporter_ids | facts.recused_ids | but
    if facts.recuse:
        touched = {row.seat.person_id for row in held if communities_of(row.division) & communities_of(grid)}
        far = [code for code in _by_distance(grid) if not communities_of(code) & communities_of(grid)]
        return choose((Ring(_in(held, _with_parts(code)), ELSEWHERE) for code in far), barred | touched)
    return choose((Ring(_in(held, grids), words) for grids, words in circles), barred)


def circles_around(place: Place) -> list[tuple[tuple[str, ...], str]]:
    """Grids whose members look after a place, from the own ones outwards, with the words for each circle; none for
    a case without a point.
    """
    grid = place.street_grid or place.sub_grid
    if grid is None:
        return []
    own, near = _own_codes(place), _by_distance(grid)
    beside = tuple(code for code in _with_parts(grid) if code not in own)
    return [(tuple(own), OWN), (beside, NEIGHBOUR),
            *((_with_parts(code), NEIGHBOUR) for code in near if _is_neighbour(code, place)),
            *((_with_parts(code), NEAREST) for code in near if not _is_neighbour(code, place))]


def confirmer_named(session: Session, person_id: int, now: datetime) -> Acting | None:
    """Who acts for somebody whom the station names; None for somebody without such a post.

    Raises validation when the person is away and nobody stands in.
    """
    held = find_seats(session, (PersonPost.person_id == person_id) & PersonPost.role.in_(sorted(CONFIRMERS)), now)
    found = choose([Ring([row.seat for row in held], "工作站指名")])
    if held and found is None:
        raise invalid("confirmer", "核实人不在岗，且没有代岗人，请另选一人")
    return found


def _in(held: list[HeldSeat], codes: Iterable[str]) -> list[Seat]:
    wanted = set(codes)
    return [row.seat for row in held if row.division in wanted]


def _own_codes(place: Place) -> list[str]:
    return [code for code in (place.sub_grid, place.street_grid) if code]


def _with_parts(grid: str) -> tuple[str, ...]:
    """A street-level grid and its sub-grids; a sea grid has none."""
    return (grid, *city_index().children(grid))


def _is_neighbour(code: str, place: Place) -> bool:
    return place.community is not None and place.community in communities_of(code)


def communities_of(division: str) -> frozenset[str]:
    """Communities that a grid, a sub-grid or a community touches."""
    index = city_index()
    found = index.division(division)
    if found.level == "community":
        return frozenset({division})
    grids = [division] if found.level == "sub_grid" else index.children(division)
    return frozenset(code for grid in grids if (code := index.division(grid).community))


def _by_distance(grid: str) -> list[str]:
    """The other grids of the same level in the same town (at sea: in the district's waters), the nearest first."""
    index = city_index()
    home = index.division(grid)
    others = [index.division(code) for code in index.children(home.parent or "") if code != grid]
    level = [other for other in others if other.level == home.level and other.kind == home.kind]
    return [other.code for other in sorted(level, key=lambda other: distance_m(*home.centre, *other.centre))]
