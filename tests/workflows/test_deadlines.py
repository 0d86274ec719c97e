"""Deadlines: examples that people can follow, and what holds for every start, limit and calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.deadlines import (
    UNITS,
    ZONE,
    Limit,
    WorkingCalendar,
    choose_limit,
    due_at,
    shift_for_pause,
    warn_at,
    working_minutes,
    working_time,
)

# The national holiday of 2026 as announced, with its make-up days.
CALENDAR = WorkingCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    makeup_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
    holiday_names=tuple((date(2026, 10, day), "国庆节") for day in range(1, 8)),
    provisional_years=frozenset({2027}),
)
FIRST = datetime(2026, 1, 1, tzinfo=ZONE)
moments = st.integers(0, 500 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
limits = st.builds(Limit, st.integers(1, 60), st.sampled_from(UNITS))
hours = st.integers(1, 60).map(lambda amount: Limit(amount, "working_hours"))
days = st.integers(0, 500).map(lambda offset: FIRST.date() + timedelta(days=offset))
calendars = st.builds(
    lambda closed, opened: replace(CALENDAR, holidays=frozenset(closed), makeup_days=frozenset(opened)),
    st.sets(days, max_size=30),
    st.sets(days, max_size=10),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        # within a day, over the noon break, over night, over the weekend
        ("2026-11-23 09:00", Limit(2, "working_hours"), "2026-11-23 11:00"),
        ("2026-11-23 11:00", Limit(2, "working_hours"), "2026-11-23 15:30"),
        ("2026-11-23 17:00", Limit(1, "working_hours"), "2026-11-24 09:00"),
        ("2026-11-20 16:20", Limit(4, "working_hours"), "2026-11-23 11:20"),
        # an exact fit ends at closing, not at the next opening
        ("2026-11-23 14:30", Limit(3, "working_hours"), "2026-11-23 17:30"),
        # outside opening hours the count begins at the next opening
        ("2026-11-23 17:30", Limit(1, "working_hours"), "2026-11-24 09:30"),
        ("2026-11-23 12:30", Limit(1, "working_days"), "2026-11-24 14:30"),
        ("2026-11-21 10:00", Limit(1, "working_days"), "2026-11-24 08:30"),
        # the same clock time n working days later; holidays and make-up days
        ("2026-11-19 16:20", Limit(3, "working_days"), "2026-11-24 16:20"),
        ("2026-09-30 16:00", Limit(1, "working_days"), "2026-10-08 16:00"),
        ("2026-10-09 16:00", Limit(1, "working_days"), "2026-10-10 16:00"),
        # summer hours
        ("2026-07-06 14:40", Limit(1, "working_hours"), "2026-07-06 16:00"),
        # natural units run through everything
        ("2026-09-30 16:00", Limit(24, "natural_hours"), "2026-10-01 16:00"),
        ("2026-09-30 16:00", Limit(3, "natural_days"), "2026-10-03 16:00"),
    ],
)
def test_due_times_that_people_can_follow(start: str, limit: Limit, due: str) -> None:
    assert due_at(at(start), limit, CALENDAR).astimezone(ZONE) == at(due)


def test_answers_are_in_utc_and_naive_times_are_refused() -> None:
    start = at("2026-11-23 09:00")
    due = due_at(start, Limit(1, "natural_hours"), CALENDAR)
    assert due.tzinfo is UTC
    assert due_at(start.astimezone(UTC), Limit(1, "working_days"), CALENDAR) == due_at(
        start, Limit(1, "working_days"), CALENDAR
    )
    with pytest.raises(ValueError):
        due_at(start.replace(tzinfo=None), Limit(1, "working_days"), CALENDAR)


@pytest.mark.parametrize(("amount", "unit"), [(0, "working_days"), (-1, "natural_hours"), (1, "weeks")])
def test_a_limit_that_no_clock_could_run_on_is_refused(amount: int, unit: str) -> None:
    with pytest.raises(ValueError):
        Limit(amount, unit)


def test_a_calendar_that_never_opens_is_refused_instead_of_searched_for_ever() -> None:
    closed = replace(CALENDAR, hours=(), summer_hours=())
    for unit in ("working_hours", "working_days"):
        with pytest.raises(ValueError):
            due_at(FIRST, Limit(1, unit), closed)


@given(moments, limits, calendars)
def test_a_due_time_is_after_its_start(start: datetime, limit: Limit, calendar: WorkingCalendar) -> None:
    due = due_at(start, limit, calendar)
    assert due > start
    assert start <= warn_at(start, due, calendar, limit) <= due


@given(moments, limits, calendars, days)
def test_one_more_holiday_never_makes_anything_due_earlier(
    start: datetime, limit: Limit, calendar: WorkingCalendar, day: date
) -> None:
    more = replace(calendar, holidays=calendar.holidays | {day}, makeup_days=calendar.makeup_days - {day})
    assert due_at(start, limit, more) >= due_at(start, limit, calendar)


@given(moments, moments, limits, calendars)
def test_a_later_start_is_never_due_earlier(
    one: datetime, other: datetime, limit: Limit, calendar: WorkingCalendar
) -> None:
    first, second = sorted((one, other))
    assert due_at(first, limit, calendar) <= due_at(second, limit, calendar)


@given(moments, hours, calendars)
def test_working_hours_hold_exactly_their_minutes(
    start: datetime, limit: Limit, calendar: WorkingCalendar
) -> None:
    assert working_minutes(start, due_at(start, limit, calendar), calendar) == limit.amount * 60


@given(moments, moments, moments, calendars)
def test_working_time_adds_up(a: datetime, b: datetime, c: datetime, calendar: WorkingCalendar) -> None:
    a, b, c = sorted((a, b, c))
    assert working_time(a, b, calendar) + working_time(b, c, calendar) == working_time(a, c, calendar)
    assert working_time(c, a, calendar) == timedelta()


@given(moments, hours, hours, calendars)
def test_two_spans_of_hours_make_one(start: datetime, n: Limit, m: Limit, calendar: WorkingCalendar) -> None:
    both = Limit(n.amount + m.amount, "working_hours")
    assert due_at(due_at(start, n, calendar), m, calendar) == due_at(start, both, calendar)


@given(moments, st.integers(1, 30), st.integers(1, 30), calendars)
def test_two_spans_of_days_make_one_when_it_starts_in_opening_hours(
    start: datetime, n: int, m: int, calendar: WorkingCalendar
) -> None:
    start = calendar.opening(start)
    calendar = replace(calendar, summer=None)
    start = calendar.opening(start)
    middle = due_at(start, Limit(n, "working_days"), calendar)
    assert due_at(middle, Limit(m, "working_days"), calendar) == due_at(
        start, Limit(n + m, "working_days"), calendar
    )


@given(moments, limits, st.integers(1, 5000), st.integers(1, 5000), calendars)
def test_a_pause_gives_back_the_rest_and_no_more(
    start: datetime, limit: Limit, until_pause: int, length: int, calendar: WorkingCalendar
) -> None:
    due = due_at(start, limit, calendar)
    paused = start + timedelta(minutes=until_pause)
    resumed = paused + timedelta(minutes=length)
    shifted = shift_for_pause(due, paused, resumed, calendar, limit)
    assert shifted >= due
    if due <= paused:
        assert shifted == due
    elif limit.unit.startswith("working"):
        assert working_time(resumed, shifted, calendar) == working_time(paused, due, calendar)
    else:
        assert shifted - due == resumed - paused


def test_warnings_begin_after_four_fifths_of_the_limits_own_time() -> None:
    start = at("2026-11-23 09:00")
    limit = Limit(5, "working_hours")
    due = due_at(start, limit, CALENDAR)
    assert warn_at(start, due, CALENDAR, limit).astimezone(ZONE) == at("2026-11-23 15:30")
    natural = Limit(10, "natural_hours")
    due = due_at(start, natural, CALENDAR)
    assert warn_at(start, due, CALENDAR, natural).astimezone(ZONE) == at("2026-11-23 17:00")
    assert warn_at(start, due, CALENDAR, natural, band=0.5).astimezone(ZONE) == at("2026-11-23 14:00")


def test_the_first_layer_with_a_limit_wins_and_is_named() -> None:
    one, two = Limit(1, "natural_hours"), Limit(2, "natural_hours")
    layers = [("来源", {}), ("类别", {"handle": one}), ("默认", {"handle": two, "sign": two})]
    assert choose_limit("handle", layers) == (one, "类别")
    assert choose_limit("sign", layers) == (two, "默认")
    with pytest.raises(KeyError):
        choose_limit("check", layers)


def test_hours_are_those_of_the_day() -> None:
    assert CALENDAR.hours_on(date(2026, 9, 30))[1] == (time(15), time(18))
    assert CALENDAR.hours_on(date(2026, 10, 1)) == ()
    assert CALENDAR.hours_on(date(2026, 10, 10)) == CALENDAR.hours
    assert CALENDAR.hours_on(date(2026, 10, 11)) == ()
