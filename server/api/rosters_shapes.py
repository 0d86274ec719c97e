"""Bodies, queries and answers of the duty rosters."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.directory_shapes import PERSON_CARD
from server.api.edge import Body, Query
from server.api.schemas import Code, Day, Moment
from server.errors import invalid
from server.queries.moments import city_day
from server.queries.rosters import MOST_DAYS, Days

USUAL = timedelta(days=13)
PersonId = Annotated[int, Field(ge=1, lt=2**53)]


class RosterQuery(Query):
    """GET /rosters: one of division and department; the usual days are today and the thirteen after it."""

    division: Code | None = None
    department: Code | None = None
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")


class DutyQuery(Query):
    """GET /duty."""

    division: Code


class ShiftBody(Body):
    """POST /rosters/shifts: one of division and department."""

    division: Code | None = None
    department: Code | None = None
    person: PersonId
    place: Literal["lead", "second"]
    starts_at: Moment
    ends_at: Moment


class SwapBody(Body):
    """POST /rosters/shifts/{id}/swap: who takes it over."""

    person: PersonId


class FillBody(Body):
    """POST /rosters/fill: one of division and department, the last day included."""

    division: Code | None = None
    department: Code | None = None
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


def days_of(first: date | None, last: date | None, now: datetime) -> Days:
    """The days asked for. Raises validation when they run backwards or are too many."""
    begin = first or (min(last, city_day(now)) if last else city_day(now))
    end = last or begin + USUAL
    if end < begin:
        raise invalid("to", "结束日不能早于开始日")
    if (end - begin).days >= MOST_DAYS:
        raise invalid("to", f"一次最多 {MOST_DAYS} 天")
    return Days(begin, end)


SHIFT = record(id=INTEGER, place={"enum": ["lead", "second"]}, person=PERSON_CARD, starts_at=TIME, ends_at=TIME,
               away=BOOLEAN)
GAP = record(place={"enum": ["lead", "second"]}, reason=STRING, **{"from": TIME, "to": TIME})
_ON_DUTY = {"person": nullable(PERSON_CARD), "second": nullable(PERSON_CARD), "working_hours": BOOLEAN,
            "reason": STRING}
ROSTER = record(unit=NAMED, now=record(**_ON_DUTY), shifts=array(SHIFT), gaps=array(GAP), may_edit=BOOLEAN, as_of=TIME)
FILLED = record(written=INTEGER, gaps=array(GAP))
DUTY = record(items=array(record(unit=NAMED, **_ON_DUTY)), as_of=TIME)
