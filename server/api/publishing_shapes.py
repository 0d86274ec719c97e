"""Bodies, queries and documented answers of 公示与奖惩."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, PHOTO, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from workflows.assessment.rewarding import RewardState

Words = Annotated[Text, Field(min_length=4, max_length=1000, pattern=r"\S")]
Id = Annotated[int, Field(gt=0, lt=2**53)]
UnitLevel = Literal["grid", "community", "town", "district", "department"]
AnyLevel = Literal["member", "grid", "community", "town", "district", "department"]
SCHEME = record(version=INTEGER, title=STRING)
PERIOD = record(
    id=INTEGER, kind=STRING, name=STRING, first=DAY, last=DAY, scheme=SCHEME, state=STRING, state_name=STRING,
    as_of=TIME, facts=INTEGER, levels={"type": "object", "additionalProperties": INTEGER}, simulated=BOOLEAN,
    hash=nullable(STRING), frozen_at=nullable(TIME), displayed_at=nullable(TIME), display_until=nullable(TIME),
    appeals_until=nullable(TIME), final_at=nullable(TIME), appeals=INTEGER, objections=INTEGER,
    revisions=array(record(number=INTEGER, kind=STRING, kind_name=STRING, at=TIME, by=STRING, hash=STRING)),
    next=nullable(record(act=STRING, mine=BOOLEAN, why_not=nullable(STRING))))
PERIODS = record(items=array(PERIOD), as_of=TIME, display=record(days=INTEGER, least=INTEGER, most=INTEGER))
_DISPLAY = {"id": INTEGER, "name": STRING, "first": DAY, "last": DAY, "state": STRING, "state_name": STRING,
            "as_of": TIME, "displayed_at": nullable(TIME), "display_until": nullable(TIME), "simulated": BOOLEAN,
            "hash": nullable(STRING), "open": BOOLEAN}
DISPLAYS = record(items=array(record(**_DISPLAY)), as_of=TIME, note=STRING, rewards=array(record(
    id=INTEGER, name=STRING, period=STRING, amount=nullable(INTEGER), measure=STRING, measure_name=STRING,
    tier_name=STRING, display_until=TIME, simulated=BOOLEAN)))
DISPLAYED = record(**_DISPLAY, scheme=SCHEME, note=STRING, level=STRING, n=INTEGER, items=array(record(
    owner=STRING, name=STRING, points=nullable(INTEGER), grade=nullable(STRING), n=INTEGER, rank=nullable(INTEGER),
    rank_of=nullable(INTEGER), peer_group=nullable(STRING), group_rank=nullable(INTEGER),
    group_of=nullable(INTEGER))), levels=array(record(code=STRING, name=STRING, n=INTEGER)))
RECORDS = record(items=array(record(number=INTEGER, kind=STRING, kind_name=STRING, at=TIME, hash=STRING, rest=STRING,
                                    file=STRING, link=STRING, command=STRING)))
OBJECTED = record(ticket=STRING, query_code=STRING, at=TIME)
OWN_OBJECTION = record(ticket=STRING, at=TIME, words=STRING, answer=nullable(STRING), answered_at=nullable(TIME))
OBJECTION = record(id=INTEGER, ticket=STRING, what=STRING, about=nullable(STRING), words=STRING, at=TIME, due_at=TIME,
                   late=BOOLEAN, answer=nullable(STRING), answered_at=nullable(TIME), answered_by=nullable(STRING),
                   about_name=nullable(STRING), why_not=nullable(STRING))
OBJECTIONS = record(items=array(OBJECTION), as_of=TIME)
_ACT = record(act=STRING, name=STRING)
REWARD = record(
    id=INTEGER, level=STRING, level_name=STRING, owner=STRING, name=STRING, period=record(id=INTEGER, name=STRING),
    score=record(id=INTEGER, points=nullable(INTEGER), grade=nullable(STRING), n=INTEGER), measure=STRING,
    measure_name=STRING, tier=STRING, tier_name=STRING, tier_before_name=STRING, by_rule_name=STRING,
    amount=nullable(INTEGER), simulated=BOOLEAN, state=STRING, state_name=STRING, due_at=nullable(TIME), late=BOOLEAN,
    display_until=nullable(TIME), objections=INTEGER, proof=nullable(PHOTO),
    history=array(record(act=STRING, name=STRING, by=STRING, at=TIME, words=STRING)), may=array(_ACT),
    own=array(OWN_OBJECTION), may_object=BOOLEAN, together=BOOLEAN,
    waits=nullable(record(act=STRING, words=STRING, why_not=nullable(STRING))))
_CODED = array(record(code=STRING, name=STRING))
REWARDS = record(items=array(REWARD), next=nullable(STRING), as_of=TIME, tiers=_CODED, departing=INTEGER,
                 states=array(record(code=STRING, name=STRING, n=INTEGER)),
                 measures=array(record(code=STRING, name=STRING, reason=INTEGER)))
CREATED = record(created=INTEGER)
DONE = record(done=INTEGER)

SHEET = record(
    code=STRING, title=STRING, note=STRING, year=INTEGER, first=DAY, last=DAY, division=NAMED, as_of=TIME,
    simulated=BOOLEAN, final_periods=array(STRING), items=array(record(
        code=STRING, name=STRING, denominator=STRING, numerator=STRING, source=STRING, better=STRING, n=INTEGER,
        hits=STRING, percent=nullable(STRING), left_out=INTEGER, reasons=array(record(reason=STRING, n=INTEGER)))))


class SheetQuery(Query):
    """GET /annual-sheets/{code}."""

    year: Annotated[int, Field(ge=2000, le=2199)]
    division: Annotated[Text, Field(pattern=r"^\d{6}(\d{3})?$")]


class SheetFileQuery(SheetQuery):
    """GET /annual-sheets/{code}/file."""

    format: Literal["pdf", "xlsx"]


class DisplayBody(Body):
    """POST /publishing/periods/{id}/display."""

    days: Annotated[int, Field(ge=1, le=90)]


class ObjectionBody(Body):
    """POST /public/assessments/{id}/objections and the same of rewards; `id` is the client's own UUID."""

    id: Annotated[Text, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    about: Annotated[Text, Field(min_length=6, max_length=30)] | None = None
    words: Words


class AnswerBody(Body):
    """POST /objections/{id}/answer."""

    text: Words


class DisplayQuery(Query):
    """GET /public/assessments/{id}."""

    level: UnitLevel | None = None
    division: Annotated[Text, Field(pattern=r"^\d{6}[0-9G]{0,9}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


class RewardsQuery(Query):
    """GET /rewards."""

    period: Id | None = None
    level: AnyLevel | None = None
    state: RewardState | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Id | None = None


class RuleBody(Body):
    """POST /rewards/by-rule: a line for everybody of a level, from the scheme's grades."""

    period: Id
    level: AnyLevel


class RewardBody(Body):
    """POST /rewards: one line by a named person."""

    score: Id
    measure: Literal["reward", "praise", "talk", "deduction", "unqualified", "employment"]
    tier: Literal["first", "second", "third", "none"] | None = None
    amount: Annotated[int, Field(gt=0, le=1_000_000)] | None = None
    words: Words


class TogetherBody(Body):
    """POST /rewards/decide: one step with one reason on many lines."""

    act: Literal["review", "approve", "refuse", "display"]
    ids: Annotated[list[Id], Field(min_length=1, max_length=200)]
    words: Words


class OwnObjectionBody(Body):
    """POST /rewards/{id}/objection, by whoever the line is about."""

    words: Words


class DecisionBody(Body):
    """POST /rewards/{id}/{act}: why; when it is carried out the number of the voucher."""

    words: Words
