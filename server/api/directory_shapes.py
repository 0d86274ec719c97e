"""Queries and documented answers of the directory."""

from __future__ import annotations

from server.api.answers import BOOLEAN, INTEGER, NAMED, PLACE, STRING, TIME, array, nullable, record
from server.api.edge import Query
from server.api.schemas import Code, Datum, Lat, Lon, Moment

PERSON_CARD = record(id=INTEGER, name=STRING, staff_no=nullable(STRING), phone=nullable(STRING),
                     office_phone=nullable(STRING), simulated=BOOLEAN)
_MAYBE_PERSON = nullable(PERSON_CARD)
_TERM = {"from": TIME, "to": nullable(TIME)}
AWAY = record(kind=STRING, kind_name=STRING, **_TERM)
POST_ROW = record(
    level=STRING, division=NAMED, role=STRING, role_name=STRING, post_id=nullable(INTEGER), holder=_MAYBE_PERSON,
    away=nullable(AWAY), stands_in=_MAYBE_PERSON, acting=_MAYBE_PERSON, reason=STRING)
RESPONSIBLE = record(
    place=record(**PLACE), at=TIME, category=nullable(NAMED), chain=array(POST_ROW), members=array(POST_ROW),
    lead=record(department=nullable(NAMED), on_duty=_MAYBE_PERSON, reason=STRING),
    on_duty=record(unit=NAMED, person=_MAYBE_PERSON, second=_MAYBE_PERSON, working_hours=BOOLEAN, reason=STRING),
    acting=record(person=_MAYBE_PERSON, role_name=STRING, reason=STRING), missing=array(STRING))


class PointQuery(Query):
    """A point that is asked about."""

    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class ResponsibleQuery(PointQuery):
    """GET /responsible."""

    category: Code | None = None
    at: Moment | None = None
