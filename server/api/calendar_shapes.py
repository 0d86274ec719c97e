"""What the calls about the calendar, restricted periods and stopped categories take and answer."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Text
from server.api.schemas import Code, Day, Moment

Clock = Annotated[Text, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
MonthDay = Annotated[Text, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Spans = Annotated[list[Annotated[list[Clock], Field(min_length=2, max_length=2)]], Field(max_length=4)]
Name = Annotated[Text, Field(min_length=1, max_length=60)]


class DayBody(Body):
    """A day that is not as its weekday says; `usual` makes it so again."""

    day: Day
    kind: Literal["holiday", "workday", "usual"]
    name: Annotated[Text, Field(max_length=60)] = ""


class HoursBody(Body):
    """Opening hours of both seasons."""

    hours: Spans
    summer_hours: Spans
    summer_from: MonthDay | None = None
    summer_to: MonthDay | None = None

    @model_validator(mode="after")
    def _real_days(self) -> HoursBody:
        if (self.summer_from is None) != (self.summer_to is None):
            raise ValueError("夏令的起止日期要同时给出")
        for text in (self.summer_from, self.summer_to):
            if text is not None:
                date(2024, int(text[:2]), int(text[3:]))
        return self


class StopBody(Body):
    """A stretch in which work stands still."""

    division: Code
    name: Name
    starts: Annotated[Moment, Field(alias="from")]
    ends: Annotated[Moment, Field(alias="to")]


class YearBody(Body):
    """Whether a year's holidays are announced."""

    year: Annotated[int, Field(ge=2000, le=2199)]
    provisional: bool


class CalendarBody(Body):
    """POST /calendar and /calendar/preview: changes that are saved together, on top of `version`."""

    version: Annotated[int, Field(ge=0, lt=2**31)]
    days: Annotated[list[DayBody], Field(max_length=400)] = Field(default_factory=list)
    hours: HoursBody | None = None
    stops: Annotated[list[StopBody], Field(max_length=20)] = Field(default_factory=list)
    dropped_stops: Annotated[list[Annotated[int, Field(ge=0, lt=2**53)]], Field(max_length=100)] = Field(
        default_factory=list)
    years: Annotated[list[YearBody], Field(max_length=20)] = Field(default_factory=list)


class PeriodBody(Body):
    """POST /restricted-periods: hours of the day, days, or both."""

    category: Code
    name: Name
    daily_from: Clock | None = None
    daily_to: Clock | None = None
    first: Day | None = None
    last: Day | None = None

    @model_validator(mode="after")
    def _pairs(self) -> PeriodBody:
        if (self.daily_from is None) != (self.daily_to is None) or self.daily_from == self.daily_to is not None:
            raise ValueError("每天的时段要有不同的起止")
        if (self.first is None) != (self.last is None):
            raise ValueError("起止日期要同时给出")
        return self


class NoticeBody(Body):
    """POST /category-stops."""

    category: Code
    division: Code
    reason: Annotated[Text, Field(min_length=1, max_length=300)]
    starts: Annotated[Moment, Field(alias="from")]
    ends: Annotated[Moment, Field(alias="to")]


def spans_of(spans: list[list[str]]) -> tuple[tuple[time, time], ...]:
    """Pairs of clock times."""
    return tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in spans)


_SPANS = array(array(STRING))
_LIMITS = array(record(stage=STRING, name=STRING, text=STRING))
_STEP = record(code=STRING, name=STRING, text=STRING)
CALENDAR = record(
    version=INTEGER, may_edit=BOOLEAN, as_of=TIME, hours=_SPANS, summer_hours=_SPANS, summer_from=nullable(STRING),
    summer_to=nullable(STRING), days=array(record(day=DAY, kind=STRING, name=STRING)),
    years=array(record(year=INTEGER, provisional=BOOLEAN)),
    stops=array(record(id=INTEGER, division=NAMED, name=STRING, **{"from": TIME, "to": TIME})),
    periods=array(record(id=INTEGER, category=NAMED, name=STRING, daily_from=nullable(STRING),
                         daily_to=nullable(STRING), first=nullable(DAY), last=nullable(DAY))),
    retiming=nullable(record(at=TIME, cases=INTEGER, moved=INTEGER, done_at=nullable(TIME))),
    limits=record(
        stages=array(record(stage=STRING, name=STRING, usual=STRING, urgent=nullable(STRING))),
        categories=array(record(code=STRING, name=STRING, severity=INTEGER, law=STRING, limits=_LIMITS,
                                steps=array(_STEP))),
        sources=array(record(code=STRING, name=STRING, limits=_LIMITS)), urgent_step=_STEP))
PREVIEW = record(cases=INTEGER, at_least=BOOLEAN, moved=INTEGER, later=INTEGER, earlier=INTEGER, as_of=TIME,
                 items=array(record(case_id=INTEGER, number=STRING, stage_name=STRING, before=TIME, after=TIME)))
STOPS = record(items=array(record(id=INTEGER, category=NAMED, division=NAMED, reason=STRING, running=BOOLEAN,
                                  **{"from": TIME, "to": TIME})))
STAGES = record(
    items=array(record(
        run=INTEGER, stage=STRING, name=STRING, limit=STRING, unit=STRING, who=STRING, started_at=TIME,
        due_first=TIME, due_at=TIME, ended_at=nullable(TIME), ended_by=nullable(STRING), runs=BOOLEAN,
        standing_since=nullable(TIME), late=BOOLEAN, answer=BOOLEAN, used_minutes=INTEGER, working=BOOLEAN,
        share=INTEGER, exempt=nullable(STRING), explained=STRING,
        story=array(record(kind=STRING, name=STRING, note=STRING, **{"from": TIME, "to": TIME})))),
    milestones=array(record(code=STRING, name=STRING, limit=STRING, started_at=TIME, due_at=TIME,
                            done_at=nullable(TIME), done_by=STRING, late=BOOLEAN)),
    urgent_by=nullable(STRING), as_of=TIME)
