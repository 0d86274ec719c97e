"""Areas that fit together: shared lines are drawn once, so neighbours never gape or overlap.

All areas of a drawing come out of one set of lines, cut at every crossing on one lattice of 1e-6° (about
10 cm). Larger areas are unions of whole smaller ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry, LineString, MultiPolygon, Polygon, STRtree

LATTICE_DEGREES = 1e-6
_EQUATOR_SCALE = 0.9085  # cos(24.7°): a degree of longitude against a degree of latitude in Xiamen
_EARTH_RADIUS_KM = 6_371.0088

Coordinates = npt.NDArray[np.float64]


def noise(*parts: object) -> float:
    """A number in [0, 1) that depends only on `parts`: randomness that is the same on every machine."""
    return crc32("|".join(map(str, parts)).encode()) / 2**32


def to_plane(geometry: Any) -> Any:
    """Degrees stretched so that both axes have the same scale (1 unit = 1 degree of latitude)."""
    return shapely.transform(geometry, lambda lonlat: lonlat * [_EQUATOR_SCALE, 1.0])


def from_plane(geometry: Any) -> Any:
    """The inverse of `to_plane`."""
    return shapely.transform(geometry, lambda xy: xy / [_EQUATOR_SCALE, 1.0])


def area_km2(geometry: Geometry) -> float:
    """Area on the sphere; areas of parts add up to the area of the whole."""

    def equal_area(lonlat: Coordinates) -> Coordinates:
        lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
        return np.column_stack((lon, np.sin(lat))) * _EARTH_RADIUS_KM

    return float(shapely.area(shapely.transform(geometry, equal_area)))


def cut_faces(lines: Iterable[Geometry]) -> list[Polygon]:
    """All areas enclosed by the lines, which are cut at every crossing first; from west to east."""
    noded = shapely.union_all(list(lines), grid_size=LATTICE_DEGREES)
    faces = shapely.get_parts(shapely.polygonize([noded])).tolist()
    return sorted(faces, key=lambda face: (face.bounds, face.area))


def shared_lines(areas: Sequence[Geometry]) -> list[LineString]:
    """The areas' outlines cut into pieces that each lie between the same two neighbours."""
    merged = shapely.line_merge(shapely.union_all(shapely.boundary(list(areas))))
    return sorted(shapely.get_parts(merged).tolist(), key=lambda line: line.bounds)


def join_areas(areas: Sequence[Geometry]) -> MultiPolygon:
    """The union of areas that share their corners exactly."""
    union = shapely.union_all(list(areas))
    return MultiPolygon([part for part in shapely.get_parts(union) if isinstance(part, Polygon)])


def label_point(area: MultiPolygon) -> tuple[float, float]:
    """(lon, lat) well inside the largest part: its centre of gravity when that lies inside."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    centre = shapely.centroid(largest)
    if not shapely.contains(largest, centre):
        centre = shapely.point_on_surface(largest)
    return round(centre.x, 6), round(centre.y, 6)


def neighbour_lengths(areas: Sequence[Geometry]) -> dict[int, dict[int, float]]:
    """For every area its neighbours and the length of the line shared with each, in degrees of latitude."""
    plane = to_plane(np.array(areas))
    left, right = STRtree(plane).query(plane, predicate="touches")
    lengths = shapely.length(shapely.intersection(plane[left], plane[right]))
    found: dict[int, dict[int, float]] = {position: {} for position in range(len(areas))}
    for here, there, length in zip(left.tolist(), right.tolist(), lengths.tolist(), strict=True):
        if length > LATTICE_DEGREES:
            found[here][there] = length
    return found


def gather(
    faces: Sequence[Polygon], owners: Sequence[int], count: int, territory: Sequence[int]
) -> list[int]:
    """Owners of the faces such that every owner's faces hang together.

    A face cut off from its owner's largest piece goes to the neighbour with the longest shared line among the
    owners of the same `territory` (one number per owner); one without such a neighbour stays where it is.
    """
    result = list(owners)
    near = neighbour_lengths(faces)
    for owner in range(count):
        pieces = _pieces([face for face, whose in enumerate(owners) if whose == owner], near)
        pieces.sort(key=lambda piece: -sum(faces[face].area for face in piece))
        for face in (face for piece in pieces[1:] for face in piece):
            takers = {
                other: length
                for other, length in near[face].items()
                if owners[other] != owner and territory[owners[other]] == territory[owner]
            }
            if takers:
                result[face] = owners[max(takers, key=lambda other: (takers[other], -other))]
    return result


def _pieces(members: Sequence[int], near: dict[int, dict[int, float]]) -> list[list[int]]:
    left, pieces = set(members), []
    for start in members:
        if start not in left:
            continue
        left.remove(start)
        piece = [start]
        for face in piece:
            reached = sorted(left & near[face].keys())
            left.difference_update(reached)
            piece.extend(reached)
        pieces.append(piece)
    return pieces
