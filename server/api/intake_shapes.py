"""Bodies, queries and documented answers of intake: questions, what lies near, other systems' items."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import (
    BOOLEAN,
    INTEGER,
    NAMED,
    NUMBER,
    PHOTO,
    QUESTION,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Datum, Day, Lat, Lon

QUESTIONS = record(questions=array(QUESTION))
NEARBY = record(radius_m=INTEGER, items=array(record(
    id=INTEGER, number=STRING, category=NAMED, distance_m=INTEGER, reported_at=TIME, state=STRING, state_name=STRING,
    reports=INTEGER, department=nullable(NAMED), due_at=nullable(TIME), description=STRING)))

_ERRORS = array(record(row=INTEGER, column=STRING, value=STRING, reason=STRING))
ITEMS_TAKEN = record(rows=INTEGER, new=INTEGER, changed=INTEGER, same=INTEGER, applied=BOOLEAN, errors=_ERRORS,
                     items=array(record(row=INTEGER, number=STRING, what={"enum": ["new", "changed", "same"]},
                                        case_id=nullable(INTEGER), case_number=nullable(STRING))))

COVERED = record(**PHOTO["properties"], released=BOOLEAN, private=BOOLEAN, at=TIME, covers=array(array(NUMBER)),
                 published=nullable(PHOTO))
PACKAGE = {"content": {"application/zip": {}}}
SHEET = {"content": {"application/pdf": {}}}
SENT_PACKAGE = record(receipt=STRING, sha256=STRING, exchange=STRING, simulated=BOOLEAN)
RETURNS_TAKEN = record(rows=INTEGER, taken=INTEGER, applied=BOOLEAN, errors=_ERRORS)
LAW_FIGURES = record(items=array(record(status=STRING, name=STRING, value=INTEGER, definition=STRING, link=STRING)),
                     n=INTEGER, as_of=TIME, longest_days=nullable(INTEGER))


class ChoiceBody(Body):
    """One answer to choose."""

    value: Annotated[Text, Field(pattern=r"^[A-Za-z0-9-]{1,20}$")]
    name: Annotated[Text, Field(min_length=1, max_length=40)]
    name_en: Annotated[Text, Field(max_length=60)] = ""


class QuestionBody(Body):
    """POST /questions and /questions/{code}."""

    category: Code
    kind: Literal["choice", "text", "number", "yes-no"]
    text: Annotated[Text, Field(min_length=1, max_length=120)]
    text_en: Annotated[Text, Field(max_length=200)] = ""
    unit: Annotated[Text, Field(max_length=20)] = ""
    choices: Annotated[list[ChoiceBody], Field(max_length=12)] = Field(default_factory=list)
    position: Annotated[int, Field(ge=0, le=1000)] = 0
    active: bool = True


class NearbyQuery(Query):
    """GET /cases/nearby."""

    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"
    radius: Annotated[int, Field(ge=10, le=1000)] = 300


class RepliesQuery(Query):
    """GET /intake/replies.csv and .xlsx; the last thirty days when no day is named."""

    source: Code | None = None
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None


class NothingBody(Body):
    """A request that says it all by its address."""


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class CoverBody(Body):
    """POST /photos/{id}/cover: areas as x, y, width, height in shares of the picture."""

    areas: Annotated[list[tuple[Share, Share, Share, Share]], Field(max_length=30)]
