"""The invented heads and members of the street-level grids, and the members at sea."""

from __future__ import annotations

from random import Random

from server.actions.demo_accounts import HOME_DISTRICT
from server.actions.demo_cast import Cast, codes_of, stand_in_by_turns
from server.queries.city import city_index
from workflows.roles import Role

WITHOUT_HEAD = WITHOUT_MEMBER = 3  # about 1 % of the grids: a city in which nothing is missing would not be believed


def hire_grids(cast: Cast) -> None:
    """A head and two members per street-level grid, a few grids left incomplete; one member per sea grid."""
    no_head, no_member = _incomplete()
    for town in codes_of("town"):
        grids = codes_of("street_grid", town)
        for grid in grids:
            if grid not in no_head:
                cast.fill(Role.GRID_HEAD, grid, 1)
            if grid not in no_member:
                _hire_members(cast, grid)
        stand_in_by_turns(cast.of(Role.GRID_HEAD, *grids))
    _hire_at_sea(cast)


def _hire_members(cast: Cast, grid: str) -> None:
    """Two who stand in for each other; in the accounts' grid they are the visitors' colleagues."""
    first, second = (cast.hire(Role.GRID_MEMBER, grid) for _ in range(2))
    first.substitute, second.substitute = second.holder, first.holder


def _incomplete() -> tuple[set[str], set[str]]:
    """Grids without a head, grids without a member; never in the accounts' district."""
    grids = [code for code in codes_of("street_grid") if not code.startswith(HOME_DISTRICT)]
    chosen = Random("incomplete").sample(grids, WITHOUT_HEAD + WITHOUT_MEMBER)
    return set(chosen[:WITHOUT_HEAD]), set(chosen[WITHOUT_HEAD:])


def _hire_at_sea(cast: Cast) -> None:
    """The member of the next sea grid stands in; where there is no other, one from the shore of the district."""
    index = city_index()
    for district in codes_of("district"):
        posts = [cast.hire(Role.GRID_MEMBER, code) for code in index.children(district)
                 if index.division(code).kind == "sea"]
        stand_in_by_turns(posts)
        if len(posts) == 1:
            shore = codes_of("street_grid", codes_of("town", district)[0])
            posts[0].substitute = cast.invented(Role.GRID_MEMBER, *shore)[0]
