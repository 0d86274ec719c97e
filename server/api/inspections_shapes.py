"""Bodies, queries and answers of special inspections."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from server.actions.inspection_cases import GivenCase
from server.actions.inspection_places import Rule, Spot, Wanted
from server.actions.inspection_records import GivenAnswer, GivenRecord
from server.actions.inspections import GivenInspection
from server.api.answers import (
    BOOLEAN,
    DAY,
    INTEGER,
    NAMED,
    NUMBER,
    PHOTO,
    PLACE,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Body, Query, Text
from server.api.patrols_shapes import Risk, RowId
from server.api.schemas import Code, Cursor, Datum, Day, Lat, Limit, Lon, Moment, Shots
from server.queries.sheet_files import FILE_TYPES
from workflows.inspection import MOST_ITEMS, MOST_PLACES, MOST_POINTS, to_items

ItemCode = Annotated[Text, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
Points = Annotated[int, Field(ge=0, le=MOST_POINTS)]
Bound = Annotated[Text, Field(max_length=16)]


class InspectionsQuery(Query):
    """GET /inspections."""

    state: Literal["draft", "running", "ended"] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class ChoiceBody(Body):
    """One answer of a choice."""

    code: ItemCode
    name: Annotated[Text, Field(min_length=1, max_length=40)]
    points: Points
    finding: bool = False


class ItemBody(Body):
    """One item of a form."""

    code: ItemCode
    text: Annotated[Text, Field(min_length=1, max_length=120)]
    kind: Literal["yes_no", "number", "choice"]
    points: Points
    photo: Literal["never", "finding", "always"] = "finding"
    good: Literal["yes", "no"] = "yes"
    at_least: Bound | None = None
    at_most: Bound | None = None
    unit: Annotated[Text, Field(max_length=12)] = ""
    choices: Annotated[list[ChoiceBody], Field(max_length=10)] = Field(default_factory=list)
    category: Code | None = None


class InspectionBody(Body):
    """POST /inspections and /inspections/{id}: the whole plan as it should be."""

    title: Annotated[Text, Field(min_length=2, max_length=80)]
    theme: Annotated[Text, Field(max_length=500)] = ""
    division: Code
    first: Day
    last: Day
    items: Annotated[list[ItemBody], Field(min_length=1, max_length=MOST_ITEMS)]
    inspectors: Annotated[list[RowId], Field(max_length=60)] = Field(default_factory=list)

    def given(self) -> GivenInspection:
        """The body as the action takes it."""
        return GivenInspection(self.title, self.theme, self.division, self.first, self.last,
                               to_items(item.model_dump() for item in self.items), tuple(self.inspectors))


class RuleBody(Body):
    """Sources of the register by risk and kind, those of high risk and longest unseen first."""

    most: Annotated[int, Field(ge=1, le=MOST_PLACES)]
    division: Code | None = None
    kinds: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    risks: Annotated[list[Risk], Field(max_length=3)] = Field(default_factory=list)


class SpotBody(Body):
    """A place that is in no register."""

    name: Annotated[Text, Field(min_length=1, max_length=80)]
    lon: Lon
    lat: Lat
    datum: Datum = "wgs84"


class PlacesBody(Body):
    """POST /inspections/{id}/places: by rule, by source, or a spot."""

    rule: RuleBody | None = None
    sources: Annotated[list[RowId], Field(max_length=MOST_PLACES)] = Field(default_factory=list)
    spots: Annotated[list[SpotBody], Field(max_length=20)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _something(self) -> PlacesBody:
        if self.rule is None and not self.sources and not self.spots:
            raise ValueError("请按条件选点、选污染源或写一个地点")
        return self

    def wanted(self) -> Wanted:
        """The body as the action takes it."""
        rule = self.rule and Rule(self.rule.most, self.rule.division, tuple(self.rule.kinds), tuple(self.rule.risks))
        return Wanted(rule, tuple(self.sources), tuple(Spot(**spot.model_dump()) for spot in self.spots))


class AnswerBody(Body):
    """An item's answer: yes, no, a number, a choice, or na where it does not apply."""

    code: ItemCode
    value: Annotated[Text, Field(min_length=1, max_length=30)]
    note: Annotated[Text, Field(max_length=300)] = ""


class RecordBody(Body):
    """POST /inspections/{id}/places/{place}/record; `photos` names the item of each file, in their order."""

    answers: Annotated[list[AnswerBody], Field(min_length=1, max_length=MOST_ITEMS)]
    photos: Annotated[list[ItemCode], Field(max_length=30)] = Field(default_factory=list)
    note: Annotated[Text, Field(max_length=1000)] = ""
    done_at: Moment | None = None
    sent_at: Moment | None = None
    shots: Shots = Field(default_factory=list)

    def given(self) -> GivenRecord:
        """The body as the action takes it."""
        return GivenRecord(tuple(GivenAnswer(**one.model_dump()) for one in self.answers), self.note, self.done_at,
                           self.sent_at)


