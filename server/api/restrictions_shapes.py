"""Bodies, queries and documented answers of 受理限制."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, RESTRICTED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Flag

Reason = Annotated[Text, Field(min_length=4, max_length=500, pattern=r"\S")]
RESTRICTION = record(
    id=INTEGER, on=STRING, on_name=STRING, state={"enum": ["running", "lifted", "ended", "over"]}, ticket=STRING,
    district=nullable(NAMED), town=nullable(NAMED), unit=STRING, reason=STRING, decided_by=STRING, starts_at=TIME,
    ends_at=TIME, ended_at=nullable(TIME), appealed_at=nullable(TIME), appeal=STRING, outcome=nullable(STRING),
    review_text=STRING, reviewed_at=nullable(TIME), reviewed_by=nullable(STRING),
    reports=record(value=INTEGER, definition=STRING, link=STRING), may_end=BOOLEAN, may_review=BOOLEAN)
RESTRICTIONS = record(items=array(RESTRICTION), as_of=TIME,
                      longest_days=record(device=INTEGER, contact=INTEGER, address=INTEGER),
                      running=record(value=INTEGER, definition=STRING))
RESTRICTED_ANSWER = record(restricted=RESTRICTED)
ORIGIN = record(ticket=STRING, days=INTEGER, as_of=TIME, items=array(record(
    on=STRING, name=STRING, known=BOOLEAN, reports=INTEGER, devices=nullable(INTEGER), longest_days=INTEGER,
    restricted=nullable(TIME))))


class RestrictBody(Body):
    """POST /restrictions: what comes from the same device, contact or address as this report is read later."""

    ticket: Annotated[Text, Field(min_length=1, max_length=24)]
    on: Literal["device", "contact", "address"]
    days: Annotated[int, Field(ge=1, le=366)]
    reason: Reason


class ReviewBody(Body):
    """POST /restrictions/{id}/review."""

    lifted: bool
    text: Reason


class AppealBody(Body):
    """POST /reports/{ticket}/restriction-review."""

    text: Annotated[Text, Field(max_length=1000)] = ""


class RestrictionsQuery(Query):
    """GET /restrictions."""

    running: Flag | None = None
