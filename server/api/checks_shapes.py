"""Bodies, queries and answers of platform checks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from server.actions.check_plans import WantedPlan
from server.actions.samples import Look
from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.patrols_shapes import VISIT
from server.api.schemas import Code, Cursor, Day, Flag, Limit


class DivisionQuery(Query):
    """GET /check-outliers; a district, or the city."""

    division: Code


class PlansQuery(Query):
    """GET /check-plans; without a division the one of the own post."""

    division: Code | None = None


class PlanBody(Body):
    """POST /check-plans and /check-plans/preview; `first` is a Monday."""

    division: Code
    first: Day
    weeks: Annotated[int, Field(ge=1, le=13)] = 1
    items: Annotated[int, Field(ge=1, le=2000)] | None = None

    def given(self) -> WantedPlan:
        """The body as the action takes it."""
        return WantedPlan(**self.model_dump())


class SamplesQuery(Query):
    """GET /samples."""

    mine: Flag | None = None
    state: Literal["open", "second", "done"] | None = None
    plan: Annotated[int, Field(ge=1, lt=2**53)] | None = None
    case: Annotated[int, Field(ge=1, lt=2**53)] | None = None
    grid: Code | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class CheckBody(Body):
    """POST /samples/{id}/check: one answer to each item of the checklist."""

    answers: Annotated[dict[Code, Literal["yes", "no", "na"]], Field(max_length=40)]
    note: Annotated[Text, Field(max_length=1000)] = ""
    second: bool = False

    def given(self) -> Look:
        """The body as the action takes it."""
        return Look(self.answers, self.note, self.second)


class ResultsQuery(Query):
    """GET /check-results; days are of the city, both included."""

    division: Code
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")


_COVERAGE = record(n=INTEGER, seen=INTEGER, definition=STRING, as_of=TIME)
PLAN: dict[str, Any] = record(
    id=INTEGER, division=NAMED, first=DAY, last=DAY, items=INTEGER, minutes=INTEGER, population=INTEGER, done=INTEGER,
    late=BOOLEAN, mine=record(items=INTEGER, done=INTEGER), seed=STRING, root_seq=INTEGER, root_hash=STRING,
    drawn_hash=STRING, made_by=STRING, made_at=TIME)
_MINUTES = record(code=STRING, name=STRING, minutes=INTEGER)
PLANS = record(
    division=NAMED, items=array(PLAN), coverage=_COVERAGE, assessors=array(STRING), minutes=array(_MINUTES),
    limits=record(hours=INTEGER, weeks=INTEGER, look_back_days=INTEGER), as_of=TIME)
PREVIEW = record(
    items=INTEGER, minutes=INTEGER, last=DAY, left_out=INTEGER, population=INTEGER, hours_limit=INTEGER, grids=INTEGER,
    waiting=INTEGER, empty=INTEGER, assessors=array(record(name=STRING, items=INTEGER, week_minutes=INTEGER)),
    kinds=array(record(code=STRING, name=STRING, n=INTEGER, of=INTEGER, minutes=INTEGER)),
    whys=array(record(code=STRING, name=STRING, n=INTEGER)))
_SAMPLE: dict[str, Any] = {
    "id": INTEGER, "plan": INTEGER, "kind": STRING, "kind_name": STRING, "state": STRING, "state_name": STRING,
    "why": STRING, "why_name": STRING, "grid": NAMED, "town": nullable(NAMED), "department": nullable(NAMED),
    "case": nullable(record(id=INTEGER, number=STRING, category=STRING)),
    "visit": nullable(record(id=INTEGER, source=nullable(STRING))), "minutes": INTEGER, "due_on": DAY,
    "checked_at": nullable(TIME), "late": BOOLEAN, "part": nullable(INTEGER), "whole": nullable(INTEGER),
    "mine": BOOLEAN, "assessor": nullable(STRING)}
SAMPLES = record(items=array(record(**_SAMPLE)), total=INTEGER, next=nullable(STRING), as_of=TIME)
SAMPLE = record(
    **_SAMPLE, name=STRING, name_en=STRING, visit_record=nullable(VISIT), may_check=BOOLEAN,
    items=array(record(code=STRING, text=STRING, text_en=STRING, points=INTEGER)),
    looks=array(record(n=INTEGER, at=TIME, who=nullable(STRING), note=STRING, part=INTEGER, whole=INTEGER,
                       answers=array(record(code=STRING, answer=STRING, name=STRING)))))
OUTLIERS = record(
    division=NAMED, definition=STRING, as_of=TIME, items=array(record(
        grid=NAMED, town=NAMED, proposed=BOOLEAN, last_drawn_at=nullable(TIME), link=STRING,
        reasons=array(record(code=STRING, name=STRING, n=INTEGER, hits=INTEGER, text=STRING)))))
PROPOSED = record(grid=STRING, proposed=BOOLEAN)
_RATED: dict[str, Any] = {"n": INTEGER, "part": INTEGER, "whole": INTEGER, "rate": nullable(STRING)}
_UNIT = record(unit=nullable(NAMED), town=nullable(NAMED), last_drawn_at=nullable(TIME), behind=BOOLEAN, **_RATED)
RESULTS = record(
    division=NAMED, items=array(_UNIT), total=_UNIT, kinds=array(record(code=STRING, name=STRING, **_RATED)),
    coverage=_COVERAGE, enough=INTEGER, definition=STRING, as_of=TIME, **{"from": DAY, "to": DAY})
