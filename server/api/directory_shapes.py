"""Queries and documented answers of the directory."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from server.api.answers import (
    BOOLEAN,
    INTEGER,
    NAMED,
    PLACE,
    STRING,
    TIME,
    Schema,
    array,
    nullable,
    record,
)
from server.api.edge import Query, Text
from server.api.schemas import Code, Cursor, Datum, Flag, Lat, Limit, Lon, Moment

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

_HEAD = record(level=STRING, division=NAMED, role_name=STRING, name=STRING, office_phone=nullable(STRING))
HEADS = record(heads=array(_HEAD), note=STRING)
ABSENCE = record(id=INTEGER, kind=STRING, kind_name=STRING, substitute=_MAYBE_PERSON, **_TERM)
_POST: dict[str, Schema] = {
    "id": INTEGER, "role": STRING, "role_name": STRING, "division": NAMED, "department": nullable(NAMED),
    "substitute": _MAYBE_PERSON, "away": nullable(ABSENCE), "acting": _MAYBE_PERSON, "may_manage": BOOLEAN, **_TERM}
HELD_POST = record(**_POST)
_PLACE_OF_TREE: dict[str, Schema] = {"code": STRING, "name": STRING, "level": STRING, "kind": STRING}
TREE = record(
    division=record(path=array(NAMED), **_PLACE_OF_TREE), posts=array(record(person=PERSON_CARD, **_POST)),
    children=array(record(people=INTEGER, members=INTEGER, head=nullable(STRING),
                          five=nullable(record(fixed=INTEGER, of=INTEGER)), **_PLACE_OF_TREE)),
    counts={"type": "object", "additionalProperties": INTEGER}, people=INTEGER, as_of=TIME)
_CARD: dict[str, Schema] = PERSON_CARD["properties"]
PEOPLE = record(items=array(record(posts=array(HELD_POST), **_CARD)), next=nullable(STRING), as_of=TIME)
PERSON_FILE = record(
    posts=record(current=array(HELD_POST), future=array(HELD_POST), past=array(HELD_POST)), absences=array(ABSENCE),
    open_work=INTEGER, figures=nullable({"type": "object"}), **_CARD)


class PointQuery(Query):
    """A point that is asked about."""

    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class ResponsibleQuery(PointQuery):
    """GET /responsible."""

    category: Code | None = None
    at: Moment | None = None


class HeadsQuery(Query):
    """GET /heads: of a point or of a division."""

    lon: Lon | None = None
    lat: Lat | None = None
    datum: Datum = "wgs84"
    division: Code | None = None

    @model_validator(mode="after")
    def _one_place(self) -> HeadsQuery:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("lon 和 lat 要同时给出")
        if (self.lon is None) == (self.division is None):
            raise ValueError("请给出 lon、lat 或 division，二者取一")
        return self


class TreeQuery(Query):
    """GET /tree."""

    parent: Code | None = None


class PeopleQuery(Query):
    """GET /people."""

    q: Annotated[Text, Field(max_length=60)] | None = None
    division: Code | None = None
    role: Code | None = None
    department: Code | None = None
    away: Flag | None = None
    limit: Limit = 50
    cursor: Cursor | None = None
