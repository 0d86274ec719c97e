"""Where a point lies, and the grids as GeoJSON."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, Response, request

from server.api.answers import GRIDS, LOCATED
from server.api.edge import endpoint
from server.api.schemas import GridsQuery, LocateQuery
from server.errors import Problem, invalid
from server.queries.city import OUTSIDE, city_index, feature_collection, locate_from, named

city_api = Blueprint("city", __name__, url_prefix="/api/v1")
LEVELS = ("district", "town", "street_grid", "sub_grid", "community")


@endpoint(city_api, "GET", "/locate", audience="all", query=LocateQuery, answers={200: LOCATED})
def get_locate(query: LocateQuery) -> dict[str, Any]:
    """District, town, grids and community of a point"""
    located = locate_from(query.lon, query.lat, query.datum)
    if located is None:
        raise Problem("outside-city", OUTSIDE)
    return {**{level: named(getattr(located, level)) for level in LEVELS}, "kind": located.kind,
            "snapped_m": round(located.snapped_m, 1)}


@endpoint(city_api, "GET", "/grids", audience="all", query=GridsQuery, answers={200: GRIDS})
def get_grids(query: GridsQuery) -> Response:
    """Divisions of a level as GeoJSON, by parent or viewport"""
    bbox = None
    if query.bbox is not None:
        west, south, east, north = (float(part) for part in query.bbox.split(","))
        if west > east or south > north:
            raise invalid("bbox", "bbox 应为 西,南,东,北")
        bbox = (west, south, east, north)
    if query.parent is not None:
        try:
            city_index().division(query.parent)
        except KeyError:
            raise Problem("not-found", "没有这个区划") from None
    text = feature_collection(query.level, query.parent, bbox)
    response = Response(text, mimetype="application/geo+json")
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:20])
    response.headers["Cache-Control"] = "public, max-age=300"
    return response.make_conditional(request)

