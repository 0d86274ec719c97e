"""Queries and answers of scores and of what they were counted from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, PHOTO, STRING, TIME, array, nullable, record
from server.api.edge import Query, Text
from server.api.schemas import Code, Cursor, Limit
from server.queries.score_list import Wanted
from server.queries.score_reading import Running
from workflows.assessment.facts import Level
from workflows.assessment.scheme import PeriodKind

LevelCode = Literal["member", "grid", "community", "town", "district", "department"]
LineCode = Annotated[Text, Field(min_length=1, max_length=40)]
CountedCode = Literal["hit", "miss", "partly", "out"]
Ref = Annotated[Text, Field(min_length=1, max_length=60)]


class ScoresQuery(Query):
    """GET /assessments: whose scores of which period (the newest unless one is named)."""

    level: LevelCode
    assessment: Annotated[int, Field(gt=0, lt=2**53)] | None = None
    period: Annotated[Text, Field(pattern=r"^2[01]\d\d(-(0[1-9]|1[0-2])|-Q[1-4])?$")] | None = None
    division: Code | None = None
    group: Annotated[Text, Field(max_length=20)] | None = None
    owner: Code | None = None
    limit: Limit = 50
    cursor: Cursor | None = None

    def wanted(self) -> Wanted:
        """The list that is asked for."""
        return Wanted(Level(self.level), self.assessment, self.period, self.division, self.group,
                      self.owner)


class ExplainQuery(Query):
    """GET /assessments/{id}/explain: the facts behind a line."""

    line: LineCode
    counted: CountedCode | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class FactQuery(Query):
    """GET /assessments/{id}/fact."""

    line: LineCode
    ref: Ref


class LiveQuery(Query):
    """GET /assessments/live: an owner's score of the running period as it is now."""

    level: LevelCode
    owner: Code
    kind: Literal["month", "quarter", "year"] = "month"

    def way(self) -> Running:
        """The score that is meant."""
        return Running(Level(self.level), self.owner, PeriodKind(self.kind))


class LiveExplainQuery(LiveQuery, ExplainQuery):
    """GET /assessments/live/explain."""


class LiveFactQuery(LiveQuery, FactQuery):
    """GET /assessments/live/fact."""


_TEXT = nullable(STRING)
SCHEME_BRIEF = record(id=INTEGER, version=INTEGER, title=STRING, hash=STRING, simulated=BOOLEAN)
ASSESSMENT = record(
    id=nullable(INTEGER), kind=STRING, kind_name=STRING, period=STRING, name=STRING, first=DAY, last=DAY,
    state=STRING, state_name=STRING, state_words=STRING, as_of=TIME, facts=INTEGER, hash=_TEXT, simulated=BOOLEAN,
    frozen_at=nullable(TIME), display_until=nullable(TIME), final_at=nullable(TIME), scheme=SCHEME_BRIEF)
SCORE = record(
    id=nullable(INTEGER), level=STRING, level_name=STRING, owner=STRING, name=STRING, district=nullable(NAMED),
    town=nullable(NAMED), peer_group=_TEXT, total=_TEXT, points=nullable(INTEGER), lines_total=_TEXT,
    deducted=_TEXT, grade=_TEXT, grade_name=_TEXT, cap=_TEXT, cap_name=_TEXT, n=INTEGER,
    rank=nullable(INTEGER), rank_of=nullable(INTEGER), group_rank=nullable(INTEGER), group_of=nullable(INTEGER),
    why_no_rank=_TEXT, why_no_rank_en=_TEXT)
PERIODS = record(items=array(ASSESSMENT), levels=array(NAMED), as_of=TIME,
                 mine=array(record(level=STRING, level_name=STRING, owner=STRING, name=STRING)))
