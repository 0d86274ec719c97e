"""Bodies, queries and answers of the register of sources, patrols and visits."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from server.actions.sources import GivenSource
from server.actions.visits import GivenVisit
from server.api.answers import (
    BOOLEAN,
    DAY,
    INTEGER,
    NAMED,
    NUMBER,
    PLACE,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Datum, Day, Flag, Lat, Limit, Lon, Moment, Uuid
from server.queries.sheet_files import FILE_TYPES

Risk = Literal["high", "medium", "low"]
RowId = Annotated[int, Field(ge=1, lt=2**53)]


class SourcesQuery(Query):
    """GET /sources."""

    division: Code | None = None
    kind: Code | None = None
    risk: Risk | None = None
    state: Literal["late", "never", "covered", "uncovered"] | None = None
    closed: Flag | None = None
    q: Annotated[Text, Field(max_length=60)] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class SourceBody(Body):
    """POST /sources and /sources/{id}: the whole entry as it should be."""

    name: Annotated[Text, Field(min_length=1, max_length=80)]
    kind: Code
    risk: Risk
    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"
    operator: Annotated[Text, Field(max_length=120)] = ""
    address: Annotated[Text, Field(max_length=160)] = ""
    external_id: Annotated[Text, Field(max_length=60)] | None = None
    active_from: Day | None = None
    active_to: Day | None = None
    code: Annotated[Text, Field(pattern=r"^[A-Za-z0-9-]{2,24}$")] | None = None

    def given(self) -> GivenSource:
        """The body as the action takes it."""
        return GivenSource(**self.model_dump())


class ImportQuery(Query):
    """POST /sources/import."""

    dry_run: bool = False


class ExportQuery(Query):
    """GET /sources/export."""

    division: Code | None = None
    format: Literal["csv", "xlsx"] = "csv"


class DivisionQuery(Query):
    """GET /patrol-plan, /patrols/coverage."""

    division: Code


class PlanBody(Body):
    """POST /patrol-plan: without a kind for all kinds; without days what holds above it holds again."""

    division: Code
    kind: Code | None = None
    risk: Risk
    days: Annotated[int, Field(ge=1, le=366)] | None = None


class NextQuery(Query):
    """GET /patrols/next; `near` as lon,lat in WGS-84."""

    division: Code | None = None
    near: Annotated[Text, Field(pattern=r"^-?\d{1,3}(\.\d{1,12})?,-?\d{1,2}(\.\d{1,12})?$")] | None = None

    def point(self) -> tuple[float, float] | None:
        """`near` as numbers."""
        if self.near is None:
            return None
        lon, lat = self.near.split(",")
        return float(lon), float(lat)


class PatrolBody(Body):
    """POST /patrols."""

    division: Code


class VisitBody(Body):
    """POST /visits: one of source and premises; lon, lat only say in which grid premises lie and are not kept."""

    kind: Literal["normal", "talk", "finding"]
    source: RowId | None = None
    premises: Code | None = None
    lon: Lon | None = None
    lat: Lat | None = None
    datum: Datum = "wgs84"
    place_text: Annotated[Text, Field(max_length=200)] = ""
    told: Annotated[Text, Field(max_length=60)] = ""
    words: Annotated[Text, Field(max_length=1000)] = ""
    notice: Code | None = None
    points: Annotated[list[Annotated[int, Field(ge=0, le=50)]], Field(max_length=20)] = Field(default_factory=list)
    first_advice: bool = False
    report: Uuid | None = None
    done_at: Moment | None = None
    sent_at: Moment | None = None

    @model_validator(mode="after")
    def _whole_point(self) -> VisitBody:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("lon 和 lat 要同时给出")
        return self

    def given(self) -> GivenVisit:
        """The body as the action takes it."""
        return GivenVisit(**{**self.model_dump(), "points": tuple(self.points)})


class VisitsQuery(Query):
    """GET /visits; days are of the city, both included."""

    division: Code | None = None
    source: RowId | None = None
    kind: Literal["normal", "talk", "finding", "look"] | None = None
    first_advice: Flag | None = None
    mine: Flag | None = None
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    limit: Limit = 50
    cursor: Cursor | None = None


_SOURCE: dict[str, Any] = {
    "id": INTEGER, "code": STRING, "name": STRING, "kind": STRING, "kind_name": STRING, "kind_name_en": STRING,
    "risk": STRING, "risk_name": STRING, "operator": STRING, "address": STRING, "external_id": nullable(STRING),
    "lon": NUMBER, "lat": NUMBER, **PLACE, "premises": nullable(STRING), "categories": array(STRING),
    "active_from": DAY, "active_to": nullable(DAY), "seen_at": nullable(TIME), "due_on": DAY, "every_days": INTEGER,
    "every_set_by": nullable(NAMED), "covered": BOOLEAN, "late": BOOLEAN, "simulated": BOOLEAN, "may_edit": BOOLEAN,
    "may_visit": BOOLEAN}
_MATTER = record(id=INTEGER, number=STRING, distance_m=INTEGER, state=STRING, state_name=STRING, category=NAMED,
                 reported_at=TIME)
SOURCE = record(**_SOURCE)
SOURCES = record(items=array(SOURCE), may_add=BOOLEAN, next=nullable(STRING), as_of=TIME)
VISIT = record(
    id=INTEGER, kind=STRING, kind_name=STRING, source=nullable(record(id=INTEGER, name=STRING)),
    premises=nullable(STRING), grid=NAMED, who=STRING, done_at=TIME, received_at=TIME, late_minutes=INTEGER,
    clock_skewed=BOOLEAN, case_id=nullable(INTEGER), report_id=nullable(STRING), first_advice=BOOLEAN,
    notice=nullable(record(code=STRING, title=STRING, text=STRING)), told=STRING, words=STRING, place_text=STRING,
    simulated=BOOLEAN)
VISITS = record(items=array(VISIT), next=nullable(STRING), as_of=TIME)
SOURCE_CARD = record(**_SOURCE, cases=array(_MATTER), visits=array(VISIT), as_of=TIME)
_TWO = {"code": STRING, "name": STRING, "name_en": STRING}
_KINDS = {
    "kinds": array(record(**_TWO, premises=nullable(STRING), categories=array(STRING))), "risks": array(record(**_TWO)),
    "premises": array(record(**_TWO)),
    "notices": array(record(code=STRING, title=STRING, title_en=STRING, kinds=array(STRING), points=array(STRING),
                            body=STRING))}
KINDS = record(**_KINDS)
_BRIEF_VISIT = record(id=INTEGER, kind=STRING, kind_name=STRING, who=STRING, done_at=TIME, first_advice=BOOLEAN,
                      case_id=nullable(INTEGER))
NEXT = record(
    places=array(record(**_SOURCE, rank=nullable(INTEGER), tier=nullable(INTEGER), why=array(NAMED),
                        distance_m=nullable(INTEGER), visits=array(_BRIEF_VISIT), cases=array(_MATTER))),
    coverage=record(n=INTEGER, seen=INTEGER, definition=STRING, as_of=TIME), stopped=nullable(STRING),
    tasks=array(record(id=INTEGER, division=NAMED, item=STRING, times=INTEGER, period=STRING)), **_KINDS, as_of=TIME)
COVERAGE = record(
    division=NAMED, n=INTEGER, seen=INTEGER, definition=STRING, link=STRING, missing=STRING, as_of=TIME,
    items=array(record(division=NAMED, n=INTEGER, seen=INTEGER, link=STRING)))
PLAN = record(
    division=NAMED, note=STRING, may_edit=BOOLEAN, as_of=TIME, items=array(record(
        kind=STRING, kind_name=STRING, kind_name_en=STRING, risk=STRING, risk_name=STRING, days=INTEGER,
        set_by=nullable(NAMED), own=BOOLEAN)))
INTERVAL = record(division=NAMED, kind=nullable(STRING), risk=STRING, days=nullable(INTEGER))
PATROL = record(id=INTEGER, division=NAMED, day=DAY, finished=BOOLEAN, visits=INTEGER)
SOURCES_FILE = {"content": {kind.partition(";")[0]: {} for kind in FILE_TYPES.values()}}
