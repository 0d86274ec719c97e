"""Bodies, queries and documented answers of posts, absences and the own tasks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from server.api.answers import BOOLEAN, CASE_ITEM, DAY, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.directory_shapes import PERSON_CARD
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Day, Moment
from server.queries.moments import is_plausible

_MAYBE_PERSON = nullable(PERSON_CARD)
_TERM = {"from": TIME, "to": nullable(TIME)}
ABSENCE = record(("substitute", "closed_at"), id=INTEGER, kind=STRING, kind_name=STRING, substitute=_MAYBE_PERSON,
                 closed_at=nullable(TIME), **_TERM)
POST_ITEM = record(
    id=INTEGER, role=STRING, role_name=STRING, division=NAMED, department=nullable(NAMED), substitute=_MAYBE_PERSON,
    away=nullable(ABSENCE), acting=_MAYBE_PERSON, may_manage=BOOLEAN, person=PERSON_CARD, **_TERM)
WORK = record(n=INTEGER, items=array(record(
    case_id=INTEGER, number=STRING, stage=STRING, stage_name=STRING, category=NAMED, place=STRING,
    due_at=nullable(TIME))))
HANDED_OVER = record(ended=POST_ITEM, begun=POST_ITEM, moved=INTEGER)
ABSENT = record(absence=ABSENCE, moved=INTEGER, stands_in=array(record(
    post_id=INTEGER, person=_MAYBE_PERSON, reason=STRING)))
TASKS = record(as_of=TIME, items=array(record(
    kind=STRING, kind_name=STRING, case=CASE_ITEM, due_at=nullable(TIME), why=STRING, look_for=STRING,
    distance_m=nullable(INTEGER), companion=_MAYBE_PERSON, put_off=BOOLEAN, **{"for": _MAYBE_PERSON})))
OWN_FIGURES = record(
    person=PERSON_CARD, definition=STRING, tasks=record(n=INTEGER, on_time=INTEGER, late=INTEGER, open=INTEGER),
    moved=record(n=INTEGER, items=array(record(
        case_id=INTEGER, number=STRING, reason=STRING, reason_name=STRING, at=TIME, to=nullable(STRING)))),
    days_away=array(record(on=DAY, kind=STRING, kind_name=STRING)), **{"from": DAY, "to": DAY})


PersonId = Annotated[int, Field(gt=0, lt=2**53)]
Name = Annotated[Text, Field(min_length=1, max_length=60, pattern=r"\S")]
StaffNo = Annotated[Text, Field(min_length=1, max_length=20, pattern=r"^[0-9A-Za-z-]+$")]
Phone = Annotated[Text, Field(min_length=3, max_length=30, pattern=r"^[0-9+()# -]+$")]


class PersonBody(Body):
    """POST /people."""

    name: Name
    staff_no: StaffNo | None = None
    phone: Phone | None = None
    office_phone: Phone | None = None


class PersonChangeBody(Body):
    """POST /people/{id}: what is left out stays."""

    name: Name | None = None
    staff_no: StaffNo | None = None
    phone: Phone | None = None
    office_phone: Phone | None = None

    @model_validator(mode="after")
    def _a_name_stays(self) -> PersonChangeBody:
        if "name" in self.model_fields_set and self.name is None:
            raise ValueError("姓名不能为空")
        return self


class PostBody(Body):
    """POST /people/{id}/posts: from the first to the last day, both in Asia/Shanghai and both in the term."""

    role: Code
    division: Code
    department: Code | None = None
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    substitute: PersonId | None = None


class EndPostBody(Body):
    """POST /posts/{id}/end: the last day, or at once."""

    on: Day | None = None
    now: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> EndPostBody:
        if (self.on is None) == (self.now is None):
            raise ValueError("请写明止日 on，或 now")
        return self


class SubstituteBody(Body):
    """POST /posts/{id}/substitute."""

    person: PersonId | None


class HandOverBody(Body):
    """POST /posts/{id}/hand-over."""

    to: PersonId
    first: Annotated[Day, Field(alias="from")]
    substitute: PersonId | None = None


def _moment_or_day(text: str) -> str:
    read_when(text)
    return text


def read_when(text: str) -> date | datetime:
    """A day of the city or an aware moment. Raises ValueError."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("应为日期或带时区的时间") from None
    if isinstance(found, datetime) and found.tzinfo is None:
        raise ValueError("时间须带时区")
    if not is_plausible(found):
        raise ValueError("年份不对")
    return found


When = Annotated[Text, Field(max_length=40), AfterValidator(_moment_or_day)]


class AbsenceBody(Body):
    """POST /people/{id}/absences: days (the last one belongs to the absence) or moments (the first one back)."""

    kind: Literal["leave", "training", "emergency_duty"]
    first: Annotated[When, Field(alias="from")]
    last: Annotated[When | None, Field(alias="to")] = None
    substitute: PersonId | None = None


class EndAbsenceBody(Body):
    """POST /absences/{id}/end: now unless a moment is named."""

    at: Moment | None = None


class TasksQuery(Query):
    """GET /tasks: where the person is, for the distances."""

    near: Annotated[Text, Field(pattern=r"^-?\d{1,3}(\.\d{1,12})?,-?\d{1,2}(\.\d{1,12})?$")] | None = None


class FiguresQuery(Query):
    """GET /me/figures: days in Asia/Shanghai; the last thirty unless others are named."""

    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
