"""Calendars that change: stops, more holidays, clocks told again; no change makes a deadline earlier or a case late."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.test_pauses import CALENDAR, FIRST, at, clock, happenings, limits, starts, told
from workflows.deadlines import Limit, WorkingCalendar, due_at, explain, working_time
from workflows.pauses import start_clock
from workflows.restricted import RestrictedPeriod, restricted_by
from workflows.retiming import retime, tell_again

days = st.integers(0, 150).map(lambda offset: FIRST.date() + timedelta(days=offset))
stops = st.lists(
    st.tuples(starts, st.integers(1, 5 * 24 * 60)).map(
        lambda span: (span[0], span[0] + timedelta(minutes=span[1]), "台风")
    ),
    max_size=3,
).map(tuple)
TYPHOON = (at("2026-11-17 10:00"), at("2026-11-17 16:00"), "台风“海葵”停工")


def closed_too(calendar: WorkingCalendar, day: date) -> WorkingCalendar:
    """The calendar with one more holiday."""
    return replace(calendar, holidays=calendar.holidays | {day}, makeup_days=calendar.makeup_days - {day})


@given(starts, limits, happenings, stops)
def test_a_due_time_is_never_before_its_start(
    start: datetime, limit: Limit, things: list[tuple[str, int]], stopped: tuple[tuple[datetime, datetime, str], ...]
) -> None:
    calendar = replace(CALENDAR, stops=stopped)
    fresh = start_clock(start, limit, calendar)
    assert start < fresh.due_at
    assert fresh.warn_at is not None
    assert start <= fresh.warn_at <= fresh.due_at
    retold = tell_again(told(start, limit, things, extensions=True).clock, calendar)
    assert retold.due_at >= fresh.due_at


@given(starts, limits, happenings, stops, days)
def test_closing_more_never_makes_a_deadline_earlier(
    start: datetime, limit: Limit, things: list[tuple[str, int]],
    stopped: tuple[tuple[datetime, datetime, str], ...], day: date,
) -> None:  # fmt: skip
    story = told(start, limit, things, extensions=False).clock
    plain = tell_again(story, CALENDAR)
    assert plain.due_at == story.due_at, "told again by the same calendar it is the same clock"
    assert retime(story, CALENDAR, story.due_at) is story
    assert tell_again(story, closed_too(CALENDAR, day)).due_at >= plain.due_at
    assert tell_again(story, replace(CALENDAR, stops=stopped)).due_at >= plain.due_at


@given(starts, limits, happenings, days, st.integers(0, 60 * 24 * 60))
def test_a_change_makes_nobody_late(
    start: datetime, limit: Limit, things: list[tuple[str, int]], day: date, passed: int
) -> None:
    story, now = told(start, limit, things, extensions=True).clock, start + timedelta(minutes=passed)
    fewer = replace(CALENDAR, holidays=frozenset(), makeup_days=frozenset({*CALENDAR.makeup_days, day}))
    for calendar in (fewer, closed_too(CALENDAR, day)):
        moved = retime(story, calendar, now)
        assert (moved.due_at > now) or story.due_at <= now
        assert moved is story or moved.story[-1].kind == "retimed"


@given(starts, starts, starts, stops)
def test_open_time_adds_up_around_stops(
    a: datetime, b: datetime, c: datetime, stopped: tuple[tuple[datetime, datetime, str], ...]
) -> None:
    calendar = replace(CALENDAR, stops=stopped)
    a, b, c = sorted((a, b, c))
    assert working_time(a, b, calendar) + working_time(b, c, calendar) == working_time(a, c, calendar)
    assert working_time(a, c, calendar) <= working_time(a, c, CALENDAR)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-11-17 09:00", Limit(2, "working_hours"), "2026-11-17 17:00"),
        ("2026-11-17 11:00", Limit(1, "working_hours"), "2026-11-17 17:00"),
        ("2026-11-16 11:00", Limit(1, "working_days"), "2026-11-17 16:00"),  # due within the stop: at its end
        ("2026-11-16 09:00", Limit(2, "working_days"), "2026-11-18 09:00"),  # a day partly open counts
        ("2026-11-17 09:00", Limit(4, "natural_hours"), "2026-11-17 13:00"),  # urgent clocks run through
    ],
)
def test_a_typhoon_that_people_can_follow(start: str, limit: Limit, due: str) -> None:
    calendar = replace(CALENDAR, stops=(TYPHOON,))
    found = due_at(at(start), limit, calendar)
    assert found == at(due)
    told_why = explain(at(start), limit, found, calendar)
    assert ("台风“海葵”停工期间不计" in told_why) is limit.unit.startswith("working")


def test_a_day_that_a_stop_takes_whole_is_no_working_day() -> None:
    whole = (at("2026-11-17 00:00"), at("2026-11-18 00:00"), "台风停工")
    calendar = replace(CALENDAR, stops=(whole,))
    assert due_at(at("2026-11-16 09:00"), Limit(1, "working_days"), calendar) == at("2026-11-18 09:00")
    assert "台风停工期间不计" in explain(
        at("2026-11-16 09:00"), Limit(1, "working_days"), at("2026-11-18 09:00"), calendar
    )


def test_a_calendar_without_working_days_is_found() -> None:
    never = replace(CALENDAR, hours=(), summer_hours=())
    assert never.longest_closed(date(2026, 11, 1)) == 366
    assert CALENDAR.longest_closed(date(2026, 9, 1)) == 7
    with pytest.raises(ValueError):
        tell_again(clock(at("2026-11-17 09:00"), Limit(1, "working_days")), never)


@pytest.mark.parametrize(
    ("moment", "urgent"),
    [
        ("2026-11-17 21:59", None), ("2026-11-17 22:00", "夜间"), ("2026-11-18 05:59", "夜间"),
        ("2026-11-18 06:00", None), ("2027-06-07 10:00", "高考"), ("2027-06-11 10:00", None),
    ],
)  # fmt: skip
def test_restricted_periods_hold_by_the_clock_and_by_the_day(moment: str, urgent: str | None) -> None:
    periods = (
        RestrictedPeriod("C01", "夜间", daily=(time(22), time(6))),
        RestrictedPeriod("C", "高考", dates=(date(2027, 6, 7), date(2027, 6, 10))),
    )
    found = restricted_by(periods, "C01", "C", at(moment))
    assert (found.name if found else None) == urgent
    assert restricted_by(periods, "D01", "D", at(moment)) is None