SCORES = record(
    assessment=nullable(ASSESSMENT), level=STRING, level_name=STRING, definition=STRING, as_of=TIME, n=INTEGER,
    with_total=INTEGER, bands=array(record(n=INTEGER, **{"from": INTEGER, "to": INTEGER})),
    groups=array(record(name=STRING, n=INTEGER)),
    grades=array(record(code=STRING, name=STRING, at_least=STRING)), items=array(SCORE), next=_TEXT)
_FORMULA: dict[str, Any] = nullable({"type": "object"})
_LINE: dict[str, Any] = {
    "code": STRING, "name": STRING, "name_en": STRING, "mean": BOOLEAN, "state": STRING, "state_words": STRING,
    "first": DAY, "last": DAY, "n": INTEGER, "left_out": INTEGER, "rate": _TEXT, "part": STRING, "whole": STRING,
    "weight": INTEGER, "used": STRING, "points": STRING, "share": _TEXT, "full": _TEXT, "none": _TEXT,
    "minimum": nullable(INTEGER), "formula": _FORMULA}
LINE = record(**_LINE)
_CHANGE: dict[str, Any] = {"type": "object"}
SCORE_PAGE = record(
    score=SCORE, assessment=ASSESSMENT, as_of=TIME, lines=array(LINE), opens=BOOLEAN, own=BOOLEAN, why_no_total=_TEXT,
    why_no_total_en=_TEXT,
    deductions=array(record(code=STRING, name=STRING, points=STRING, cap_name=_TEXT, at=TIME,
                            case_id=nullable(INTEGER), number=_TEXT)),
    changes=array(_CHANGE),
    history=array(record(id=INTEGER, points=nullable(INTEGER), total=_TEXT, grade=_TEXT, n=INTEGER,
                         rank=nullable(INTEGER), rank_of=nullable(INTEGER), name=STRING, first=DAY, last=DAY,
                         state=STRING)))
FACT = record(
    ref=STRING, kind=STRING, kind_name=STRING, title=STRING, title_en=STRING, at=TIME, counted=STRING,
    counted_name=STRING, part=STRING, whole=STRING, why=STRING, why_en=STRING,
    said=array(record(label=STRING, label_en=STRING, text=_TEXT, text_en=_TEXT, at=nullable(TIME))),
    case=nullable(record(id=INTEGER, number=STRING, category=STRING, category_en=STRING, state=STRING,
                         state_name=STRING, phase=STRING, place_text=STRING, grid=nullable(NAMED), thumb=_TEXT,
                         readable=BOOLEAN)))
_TALLY = record(n=INTEGER, part=STRING, whole=STRING, out=INTEGER, rate=_TEXT)
EXPLAINED = record(
    line=LINE, as_of=TIME, live=BOOLEAN, counts={"type": "object", "additionalProperties": INTEGER},
    tally=nullable(_TALLY), items=array(FACT), next=_TEXT,
    beside=array(record(code=STRING, name=STRING, name_en=STRING, n=INTEGER, part=STRING, rate=_TEXT)),
    unseen=INTEGER,
    scores=array(record(id=nullable(INTEGER), name=STRING, total=_TEXT, grade=_TEXT, grade_name=_TEXT, n=INTEGER,
                        opens=BOOLEAN)))
FACT_PAGE = record(
    fact=FACT, line=record(code=STRING, name=STRING, name_en=STRING, formula=_FORMULA),
    conditions=array(record(part=STRING, words=STRING, words_en=STRING, holds=BOOLEAN)),
    photos=array(PHOTO), as_of=TIME)
SHOWN = record(as_of=TIME, items=array(record(**_LINE, few=BOOLEAN)))
PEERS = record(
    group=_TEXT, why_not=_TEXT, n=INTEGER,
    items=array(record(id=nullable(INTEGER), own=BOOLEAN, name=_TEXT, total=_TEXT, points=nullable(INTEGER),
                       n=INTEGER)),
    lines=array(record(code=STRING, name=STRING, name_en=STRING, n=INTEGER, low=INTEGER, middle=INTEGER,
                       high=INTEGER, own=nullable(INTEGER))))
