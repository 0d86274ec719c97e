"""Where things happen: sub-grids drawn by how many people live there, and a point inside one."""

from __future__ import annotations

from random import Random

import shapely
from shapely import STRtree

from gis.grid import Division, GridIndex
from server.actions.demo_accounts import HOME_TOWN
from server.actions.demo_cast import codes_of

WHOLE_EARTH = (-180.0, -90.0, 180.0, 90.0)
SHORE_DEGREES = 0.004  # some 400 m from the water
# Visitors who sign in as a member or an officer find something to do: a little more happens where they work.
IN_HOME_GRID, IN_HOME_TOWN = 0.03, 0.06
NEAR_DEGREES = 0.0003  # some 30 m: the same thing seen by somebody else


class Places:
    """Sub-grids of the city by kind: land, rural, coast, sea."""

    def __init__(self, index: GridIndex) -> None:
        self._index = index
        grids = [index.division(code) for code in index.within(WHOLE_EARTH, "sub_grid")]
        land = [grid for grid in grids if grid.kind == "land"]
        sea = [grid for grid in grids if grid.kind == "sea"]
        water = STRtree([grid.geometry for grid in sea])
        near = set(water.query([grid.geometry for grid in land], "dwithin", SHORE_DEGREES)[0].tolist())
        self._kinds: dict[str, list[Division]] = {
            "land": land, "sea": sea,
            "coast": [grid for position, grid in enumerate(land) if position in near],
            "rural": [grid for grid in land if index.name(_town(index, grid)).endswith("镇")],
        }
        self._home_town = [grid for grid in land if _town(index, grid) == HOME_TOWN]
        first = min((grid.parent or "" for grid in self._home_town), default="")
        self._home_grid = [grid for grid in self._home_town if grid.parent == first]
        # The square root keeps the thinly peopled hills from staying empty.
        self._weights = {kind: [max(grid.population, 50) ** 0.5 for grid in found]
                         for kind, found in self._kinds.items()}

    def draw(self, kind: str, rng: Random) -> Division:
        """A sub-grid of a kind; land when the city has none of it."""
        kind = kind if self._kinds[kind] else "land"
        chance = rng.random()
        if kind == "land" and chance < IN_HOME_TOWN and self._home_town:
            return rng.choice(self._home_grid if chance < IN_HOME_GRID else self._home_town)
        return rng.choices(self._kinds[kind], self._weights[kind])[0]

    def community(self, grid: Division) -> str:
        """The name that people use for where they are."""
        return self._index.name(grid.community) if grid.community else grid.name


class TownPlaces:
    """The sub-grids of one town on land, whatever is looked for."""

    def __init__(self, index: GridIndex, town: str) -> None:
        self._index = index
        found = [index.division(code) for grid in codes_of("street_grid", town) for code in codes_of("sub_grid", grid)]
        self.grids = [grid for grid in found if grid.kind == "land"]

    def draw(self, _kind: str, rng: Random) -> Division:
        """Any of them."""
        return rng.choice(self.grids)

    def community(self, grid: Division) -> str:
        """The name that people use for where they are."""
        return self._index.name(grid.community) if grid.community else grid.name


def home_grid() -> str:
    """The grid in which a visitor is the member."""
    return codes_of("street_grid", HOME_TOWN)[0]


def odd_grids() -> list[str]:
    """Two grids of the home town whose figures stand out on purpose."""
    return codes_of("street_grid", HOME_TOWN)[-2:]


def _town(index: GridIndex, grid: Division) -> str:
    return index.path(grid.code)[2]


def point_in(grid: Division, rng: Random) -> tuple[float, float]:
    """(lon, lat) anywhere inside a grid; its centre when chance does not find one soon."""
    west, south, east, north = grid.geometry.bounds
    for _ in range(40):
        lon, lat = rng.uniform(west, east), rng.uniform(south, north)
        if shapely.contains_xy(grid.geometry, lon, lat):
            return round(lon, 6), round(lat, 6)
    return round(grid.centre[0], 6), round(grid.centre[1], 6)


def close_to(lon: float, lat: float, rng: Random) -> tuple[float, float]:
    """A point some steps away."""
    return (round(lon + rng.uniform(-NEAR_DEGREES, NEAR_DEGREES), 6),
            round(lat + rng.uniform(-NEAR_DEGREES, NEAR_DEGREES), 6))
