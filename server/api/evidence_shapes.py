"""What the calls about doubts, second looks and their thresholds take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, NUMBER, PHOTO, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Cursor, Limit

Words = Annotated[Text, Field(min_length=1, max_length=1000)]


class DoubtsQuery(Query):
    """GET /doubts."""

    state: Literal["open", "accepted", "dismissed"] | None = None
    code: Annotated[Text, Field(max_length=12)] | None = None
    case: Annotated[int, Field(ge=1, lt=2**53)] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class VerdictBody(Body):
    """POST /doubts/{id}."""

    verdict: Literal["accepted", "dismissed"]
    note: Words


class RecheckBody(Body):
    """POST /rechecks/{id}."""

    result: Literal["solved", "partly", "unsolved", "no_access"]
    note: Words


class ThresholdBody(Body):
    """POST /evidence-rules: one number by its name."""

    name: Annotated[Text, Field(min_length=1, max_length=40)]
    value: Annotated[int, Field(ge=0, le=1_000_000)]


_BRIEF = record(id=INTEGER, number=STRING, state=STRING, state_name=STRING, category=NAMED, reported_at=TIME,
                closed_at=nullable(TIME), reports=INTEGER)
DOUBT = record(
    id=INTEGER, code=STRING, name=STRING, reason=STRING, state=STRING, state_name=STRING, raised_at=TIME, case=_BRIEF,
    other_case=nullable(_BRIEF), photo=nullable(PHOTO), other_photo=nullable(PHOTO),
    person=nullable(record(id=INTEGER, name=STRING)), decided_at=nullable(TIME), decided_by=nullable(STRING),
    note=STRING, may_decide=BOOLEAN)
DOUBTS = record(items=array(DOUBT), next=nullable(STRING), open=INTEGER, as_of=TIME)
RECHECK = record(id=INTEGER, category=NAMED, look_for=STRING, place_text=STRING, lon=nullable(NUMBER),
                 lat=nullable(NUMBER), town=nullable(NAMED), street_grid=nullable(NAMED), drawn_at=TIME, due_at=TIME,
                 done_at=nullable(TIME), result=nullable(STRING))
RECHECKS = record(items=array(RECHECK), as_of=TIME)
CASE_RECHECK = record(recheck=nullable(record(
    drawn_at=TIME, due_at=TIME, done_at=nullable(TIME), by=STRING, result=nullable(STRING), result_name=STRING,
    note=STRING, differs=nullable(BOOLEAN), photos=array(PHOTO))))
RULES = record(items=array(record(name=STRING, group=STRING, least=INTEGER, most=INTEGER, default=INTEGER,
                                  value=INTEGER)), may_change=BOOLEAN)
