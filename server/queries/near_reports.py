"""What somebody should know before reporting: the same kind of problem is open here, or was declined here and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gis.coordinates import to_wgs84
from server.errors import FieldError, Problem, invalid
from server.extensions import db
from server.queries.catalogue import find_case_category
from server.queries.city import OUTSIDE, locate
from server.queries.duplicates import shape_declined, shape_duplicates, shape_settled
from server.queries.neighbours import find_around
from server.queries.public_cases import published_of
from workflows.likeness import Matter


def read_near(category: str, lon: float, lat: float, datum: str, now: datetime) -> dict[str, Any]:
    """What a receipt would say, what ended here lately, released pictures. Raises validation, outside-city."""
    if find_case_category(category) is None:
        raise invalid("category", "没有这个类别")
    point = to_wgs84(lon, lat, datum)
    if locate(*point) is None:
        raise Problem("outside-city", OUTSIDE, status=422, errors=(FieldError("lon", "不在厦门市陆域和海域内"),))
    with db.reading() as session:
        around = find_around(session, category, *point, 0, now)
        known = shape_duplicates(session, around, Matter(now, category, category[0]))
        settled = shape_settled(around)
        pictures = published_of(session, [row["case_id"] for row in (*known, *settled)])
        return {"possible_duplicates": [{**row, "photo": pictures.get(row["case_id"])} for row in known],
                "closed_nearby": [{**row, "photo": pictures.get(row["case_id"])} for row in settled],
                "declined_nearby": shape_declined(around)}
