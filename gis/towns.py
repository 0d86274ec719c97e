"""The districts and towns (镇街): their table, and the towns' areas inside their districts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely import Geometry, LineString, MultiPoint, MultiPolygon, Point, STRtree

from gis.coverage import cut_faces, from_plane, gather, join_areas, to_plane
from gis.outline import enliven

TOWNS_FILE = Path(__file__).parent / "data" / "xiamen_towns.toml"
_BEND_EVERY_DEGREES = 0.02
_BEND_SHARE = 0.12


@dataclass(frozen=True)
class District:
    """`communities` is how many are drawn in the district."""

    code: str
    name: str
    population: int
    communities: int


@dataclass(frozen=True)
class Town:
    """`centre` in WGS-84; `rural` towns (镇) have villages, the others neighbourhoods."""

    code: str
    name: str
    centre: Point
    population: int

    @property
    def district(self) -> str:
        return self.code[:6]

    @property
    def rural(self) -> bool:
        return self.name.endswith("镇")


def read_towns() -> tuple[tuple[District, ...], tuple[Town, ...]]:
    """The table in the data folder, in the order of the codes."""
    table = tomllib.loads(TOWNS_FILE.read_text(encoding="utf-8"))
    districts = tuple(District(**row) for row in table["district"])
    towns = tuple(
        Town(row["code"], row["name"], Point(row["centre"]), row["population"]) for row in table["town"]
    )
    return districts, towns


def draw_towns(districts: Mapping[str, MultiPolygon], towns: Sequence[Town]) -> list[MultiPolygon]:
    """One area per town, in the order given: what lies nearer to its centre than to others of its district,
    with bent lines between. Islands without a centre belong to the nearest town."""
    lines: list[Geometry] = [shapely.boundary(area) for area in districts.values()]
    for code, area in districts.items():
        lines.extend(_town_lines([town.centre for town in towns if town.district == code], area))
    faces = cut_faces(lines)
    inside = [face for face in faces if _district_of(face, districts) is not None]
    owners = [_nearest_town(face, towns, _district_of(face, districts)) for face in inside]
    owners = gather(inside, owners, len(towns), [int(town.district) for town in towns])
    return [
        join_areas([face for face, owner in zip(inside, owners, strict=True) if owner == position])
        for position in range(len(towns))
    ]


def nearest(point: Point, candidates: Sequence[Point]) -> int:
    """Position of the candidate nearest to the point on the ground; the first of equals."""
    distances = shapely.distance(to_plane(np.array(candidates)), to_plane(point))
    return int(np.argmin(distances))


def _town_lines(centres: Sequence[Point], area: MultiPolygon) -> list[Geometry]:
    plane = to_plane(area)
    points = MultiPoint(to_plane(np.array(centres)).tolist())
    edges = shapely.voronoi_polygons(points, extend_to=plane, only_edges=True)
    bent = [
        enliven(shapely.segmentize(edge, _BEND_EVERY_DEGREES), _BEND_SHARE)
        for edge in shapely.get_parts(edges).tolist()
    ]
    inside = shapely.intersection(from_plane(np.array(bent)), area)
    return [part for part in shapely.get_parts(inside).tolist() if isinstance(part, LineString)]


def _district_of(face: shapely.Polygon, districts: Mapping[str, MultiPolygon]) -> str | None:
    inner = face.point_on_surface()
    found = STRtree(list(districts.values())).query(inner, predicate="within")
    return list(districts)[int(found[0])] if len(found) else None


def _nearest_town(face: shapely.Polygon, towns: Sequence[Town], district: str | None) -> int:
    own = [position for position, town in enumerate(towns) if town.district == district]
    return own[nearest(face.point_on_surface(), [towns[position].centre for position in own])]
