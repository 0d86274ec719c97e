"""What the calls about editions, tasks and the five fixes take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, NUMBER, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Day, Flag, Limit
from server.queries.editions import TEXT_KEYS

Kind = Literal["handbook", "duties", "rewards"]
Version = Annotated[int, Field(ge=1, lt=2**31)]
Words = Annotated[Text, Field(max_length=600)]
Title = Annotated[Text, Field(min_length=2, max_length=120)]


class TextQuery(Query):
    """GET /handbook, GET /duty-list: whose, and which version of that division's edition."""

    division: Code | None = None
    version: Version | None = None


class HandbookQuery(TextQuery):
    """GET /handbook."""

    category: Code | None = None


class EntryBody(Body):
    """One category of a handbook; in a district's edition a blank leaves the city's words."""

    category: Code
    look: Words = ""
    photograph: Words = ""
    note: Words = ""


class DutyBody(Body):
    """One item of a duty list."""

    code: Annotated[Text, Field(pattern=r"^[A-Z]{1,4}\d{1,3}$")]
    item: Annotated[Text, Field(min_length=2, max_length=200)]
    basis: Annotated[Text, Field(min_length=2, max_length=200)]
    part: Literal["lead", "assist"]
    scope: Literal["in", "out"]


class RuleBody(Body):
    """One rule of rewards and penalties, or a bound of what they must not do."""

    code: Annotated[Text, Field(pattern=r"^[A-Z]{1,4}\d{1,3}$")]
    kind: Literal["reward", "penalty", "bound"]
    text: Annotated[Text, Field(min_length=2, max_length=600)]


class EditionText(Body):
    """The text itself: `entries` of a handbook, `items` of a duty list or `rules` of rewards."""

    entries: Annotated[list[EntryBody], Field(min_length=1, max_length=200)] | None = None
    items: Annotated[list[DutyBody], Field(min_length=1, max_length=200)] | None = None
    rules: Annotated[list[RuleBody], Field(min_length=1, max_length=200)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> EditionText:
        if len([rows for rows in (self.entries, self.items, self.rules) if rows is not None]) != 1:
            raise ValueError("entries、items、rules 只能给一个")
        return self


class ChangeBody(Body):
    """POST /editions/{id}: a draft's new words."""

    title: Title
    body: EditionText


class DraftBody(ChangeBody):
    """POST /editions."""

    kind: Kind
    division: Code

    @model_validator(mode="after")
    def _fits(self) -> DraftBody:
        if getattr(self.body, TEXT_KEYS[self.kind]) is None:
            raise ValueError(f"body 里要有 {TEXT_KEYS[self.kind]}")
        return self


class EditionsQuery(Query):
    """GET /editions."""

    kind: Kind | None = None
    division: Code | None = None


class TasksQuery(Query):
    """GET /grid-tasks."""

    division: Code
    limit: Limit = 100
    cursor: Cursor | None = None


class TaskBody(Body):
    """POST /grid-tasks: what is done how often, from which day to which last day; the item of the duty list that it
    carries out, or why it stands outside the list."""

    division: Code
    duty: Annotated[Text, Field(min_length=1, max_length=20)] | None = None
    justification: Annotated[Text, Field(min_length=4, max_length=500, pattern=r"\S")] | None = None
    item: Annotated[Text, Field(min_length=2, max_length=120)]
    times: Annotated[int, Field(ge=1, le=31)]
    period: Literal["day", "week", "month"]
    starts: Day | None = Field(default=None, alias="from")
    ends: Day | None = Field(default=None, alias="to")


class EndTaskBody(Body):
    """POST /grid-tasks/{id}/end: the last day, today when it is not given."""

    on: Day | None = None


class FiveFixesQuery(Query):
    """GET /five-fixes."""

    division: Code | None = None
    level: Literal["street_grid", "sub_grid", "town", "district"] = "street_grid"
    complete: Flag | None = None
    format: Literal["json", "csv"] = "json"


_ABOUT = nullable(record(version=INTEGER, published_at=TIME, title=STRING, simulated=BOOLEAN))
_HEAD = {"division": NAMED, "city": _ABOUT, "district": _ABOUT}
_SOURCE = {"enum": ["city", "district"]}
HANDBOOK = record(**_HEAD, entries=array(record(
    category=NAMED, source=_SOURCE, look=STRING, photograph=STRING, note=STRING, in_charge=STRING, limits=STRING,
    law=STRING)))
DUTY_LIST = record(**_HEAD, items=array(record(
    code=STRING, item=STRING, basis=STRING, part={"enum": ["lead", "assist"]}, scope={"enum": ["in", "out"]},
    source=_SOURCE)))
_EDITION = {
    "id": INTEGER, "kind": STRING, "kind_name": STRING, "division": NAMED, "version": INTEGER, "state": STRING,
    "state_name": STRING, "title": STRING, "simulated": BOOLEAN, "in_force": BOOLEAN, "created_at": TIME,
    "published_at": nullable(TIME), "may_edit": BOOLEAN}
EDITIONS = record(items=array(record(**_EDITION)), may_write=BOOLEAN, as_of=TIME)
EDITION = record(**_EDITION, body={"type": "object"})
TASK = record(id=INTEGER, division=NAMED, item=STRING, times=INTEGER, period=STRING, text=STRING,
              duty=nullable(STRING), justification=nullable(STRING),
              may_end=BOOLEAN, **{"from": DAY, "to": nullable(DAY)})
TASKS = record(items=array(TASK), next=nullable(STRING), may_edit=BOOLEAN, as_of=TIME,
               stopped=nullable(record(title=STRING, planned_end=TIME)))
_TURN = record(role_name=STRING, name=STRING, unit=STRING, stands_in_for=nullable(STRING))
_FIVE_FIXES = record(
    as_of=TIME, division=NAMED, level=STRING, definition=STRING, n=INTEGER, complete=INTEGER, rate=nullable(NUMBER),
    link=STRING, items=array(record(
        code=STRING, name=STRING, town=nullable(NAMED), n=INTEGER, complete=INTEGER,
        fixed=record(area=BOOLEAN, people=BOOLEAN, duties=BOOLEAN, tasks=BOOLEAN, rewards=BOOLEAN),
        missing=array(record(what=STRING, what_name=STRING, text=STRING, turn=nullable(_TURN))))))
FIVE_FIXES = {"content": {"application/json": {"schema": _FIVE_FIXES}, "text/csv": {}}}
