"""What the calls about appeals and cases set aside take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, PHOTO, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Cursor, Limit

Number = Annotated[int, Field(ge=1, lt=2**53)]
Words = Annotated[Text, Field(min_length=4, max_length=2000, pattern=r"\S")]
Line = Annotated[Text, Field(min_length=1, max_length=40)]
Ref = Annotated[Text, Field(min_length=1, max_length=60)]
Ground = Literal["not_mine", "not_countable", "no_influence", "wrong_record"]

_BRIEF = record(id=INTEGER, number=STRING, state=STRING, state_name=STRING, category=NAMED, reported_at=TIME,
                closed_at=nullable(TIME), reports=INTEGER)
_ROW = {
    "id": INTEGER, "kind": STRING, "kind_name": STRING, "exclusion": BOOLEAN, "ground": STRING, "ground_name": STRING,
    "state": STRING, "state_name": STRING, "outcome": nullable(STRING), "outcome_name": nullable(STRING),
    "level": nullable(STRING), "level_name": nullable(STRING), "owner": nullable(STRING),
    "owner_name": nullable(STRING), "score_id": nullable(INTEGER), "period": nullable(STRING),
    "assessment_id": nullable(INTEGER), "line": nullable(STRING), "line_name": nullable(STRING),
    "ref": nullable(STRING), "case_id": nullable(INTEGER), "case_number": nullable(STRING),
    "district": nullable(NAMED), "town": nullable(NAMED), "filed_by": STRING, "filed_at": TIME, "instance": INTEGER,
    "due_at": nullable(TIME), "late": BOOLEAN, "second_until": nullable(TIME)}
_PAIR = array(nullable(INTEGER))
CHANGE = record(
    ("name", "level", "why"), id=INTEGER, score_id=INTEGER, appeal_id=INTEGER, points=_PAIR,
    grade=array(nullable(STRING)), rank=_PAIR, lines=array(record(code=STRING, name=STRING, n=_PAIR, points=_PAIR)),
    changed_at=TIME, name=STRING, level=STRING, why=STRING)
APPEALS = record(items=array(record(**_ROW)), next=nullable(STRING), as_of=TIME, counts=record(
    mine=INTEGER, waiting=INTEGER, over=INTEGER, excluded=INTEGER))
APPEAL = record(
    **_ROW, case=nullable(_BRIEF), photos=array(PHOTO), effect=STRING, as_of=TIME,
    fact=nullable(record(title=STRING, said=array(record(
        label=STRING, text=nullable(STRING), at=nullable(TIME))))),
    score=nullable(record(id=INTEGER, points=nullable(INTEGER), grade=nullable(STRING), n=INTEGER)),
    instances=array(record(instance=INTEGER, words=STRING, asked_at=TIME, due_at=TIME, late=BOOLEAN,
                           outcome=nullable(STRING), outcome_name=nullable(STRING), reason=STRING,
                           decided_by=nullable(STRING), decided_at=nullable(TIME))),
    changes=record(count=INTEGER, pending=BOOLEAN, items=array(CHANGE)),
    may=record(withdraw=BOOLEAN, second=BOOLEAN, decide=BOOLEAN, why_not=nullable(STRING), revoke=BOOLEAN))
FORM = record(
    kind=STRING, score_id=INTEGER, owner_name=STRING, period=STRING, line_name=nullable(STRING),
    case=nullable(_BRIEF), grounds=array(NAMED), until=nullable(TIME), may=BOOLEAN, why_not=nullable(STRING),
    decided_in=STRING, second_in=STRING, as_of=TIME)
ASIDE_FORM = record(
    case=_BRIEF, kinds=array(NAMED), ratings=array(record(
        ref=STRING, solved=STRING, satisfaction=nullable(INTEGER), comment=STRING, at=TIME)),
    may=BOOLEAN, why_not=nullable(STRING), decided_in=STRING, as_of=TIME)
FIGURES = record(
    appeals=INTEGER, granted=INTEGER, refused=INTEGER, late=INTEGER,
    excluded=record(malicious=INTEGER, unreasonable=INTEGER, abusive=INTEGER),
    definitions={"type": "object", "additionalProperties": STRING}, link=STRING, as_of=TIME)


class AppealsQuery(Query):
    """GET /appeals: own ones, those that wait for me, those decided, cases set aside."""

    view: Literal["mine", "waiting", "over", "excluded"] = "mine"
    limit: Limit = 50
    cursor: Cursor | None = None


class FormQuery(Query):
    """GET /appeals/form: what is meant of a score."""

    score_id: Number
    line: Line | None = None
    ref: Ref | None = None
    case_id: Number | None = None


class AppealBody(Body):
    """POST /appeals: a line, one fact by its name, or all facts of a case, of one score."""

    score_id: Number
    line: Line | None = None
    ref: Ref | None = None
    case_id: Number | None = None
    ground: Ground = "not_countable"
    words: Words


class AsideQuery(Query):
    """GET /exclusions/form: the case by its number."""

    number: Annotated[Text, Field(min_length=1, max_length=24)]


class AsideBody(Body):
    """POST /exclusions: a case as malicious or unreasonable, or one rating of it as abusive."""

    case_id: Number
    kind: Literal["malicious", "unreasonable", "abusive"]
    rating: Ref | None = None
    words: Words


class SecondBody(Body):
    """POST /appeals/{id}/second."""

    words: Words


class DecisionBody(Body):
    """POST /appeals/{id}/decide; `refs` are the facts that leave the line when a whole line was appealed."""

    outcome: Literal["granted", "partly", "refused"]
    reason: Words
    refs: Annotated[list[Ref], Field(max_length=200)] = []


class RevokeBody(Body):
    """POST /appeals/{id}/revoke."""

    reason: Words


class FiguresQuery(Query):
    """GET /public/appeals."""

    assessment: Number | None = None
    district: Annotated[Text, Field(pattern=r"^\d{6}$")] | None = None
