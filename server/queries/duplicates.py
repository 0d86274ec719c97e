"""Open cases of the same kind close by: what a reporter may want to join."""

from __future__ import annotations

from datetime import datetime
from math import cos, radians
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.extensions import db
from server.models import Case
from server.queries.catalogue import category_name
from server.queries.city import city_index
from workflows.states import OPEN, STATE_NAMES, State

METRES_PER_DEGREE = 111_320
MOST = 5
# Written once: every report asks this, and building a statement costs more than running it.
_CASES = Case.__table__.c
_NEAR = (
    select(_CASES.id, _CASES.number, _CASES.category, _CASES.lon, _CASES.lat, _CASES.reported_at, _CASES.state,
           _CASES.reports)
    .where(_CASES.sub_grid.in_(bindparam("grids", expanding=True)), _CASES.state.in_(sorted(OPEN)),
           _CASES.category == bindparam("kind"), _CASES.id != bindparam("own"),
           _CASES.lon.between(bindparam("west"), bindparam("east")),
           _CASES.lat.between(bindparam("south"), bindparam("north")), _CASES.sealed.is_(False))
    .order_by(_CASES.id.desc()).limit(20))


def is_duplicate(case: Case, other: Case) -> bool:
    """Whether a reporter may say that it is the same matter: of the same kind, close by, open and not sealed."""
    if None in (case.lon, case.lat, other.lon, other.lat) or other.category != case.category or other.sealed:
        return False
    metres = distance_m(case.lon or 0, case.lat or 0, other.lon or 0, other.lat or 0)
    return State(other.state) in OPEN and metres <= db.settings.duplicate_radius_m


def possible_duplicates(session: Session, case: Case, now: datetime) -> list[dict[str, Any]]:
    """At most five open cases of the same category within settings.duplicate_radius_m, nearest first.

    Public words only: kind, distance, state, number of reports; nobody's photo or text.
    """
    if case.lon is None or case.lat is None:
        return []
    radius = db.settings.duplicate_radius_m
    high = radius / METRES_PER_DEGREE
    wide = high / cos(radians(case.lat))
    box = (case.lon - wide, case.lat - high, case.lon + wide, case.lat + high)
    grids = city_index().within(box, "sub_grid")
    rows = session.execute(_NEAR, {
        "grids": grids, "kind": case.category, "own": case.id, "west": box[0], "south": box[1], "east": box[2],
        "north": box[3]})
    near = sorted(((distance_m(case.lon, case.lat, row.lon or 0, row.lat or 0), row) for row in rows),
                  key=lambda pair: (pair[0], pair[1].id))
    return [{"case_id": row.id, "number": row.number, "category": {"code": row.category,
             "name": category_name(row.category)}, "distance_m": round(metres), "reported_at": row.reported_at,
             "state_name": STATE_NAMES[State(row.state)], "reports": row.reports}
            for metres, row in near if metres <= radius][:MOST]