class SkipBody(Body):
    """POST /inspections/{id}/places/{place}/skip."""

    reason: Literal["closed_down", "no_entry", "not_found", "season"]
    note: Annotated[Text, Field(max_length=500)] = ""


class CaseBody(Body):
    """POST /inspections/{id}/places/{place}/items/{code}/case."""

    category: Code | None = None
    description: Annotated[Text, Field(max_length=500)] = ""

    def given(self) -> GivenCase:
        """The body as the action takes it."""
        return GivenCase(self.category, self.description)


class CloseBody(Body):
    """POST /inspections/{id}/close."""

    summary: Annotated[Text, Field(min_length=1, max_length=4000)]


class ResultsFileQuery(Query):
    """GET /inspections/{id}/results/export."""

    format: Literal["csv", "xlsx"] = "xlsx"


_CHOICE = record(code=STRING, name=STRING, points=INTEGER, finding=BOOLEAN)
ITEM = record(
    code=STRING, text=STRING, kind=STRING, points=INTEGER, photo=STRING, good=STRING, at_least=nullable(STRING),
    at_most=nullable(STRING), unit=STRING, choices=array(_CHOICE), category=nullable(STRING),
    category_name=nullable(STRING))
TEMPLATES = record(note=STRING, items=array(record(code=STRING, name=STRING, name_en=STRING, kinds=array(NAMED),
                                                   items=array(ITEM))))
_HEAD: dict[str, Any] = {
    "id": INTEGER, "title": STRING, "theme": STRING, "summary": STRING, "division": NAMED, "first": DAY, "last": DAY,
    "state": STRING, "state_name": STRING, "form_hash": STRING, "simulated": BOOLEAN, "created_at": TIME,
    "started_at": nullable(TIME), "closed_at": nullable(TIME)}
_COUNTS = {"places": INTEGER, "done": INTEGER, "skipped": INTEGER, "findings": INTEGER, "cases": INTEGER}
INSPECTIONS = record(items=array(record(**_HEAD, **_COUNTS, mine=BOOLEAN)), may_plan=BOOLEAN, next=nullable(STRING),
                     as_of=TIME)
_PLACE: dict[str, Any] = {
    "id": INTEGER, "name": STRING, "source": nullable(INTEGER), "by_rule": BOOLEAN, "lon": NUMBER, "lat": NUMBER,
    **PLACE, "state": STRING, "state_name": STRING, "done_at": nullable(TIME), "why_not": nullable(STRING),
    "skipped_as": nullable(STRING)}
INSPECTION = record(
    **_HEAD, **_COUNTS, author=STRING, form=array(ITEM), mine=BOOLEAN, as_of=TIME,
    inspectors=array(record(id=INTEGER, name=STRING, units=array(STRING))),
    shown=array(record(**_PLACE, part=INTEGER, whole=INTEGER, findings=INTEGER, cases=INTEGER, settled=INTEGER)),
    may=record(change=BOOLEAN, start=BOOLEAN, close=BOOLEAN, inspect=BOOLEAN))
_CASE = record(id=INTEGER, number=STRING, state=STRING, state_name=STRING, category_name=STRING, readable=BOOLEAN)
_PICTURE = {**PHOTO, "properties": {**PHOTO["properties"], "flags": array(record(code=STRING, reason=STRING))}}
INSPECTED = record(
    **_PLACE, inspection=record(id=INTEGER, title=STRING, state=STRING), kind_name=nullable(STRING),
    risk_name=nullable(STRING), address=STRING, operator=STRING, note=STRING, who=nullable(STRING),
    received_at=nullable(TIME), clock_skewed=BOOLEAN, as_of=TIME, may_inspect=BOOLEAN, may_open_case=BOOLEAN,
    answers=array(record(code=STRING, text=STRING, value=STRING, words=STRING, part=INTEGER, whole=INTEGER,
                         finding=BOOLEAN, note=STRING, photos=array(_PICTURE), category=nullable(STRING),
                         case=nullable(_CASE))))
_SUM = {**_COUNTS, "items": INTEGER, "part": INTEGER, "whole": INTEGER, "settled": INTEGER}
RESULTS = record(
    total=record(**_SUM), towns=array(record(division=NAMED, **_SUM)), grids=array(record(division=NAMED, **_SUM)),
    items=array(record(code=STRING, text=STRING, n=INTEGER, part=INTEGER, whole=INTEGER, findings=INTEGER,
                       cases=INTEGER)), definition=STRING, as_of=TIME)
RESULTS_FILE = {"content": {kind.partition(";")[0]: {} for kind in FILE_TYPES.values()}}
OF_CASE = record(inspection=nullable(record(**_HEAD, place=record(id=INTEGER, name=STRING), item=STRING,
                                            words=STRING)))
