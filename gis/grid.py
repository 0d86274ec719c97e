"""Which grid a point lies in, and how the grids hang together. Next: workflows/case_flow.py

Levels, parents first: city, district, town, then street_grid and community side by side, sub_grid last.
A sub-grid's parent is its street-level grid; its community is kept beside it, because both are unions of
whole sub-grids. Sea grids are sub-grids whose parent is a district.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, isfinite, radians
from typing import Literal

import numpy as np
import shapely
from shapely import MultiPolygon, Point, STRtree, box

from gis.cells import CellLookup
from gis.coordinates import EARTH_RADIUS_M

LEVELS = ("city", "district", "town", "street_grid", "community", "sub_grid")
Kind = Literal["land", "sea"]
BBox = tuple[float, float, float, float]

_METRES_PER_DEGREE_AT_LEAST = 70_000.0  # of longitude, up to 50° north


@dataclass(frozen=True)
class Division:
    """One area of one level. `centre` is a (lon, lat) inside it; `geometry` is EPSG:4326."""

    code: str
    name: str
    level: str
    parent: str | None
    district: str | None
    community: str | None
    kind: Kind
    area_km2: float
    population: int
    centre: tuple[float, float]
    geometry: MultiPolygon


@dataclass(frozen=True, slots=True)
class Located:
    """The codes at a point; `snapped_m` is how far outside the land the point was, 0.0 when inside."""

    district: str
    town: str | None
    street_grid: str | None
    sub_grid: str
    community: str | None
    kind: Kind
    snapped_m: float


class GridIndex:
    """All divisions of the city in memory: lookups by code, by point and by viewport."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        """Raises ValueError when a code occurs twice or a parent is missing."""
        self._divisions: dict[str, Division] = {}
        self._children: dict[str, list[str]] = {}
        for division in divisions:
            self._add(division)
        self._check_parents()
        # On a shared border the first one wins: land before sea, then the lowest code.
        self._grids = sorted(
            (d for d in self._divisions.values() if d.level == "sub_grid"), key=lambda d: (d.kind, d.code)
        )
        self._located = [self._describe(grid) for grid in self._grids]
        self._cells = CellLookup([grid.geometry for grid in self._grids])
        land = [grid for grid in self._grids if grid.kind == "land"]
        self._land_tree = STRtree([grid.geometry for grid in land])
        self._layers = {level: self._layer(level) for level in LEVELS}

    def locate(self, lon: float, lat: float, snap_m: float = 500) -> Located | None:
        """The grid at a WGS-84 point. A point outside land and waters, but at most `snap_m` metres from
        land, gets the nearest land grid with `snapped_m` set (the outline's error); further out: None."""
        position = self._cells.find(lon, lat)
        if position >= 0:
            return self._located[position]
        return self._snap(lon, lat, snap_m)

    def within(self, bbox: BBox, level: str) -> list[str]:
        """Codes of `level` that touch the viewport (west, south, east, north), ascending."""
        codes, tree = self._layers[level]
        return sorted(codes[position] for position in tree.query(box(*bbox), predicate="intersects"))

    def division(self, code: str) -> Division:
        """Raises KeyError for an unknown code."""
        return self._divisions[code]

    def name(self, code: str) -> str:
        """Raises KeyError for an unknown code."""
        return self._divisions[code].name

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly below `code`, in their own order; a community's are its sub-grids."""
        return tuple(self._children.get(code, ()))

    def path(self, code: str) -> tuple[str, ...]:
        """The code and all its ancestors by parent, city last. Raises KeyError for an unknown code."""
        steps = [code]
        while (parent := self._divisions[steps[-1]].parent) is not None:
            steps.append(parent)
        return tuple(steps)

    def _add(self, division: Division) -> None:
        if division.code in self._divisions:
            raise ValueError(f"division {division.code} occurs twice")
        self._divisions[division.code] = division
        for above in (division.parent, division.community):
            if above is not None:
                self._children.setdefault(above, []).append(division.code)

    def _check_parents(self) -> None:
        missing = sorted(self._children.keys() - self._divisions.keys())
        if missing:
            raise ValueError(f"divisions name unknown parents: {', '.join(missing)}")

    def _layer(self, level: str) -> tuple[Sequence[str], STRtree]:
        members = [d for d in self._divisions.values() if d.level == level]
        return [d.code for d in members], STRtree([d.geometry for d in members])

    def _describe(self, grid: Division, snapped_m: float = 0.0) -> Located:
        above = {self._divisions[code].level: code for code in self.path(grid.code)}
        return Located(
            district=above["district"],
            town=above.get("town"),
            street_grid=above.get("street_grid"),
            sub_grid=grid.code,
            community=grid.community,
            kind=grid.kind,
            snapped_m=snapped_m,
        )

    def _snap(self, lon: float, lat: float, snap_m: float) -> Located | None:
        if not (isfinite(lon) and isfinite(lat)):
            return None
        reach = snap_m / _METRES_PER_DEGREE_AT_LEAST
        window = box(lon - reach, lat - reach, lon + reach, lat + reach)
        near = sorted(
            (distance_to(lon, lat, self._grids[position].geometry), position)
            for position in self._land_tree.query(window)
        )
        if not near or near[0][0] > snap_m:
            return None
        return self._describe(self._grids[near[0][1]], snapped_m=near[0][0])


def distance_to(lon: float, lat: float, geometry: MultiPolygon) -> float:
    """Metres from a WGS-84 point to the nearest edge of an area close by (some kilometres); 0.0 inside."""
    metres_per_degree = radians(EARTH_RADIUS_M)
    scale = np.array([metres_per_degree * cos(radians(lat)), metres_per_degree])
    around = shapely.transform(geometry, lambda lonlat: (lonlat - [lon, lat]) * scale)
    return float(around.distance(Point(0, 0)))
