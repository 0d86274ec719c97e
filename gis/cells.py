"""A raster in front of the polygons: most points are answered by one array look-up.

Every cell holds the polygon that covers it wholly, or nothing, or a short list of the polygons that touch it;
only cells of the last kind need a point-in-polygon test. Where polygons overlap the first one wins.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry, STRtree

CELL_DEGREES = 0.001
_ROUNDING = 1e-9  # degrees; covers the rounding of a point into its cell
_OUTSIDE = -1
_FIRST_LIST = -2  # values from here down are lists of candidates

Ints = npt.NDArray[np.int64]


class CellLookup:
    """Finds the first of `areas` that covers a point; the order of `areas` decides on shared borders."""

    def __init__(self, areas: Sequence[Geometry], cell_degrees: float = CELL_DEGREES) -> None:
        self._areas = list(areas)
        shapely.prepare(self._areas)
        west, south, east, north = shapely.total_bounds(self._areas) if self._areas else (0.0, 0.0, 0.0, 0.0)
        self._west, self._south = float(west) - cell_degrees, float(south) - cell_degrees
        self._per_degree = 1 / cell_degrees
        self._columns = int((float(east) - self._west) * self._per_degree) + 2
        self._rows = int((float(north) - self._south) * self._per_degree) + 2
        self._lists: list[tuple[tuple[int, Geometry], ...]] = []
        self._cells = array("i", [_OUTSIDE]) * (self._columns * self._rows)
        if self._areas:
            self._fill()

    def find(self, x: float, y: float) -> int:
        """Position of the first area that covers the point, border included; -1 when none does."""
        column, row = (x - self._west) * self._per_degree, (y - self._south) * self._per_degree
        if not (0 <= column < self._columns and 0 <= row < self._rows):
            return _OUTSIDE
        content = self._cells[int(row) * self._columns + int(column)]
        if content > _FIRST_LIST:
            return content
        for position, area in self._lists[_FIRST_LIST - content]:
            if shapely.intersects_xy(area, x, y):
                return position
        return _OUTSIDE

    def _fill(self) -> None:
        """From one box over everything down to single cells: only boxes that a border crosses are split."""
        tree = STRtree(self._areas)
        size = 1
        while size < max(self._columns, self._rows):
            size *= 2
        corners: Ints = np.zeros((1, 2), dtype=np.int64)
        while True:
            boxes = self._boxes(corners, size)
            which, touched = tree.query(boxes, predicate="intersects")
            first = np.full(len(boxes), len(self._areas))
            np.minimum.at(first, which, touched)
            covered = (touched == first[which]) & shapely.covered_by(boxes[which], tree.geometries[touched])
            for index, position in zip(which[covered].tolist(), touched[covered].tolist(), strict=True):
                self._paint(corners[index], size, position)
            crossed = np.setdiff1d(which, which[covered])
            if size == 1:
                self._list_candidates(corners, which, touched, crossed)
                return
            size //= 2
            quarters = np.array([[0, 0], [size, 0], [0, size], [size, size]])
            corners = (corners[crossed][:, None, :] + quarters[None, :, :]).reshape(-1, 2)

    def _boxes(self, corners: Ints, size: int) -> npt.NDArray[Any]:
        step = 1 / self._per_degree
        x, y = self._west + corners[:, 0] * step, self._south + corners[:, 1] * step
        edge = size * step + _ROUNDING
        return np.asarray(shapely.box(x - _ROUNDING, y - _ROUNDING, x + edge, y + edge))

    def _paint(self, corner: Ints, size: int, position: int) -> None:
        column, row = int(corner[0]), int(corner[1])
        for line in range(row, row + size):
            start = line * self._columns + column
            self._cells[start : start + size] = array("i", [position]) * size

    def _list_candidates(self, corners: Ints, which: Ints, touched: Ints, crossed: Ints) -> None:
        wanted = np.isin(which, crossed)
        candidates: dict[int, list[int]] = {}
        for index, position in zip(which[wanted].tolist(), touched[wanted].tolist(), strict=True):
            candidates.setdefault(index, []).append(position)
        for index, positions in candidates.items():
            cell = int(corners[index, 1]) * self._columns + int(corners[index, 0])
            self._cells[cell] = _FIRST_LIST - len(self._lists)
            self._lists.append(tuple((p, self._areas[p]) for p in sorted(positions)))
