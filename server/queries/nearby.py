"""Open cases around a point, for whoever types in what somebody tells on the phone: is it known already?"""

from __future__ import annotations

from datetime import datetime
from math import cos, radians
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m, to_wgs84
from server.extensions import db
from server.models import Case, Report, ReportDetail
from server.queries.catalogue import category_name
from server.queries.city import city_index, named_unit
from server.queries.people import Actor
from server.queries.scope import case_condition
from workflows.states import OPEN, STATE_NAMES, State

METRES_PER_DEGREE = 111_320
MOST = 8
LOOKED_AT = 60


def read_nearby(actor: Actor, lon: float, lat: float, datum: str, radius_m: int, now: datetime) -> dict[str, Any]:
    """The nearest open cases of whatever kind that the person may read, with the first words said about each."""
    lon, lat = to_wgs84(lon, lat, datum)
    high = radius_m / METRES_PER_DEGREE
    wide = high / cos(radians(lat))
    box = (lon - wide, lat - high, lon + wide, lat + high)
    query = (select(Case).where(
        Case.sub_grid.in_(city_index().within(box, "sub_grid")), Case.state.in_(sorted(OPEN)),
        Case.lon.between(box[0], box[2]), Case.lat.between(box[1], box[3]), case_condition(actor, now))
        .order_by(Case.id.desc()).limit(LOOKED_AT))
    with db.reading() as session:
        near = sorted(((distance_m(lon, lat, case.lon or 0, case.lat or 0), case) for case in session.scalars(query)),
                      key=lambda pair: (pair[0], pair[1].id))
        found = [(metres, case) for metres, case in near if metres <= radius_m][:MOST]
        words = _first_words(session, [case.id for _, case in found])
    return {"items": [_shape(metres, case, words.get(case.id, "")) for metres, case in found], "radius_m": radius_m}


def _first_words(session: Session, ids: list[int]) -> dict[int, str]:
    rows = session.execute(
        select(Report.case_id, ReportDetail.description).join(ReportDetail, ReportDetail.report_id == Report.id)
        .where(Report.case_id.in_(ids), ReportDetail.description != "").order_by(Report.received_at.desc()))
    return dict(rows.all())


def _shape(metres: float, case: Case, words: str) -> dict[str, Any]:
    return {"id": case.id, "number": case.number, "category": {"code": case.category,
            "name": category_name(case.category)}, "distance_m": round(metres), "reported_at": case.reported_at,
            "state": case.state, "state_name": STATE_NAMES[State(case.state)], "reports": case.reports,
            "department": named_unit(case.department), "due_at": case.due_at, "description": words}
