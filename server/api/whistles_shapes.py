"""What the calls about whistles take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import (
    BOOLEAN,
    INTEGER,
    NAMED,
    NUMBER,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Day, Flag, Lat, Limit, Lon
from workflows.whistle import WhistleState

Words = Annotated[Text, Field(max_length=2000)]
Units = Annotated[list[Code], Field(max_length=12)]
Star = Annotated[int, Field(ge=1, le=5)]
WhistleKind = Literal["emergency", "enforcement", "key_work"]


class BlowBody(Body):
    """POST /cases/{id}/whistles: without `lead` the town is called, by whoever works below it."""

    kind: WhistleKind
    lead: Code | None = None
    assist: Units = Field(default_factory=list)
    text: Annotated[Text, Field(min_length=1, max_length=2000)]


class ActBody(Body):
    """POST /whistles/{id}/{act}: the fields of the act; `call` names the called unit where it is not one's own."""

    call: Annotated[int, Field(gt=0, lt=2**53)] | None = None
    text: Words | None = None
    reason_code: Annotated[Text, Field(max_length=20)] | None = None
    lon: Lon | None = None
    lat: Lat | None = None
    result: Literal["solved", "partly", "unsolved"] | None = None
    attendance: Star | None = None
    attitude: Star | None = None
    outcome: Star | None = None
    judgement: Literal["reasonable", "unreasonable"] | None = None
    topic: Literal["decline", "rating", "judgement"] | None = None
    ruling: Literal["upheld", "overturned"] | None = None
    kind: WhistleKind | None = None
    lead: Code | None = None
    assist: Units | None = None


class WhistlesQuery(Query):
    """GET /whistles: filters, and place in the list."""

    case: Annotated[int, Field(gt=0, lt=2**53)] | None = None
    division: Code | None = None
    department: Code | None = None
    state: WhistleState | None = None
    kind: WhistleKind | None = None
    late: Flag | None = None
    waiting: Literal["me"] | None = None
    first: Day | None = None
    last: Day | None = None
    counted: Literal["answer", "arrive", "done", "unreasonable", "town"] | None = None
    kept: Flag | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class WhistleStatsQuery(Query):
    """GET /stats/whistles: whose, and the days whose whistles are counted (the last 30 when none are named)."""

    division: Code | None = None
    department: Code | None = None
    first: Day | None = None
    last: Day | None = None


_WHO = record(id=INTEGER, name=STRING)
_DONE = nullable(record(at=TIME, by=STRING, late=BOOLEAN))
_NOTE = record(kind=STRING, text=STRING, by=STRING, unit=STRING, at=TIME)
_CONTEST = nullable(STRING)
_CALL = record(
    id=INTEGER, part=STRING, part_name=STRING, unit=NAMED, state=STRING, state_name=STRING, due_at=nullable(TIME),
    due_for=nullable(STRING), late=BOOLEAN, answer_by=TIME, arrive_by=nullable(TIME), report_by=TIME, answered=_DONE,
    arrived=_DONE, reported=_DONE, result=nullable(STRING), result_name=STRING, decline_code=nullable(STRING),
    decline_name=STRING, reminders=INTEGER, rating=nullable(record(
        attendance=nullable(INTEGER), attitude=INTEGER, outcome=INTEGER)), judgement=nullable(STRING),
    contests=record(decline=_CONTEST, rating=_CONTEST, judgement=_CONTEST), notes=array(_NOTE),
    sides=array(STRING), can=array(STRING))
_WHISTLE = {
    "id": INTEGER, "parent_id": nullable(INTEGER), "to_town": BOOLEAN, "kind": STRING, "kind_name": STRING,
    "state": STRING, "state_name": STRING, "case": record(
        id=INTEGER, number=STRING, state=STRING, state_name=STRING, version=INTEGER, category=NAMED, district=NAMED,
        town=nullable(NAMED), street_grid=nullable(NAMED), lon=nullable(NUMBER), lat=nullable(NUMBER)),
    "text": STRING, "caller": record(unit=NAMED, role_name=STRING, person=_WHO), "called_at": TIME,
    "ended_at": nullable(TIME), "late": BOOLEAN, "calls": array(_CALL), "may_call": BOOLEAN}
WHISTLES = record(items=array(record(**_WHISTLE)), next=nullable(STRING), as_of=TIME)
WHISTLE = record(**_WHISTLE, team=array({"type": "object"}), passed_on_as=array(INTEGER))
FIGURES = record(
    as_of=TIME, first=STRING, last=STRING, scope=NAMED, whistles=INTEGER, figures=array(record(
        code=STRING, name=STRING, definition=STRING, kept=INTEGER, n=INTEGER, percent=nullable(NUMBER), link=STRING,
        band=nullable(record(low=INTEGER, high=INTEGER)), note=STRING)))
RULES = record(
    kinds=array(record(code=STRING, name=STRING, name_en=STRING, hint=STRING, answer=STRING,
                       arrive=nullable(STRING), report=STRING)),
    declines=array(record(code=STRING, name=STRING, name_en=STRING)),
    ladder=array(record(over=INTEGER, to=STRING, name=STRING)), band=record(low=INTEGER, high=INTEGER), note=STRING)
