"""Bodies and documented answers of 考核方案."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Text

_LINE_WORDS = {"code": STRING, "name": STRING, "name_en": STRING, "better": {"enum": ["high", "low"]}, "words": STRING}
_BODY_LINE = record(code=STRING, weight=INTEGER, full=STRING, none=STRING, minimum=INTEGER, levels=array(STRING))
_CARDS = record(member=array(_BODY_LINE), grid=array(_BODY_LINE), unit=array(_BODY_LINE))
_NAMES = {"type": "object", "additionalProperties": STRING}
SCHEME_BODY = record(
    cards=_CARDS, grades=array(record(code=STRING, name=STRING, at_least=STRING)),
    deductions=array(record(code=STRING, name=STRING, points=STRING, cap=nullable(STRING), flags=array(STRING))),
    lengthen=array(INTEGER), grassroots_minimum=INTEGER, rank_minimum=INTEGER, peer_groups=_NAMES,
    parameters={"type": "object", "additionalProperties": INTEGER})
_HEAD = {
    "id": INTEGER, "version": INTEGER, "title": STRING, "state": {"enum": ["draft", "adopted"]}, "state_name": STRING,
    "in_force": BOOLEAN, "starts_on": DAY, "ends_on": nullable(DAY), "reason": STRING, "hash": STRING,
    "simulated": BOOLEAN, "author": nullable(STRING), "created_at": TIME, "adopted_by": nullable(STRING),
    "adopted_at": nullable(TIME), "may_edit": BOOLEAN, "may_adopt": BOOLEAN}
SCHEMES = record(items=array(record(**_HEAD)), as_of=TIME, may_write=BOOLEAN, may_preview=BOOLEAN)
SCHEME = record(
    **_HEAD, body=SCHEME_BODY,
    cards=array(record(card=STRING, card_name=STRING, level=STRING, level_name=STRING, lines=array(
        record(**_LINE_WORDS, weight=INTEGER, full=STRING, none=STRING, minimum=INTEGER)))),
    choices=array(record(level=STRING, lines=array(record(**_LINE_WORDS)))),
    grassroots=array(record(level=STRING, level_name=STRING, weight=INTEGER)))
_END = record(total=nullable(STRING), rank=nullable(INTEGER), of=nullable(INTEGER), grade=nullable(STRING))
PREVIEW = record(
    level=STRING, level_name=STRING, definition=STRING, as_of=TIME,
    period=record(name=STRING, first=DAY, last=DAY, state_name=STRING, scheme_version=INTEGER),
    unknown=array(record(**_LINE_WORDS)),
    counts=record(owners=INTEGER, scored=INTEGER, ranked=INTEGER, moved=INTEGER, minimum=INTEGER), left_out=INTEGER,
    items=array(record(owner=STRING, name=STRING, n=INTEGER, peer_group=nullable(STRING), before=_END, after=_END,
                       moved=nullable(INTEGER), change=STRING, points=INTEGER)))

MARK = record(
    id=INTEGER, code=STRING, code_name=STRING, level=STRING, level_name=STRING, owner=STRING, name=STRING,
    case_id=nullable(INTEGER), reason=STRING, proposed_by=nullable(STRING), proposed_at=TIME,
    decided_by=nullable(STRING), decided_at=nullable(TIME), holds=nullable(BOOLEAN), may_decide=BOOLEAN)
MARKS = record(items=array(MARK), codes=array(NAMED), as_of=TIME)

Short = Annotated[Text, Field(min_length=1, max_length=40, pattern=r"\S")]
Decimal = Annotated[Text, Field(pattern=r"^\d{1,3}(\.\d{1,2})?$", description="A number with at most two decimals")]
Whole = Annotated[int, Field(ge=0, le=10_000)]
LevelName = Literal["member", "grid", "community", "town", "district", "department"]


class LineBody(Body):
    """One line of a card; `full` and `none` are percentages, `levels` empty for all levels of the card."""

    code: Short
    weight: Whole
    full: Decimal
    none: Decimal
    minimum: Whole
    levels: Annotated[list[LevelName], Field(max_length=6)]


class CardsBody(Body):
    """The three cards."""

    member: Annotated[list[LineBody], Field(max_length=30)]
    grid: Annotated[list[LineBody], Field(max_length=30)]
    unit: Annotated[list[LineBody], Field(max_length=60)]


class GradeBody(Body):
    """A grade from its lowest total upwards."""

    code: Annotated[Short, Field(max_length=10)]
    name: Short
    at_least: Decimal


class DeductionBody(Body):
    """Points off for what people have established; `flags` are doubts that stand for it once they are found to hold."""

    code: Annotated[Short, Field(max_length=20)]
    name: Short
    points: Decimal
    cap: Annotated[Short, Field(max_length=10)] | None
    flags: Annotated[list[Short], Field(max_length=20)]


class SchemeBody(Body):
    """The whole of a scheme, as in config/catalogue/assessment.toml."""

    cards: CardsBody
    grades: Annotated[list[GradeBody], Field(min_length=1, max_length=10)]
    deductions: Annotated[list[DeductionBody], Field(max_length=20)]
    lengthen: Annotated[list[Whole], Field(max_length=5)]
    grassroots_minimum: Whole
    rank_minimum: Whole
    peer_groups: Annotated[dict[Annotated[Text, Field(pattern=r"^[0-9G]{4,15}$")], Short], Field(max_length=500)]
    parameters: Annotated[dict[Short, Whole], Field(max_length=20)]


class SchemeWanted(Body):
    """POST /schemes and POST /schemes/{id}."""

    title: Annotated[Text, Field(min_length=4, max_length=120, pattern=r"\S")]
    starts_on: date
    reason: Annotated[Text, Field(min_length=4, max_length=1000, pattern=r"\S")]
    body: SchemeBody


class PreviewBody(Body):
    """POST /schemes/preview."""

    body: SchemeBody
    level: Literal["grid", "community", "town", "district", "department"] = "grid"


class MarkBody(Body):
    """POST /assessment-marks: a deduction of the scheme that people establish by hand."""

    code: Annotated[Short, Field(max_length=20)]
    level: LevelName
    owner: Annotated[Text, Field(min_length=1, max_length=30)]
    case_id: Annotated[int, Field(ge=1, lt=2**53)] | None = None
    reason: Annotated[Text, Field(min_length=4, max_length=1000, pattern=r"\S")]


class DecideBody(Body):
    """POST /assessment-marks/{id}/decide."""

    holds: bool
