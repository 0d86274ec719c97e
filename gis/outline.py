"""The drawn outline of the city: districts, the edge of its waters, the hearts of the sea grids.

The drawing is this project's own (示意，非法定边界): straight lines by hand, made livelier here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Point

from gis.coverage import Coordinates, cut_faces, join_areas, noise

OUTLINE_FILE = Path(__file__).parent / "data" / "xiamen_outline.geojson"
_ROUGHNESS = {"coast": 0.07, "border": 0.10, "limit": 0.10, "sea_limit": 0.0}  # share of a segment's length


@dataclass(frozen=True)
class SeaHeart:
    """The point around which a sea grid is drawn."""

    name: str
    district: str
    at: Point


@dataclass(frozen=True)
class Outline:
    """District areas by code, the waters as one area, and the sea grids' hearts."""

    districts: Mapping[str, MultiPolygon]
    waters: MultiPolygon
    sea_hearts: tuple[SeaHeart, ...]


def read_outline() -> Outline:
    """The city's outline in WGS-84. Raises ValueError when a drawn area belongs to nobody."""
    features = json.loads(OUTLINE_FILE.read_text(encoding="utf-8"))["features"]
    by_kind: dict[str, list[Any]] = {}
    for feature in features:
        by_kind.setdefault(feature["properties"]["kind"], []).append(feature)
    lines = [
        enliven(LineString(feature["geometry"]["coordinates"]), share)
        for kind, share in _ROUGHNESS.items()
        for feature in by_kind[kind]
    ]
    faces = cut_faces(lines)
    districts = {
        feature["properties"]["code"]: join_areas(
            [_face_at(faces, Point(at)) for at in feature["geometry"]["coordinates"]]
        )
        for feature in by_kind["district"]
    }
    hearts = tuple(
        SeaHeart(f["properties"]["name"], f["properties"]["district"], Point(f["geometry"]["coordinates"]))
        for f in by_kind["sea"]
    )
    return Outline(districts, join_areas([_face_at(faces, hearts[0].at)]), hearts)


def _face_at(faces: list[shapely.Polygon], point: Point) -> shapely.Polygon:
    for face in faces:
        if face.contains(point):
            return face
    raise ValueError(f"no drawn area at {point.x}, {point.y}")


def enliven(line: LineString, share: float) -> LineString:
    """The line with each segment's middle pushed aside by up to `share` of its length, then rounded off.

    Ends stay where they are, so lines that met still meet. The same line always gives the same result.
    """
    points = shapely.get_coordinates(line)
    for _ in range(2):
        points = _bend(points, share)
    return LineString(_round_off(points))


def _bend(points: Coordinates, share: float) -> Coordinates:
    along = points[1:] - points[:-1]
    sideways = np.column_stack((-along[:, 1], along[:, 0]))
    push = np.array([(noise(f"{x:.6f}", f"{y:.6f}") * 2 - 1) * share for x, y in points[:-1]])
    middles = points[:-1] + along / 2 + sideways * push[:, None]
    bent = np.empty((len(points) + len(middles), 2))
    bent[0::2], bent[1::2] = points, middles
    return bent


def _round_off(points: Coordinates) -> Coordinates:
    """One round of corner cutting (Chaikin 1974), ends kept."""
    near, far = points[:-1] * 0.75 + points[1:] * 0.25, points[:-1] * 0.25 + points[1:] * 0.75
    inner = np.empty((2 * len(near), 2))
    inner[0::2], inner[1::2] = near, far
    closed = bool(np.all(points[0] == points[-1]))
    ends = (inner[-1:], inner[:0]) if closed else (points[:1], points[-1:])
    return np.concatenate((ends[0], inner if closed else inner[1:-1], ends[1]))
