"""What the calls about missed finds take and answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, PHOTO, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Limit

Number = Annotated[int, Field(ge=1, lt=2**53)]
Words = Annotated[Text, Field(min_length=4, max_length=2000, pattern=r"\S")]
_CASE = {"id": INTEGER, "number": STRING, "state": STRING, "state_name": STRING, "category": NAMED,
         "reported_at": TIME, "closed_at": nullable(TIME), "reports": INTEGER}
MISSED_FIND = record(
    id=INTEGER, case=record(**_CASE, readable=BOOLEAN),
    visit=record(id=INTEGER, kind_name=STRING, source=nullable(STRING), done_at=TIME),
    person=record(id=INTEGER, name=STRING), grid=nullable(NAMED), found_at=TIME, words=STRING, photo=nullable(PHOTO),
    stated_by=nullable(STRING), stated_at=TIME, withdrawn_by=nullable(STRING), withdrawn_at=nullable(TIME),
    withdrawn_words=STRING, mine=BOOLEAN, may_withdraw=BOOLEAN)
MISSED_FINDS = record(items=array(MISSED_FIND), next=nullable(STRING), as_of=TIME)
MISSED_FORM = record(
    case=record(**_CASE), may=BOOLEAN, why_not=nullable(STRING),
    visits=array(record(id=INTEGER, kind_name=STRING, source=STRING, who=STRING, person_id=INTEGER, done_at=TIME,
                        metres=INTEGER)),
    photos=array(PHOTO), standing=nullable(MISSED_FIND), days=INTEGER, metres=INTEGER, words=INTEGER, as_of=TIME)


class MissedQuery(Query):
    """GET /missed-finds; without a division all that the person may see."""

    division: Code | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class MissedBody(Body):
    """POST /missed-finds."""

    case_id: Number
    visit_id: Number
    photo_id: Number | None = None
    words: Words


class MissedBackBody(Body):
    """POST /missed-finds/{id}/withdraw."""

    reason: Words
