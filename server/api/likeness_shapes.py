"""What the calls about likeness and links take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import (
    BOOLEAN,
    DAY,
    DECLINED,
    DUPLICATE,
    INTEGER,
    NAMED,
    NUMBER,
    PHOTO,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Body, Query
from server.api.schemas import Code, Datum, Lat, Lon


class LinkBody(Body):
    """POST /cases/{id}/links."""

    other: Annotated[int, Field(ge=1, lt=2**53)]
    kind: Literal["duplicate_of", "part_of", "recurs", "related"]


class NearQuery(Query):
    """GET /near-reports: where somebody is about to report, and what kind of problem."""

    category: Code
    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class RecurrenceQuery(Query):
    """GET /stats/recurrence."""

    division: Code | None = None
    days: Annotated[int, Field(ge=1, le=366)] = 90


_BRIEF = {"id": INTEGER, "number": STRING, "state": STRING, "state_name": STRING, "category": NAMED,
          "reported_at": TIME, "closed_at": nullable(TIME), "reports": INTEGER}
_PART = record(code=STRING, name=STRING, score=INTEGER, words=STRING)
_LINK = record(id=INTEGER, kind=STRING, kind_name=STRING, outgoing=BOOLEAN, case=record(**_BRIEF), at=TIME, by=STRING)

LINKS = record(links=array(_LINK))
LIKENESS = record(
    items=array(record(**_BRIEF, metres=INTEGER, score=INTEGER, suggested=BOOLEAN, parts=array(_PART),
                       may_merge=BOOLEAN, photo=nullable(PHOTO), other_photo=nullable(PHOTO))),
    links=array(_LINK), may_link=BOOLEAN, recurrence=INTEGER,
    near_declined=nullable(record(**_BRIEF, reason=STRING, explain=STRING, barred=BOOLEAN)), as_of=TIME)
RECURRENCE = record(value=INTEGER, n=INTEGER, enough=BOOLEAN, per_cent=nullable(NUMBER), since=DAY, as_of=TIME,
                    definition=STRING, link=STRING)
_CLOSED_NEAR = record(case_id=INTEGER, category=NAMED, distance_m=INTEGER, closed_at=nullable(TIME), reports=INTEGER,
                      photo=nullable(PHOTO))
NEAR = record(possible_duplicates=array(record(**DUPLICATE["properties"], photo=nullable(PHOTO))),
              closed_nearby=array(_CLOSED_NEAR), declined_nearby=array(DECLINED))
