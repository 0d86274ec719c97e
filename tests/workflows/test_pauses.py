"""A clock that stands still: however emergencies, suspensions and extensions interleave, no moment counts twice."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.deadlines import ZONE, Limit, WorkingCalendar, due_at, is_working_unit, warn_at, working_time
from workflows.emergency import held_from
from workflows.pauses import RunningClock, extend, hold, release, resume, suspend

CALENDAR = WorkingCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    makeup_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
FIRST = datetime(2026, 9, 1, tzinfo=ZONE)
Span = tuple[datetime, datetime]

starts = st.integers(0, 60 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
limits = st.builds(
    Limit, st.integers(1, 80), st.sampled_from(("natural_hours", "natural_days", "working_hours", "working_days"))
)
# What happens next, and how many minutes after the thing before; 0 is the same moment.
happenings = st.lists(
    st.tuples(st.sampled_from(("emergency", "suspension", "extension")), st.integers(0, 4 * 24 * 60)), max_size=12
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def clock(start: datetime, limit: Limit) -> RunningClock:
    due = due_at(start, limit, CALENDAR)
    return RunningClock(start, due, warn_at(start, due, CALENDAR, limit), limit, "起算")


def counted(begin: datetime, end: datetime, limit: Limit, pauses: list[Span]) -> timedelta:
    """Time of the limit's own kind between two moments, outside the pauses."""
    total, moment = timedelta(), begin
    for paused, resumed in [*pauses, (end, end)]:
        upto = min(paused, end)
        if upto > moment:
            total += working_time(moment, upto, CALENDAR) if is_working_unit(limit) else upto - moment
        moment = max(moment, resumed)
    return total


@dataclass
class Story:
    """A clock to which things happen, and beside it the plain list of the stretches in which it stood."""

    clock: RunningClock
    now: datetime
    extended: timedelta = timedelta()
    pauses: list[Span] | None = None
    since: datetime | None = None

    def happen(self, what: str) -> None:
        before = self.clock
        if what == "emergency":
            self.clock = release(before, self.now, CALENDAR) if before.held else hold(before, self.now)
        elif what == "suspension":
            change = resume if before.suspended else suspend
            self.clock = change(before, self.now, CALENDAR)
        elif before.due_at > (before.paused_at or self.now):  # more time for what has not run out
            self.clock = extend(before, Limit(5, "working_hours"), CALENDAR)
            self.extended += timedelta(hours=5)
        self._note()

    def _note(self) -> None:
        stands = self.clock.held or self.clock.suspended
        if stands and self.since is None:
            self.since = self.now
        elif not stands and self.since is not None:
            self.pauses = [*(self.pauses or []), (self.since, self.now)]
            self.since = None


def told(start: datetime, limit: Limit, things: list[tuple[str, int]], *, extensions: bool) -> Story:
    """The story to its end, when nothing holds the clock any more."""
    story = Story(clock(start, limit), start)
    for what, minutes in things:
        story.now += timedelta(minutes=minutes)
        if extensions or what != "extension":
            story.happen(what)
    for what, holds in (("suspension", story.clock.suspended), ("emergency", story.clock.held)):
        if holds:
            story.now += timedelta(minutes=90)
            story.happen(what)
    return story


@given(starts, limits, happenings)
def test_time_on_the_clock_is_the_time_outside_pauses(
    start: datetime, limit: Limit, things: list[tuple[str, int]]
) -> None:
    story = told(start, limit, things, extensions=False)
    fresh, end = clock(start, limit), story.clock
    assert end.paused_at is None
    assert counted(start, end.due_at, limit, story.pauses or []) == counted(start, fresh.due_at, limit, [])


@given(starts, st.integers(1, 80), happenings)
def test_an_extension_counts_once_whenever_it_is_granted(
    start: datetime, hours: int, things: list[tuple[str, int]]
) -> None:
    limit = Limit(hours, "working_hours")
    story = told(start, limit, things, extensions=True)
    wanted = timedelta(hours=hours) + story.extended
    assert counted(start, story.clock.due_at, limit, story.pauses or []) == wanted


@given(starts, limits, happenings)
def test_a_pause_forgives_nothing_and_hastens_nothing(
    start: datetime, limit: Limit, things: list[tuple[str, int]]
) -> None:
    story = told(start, limit, things, extensions=False)
    fresh = clock(start, limit)
    first = next(iter(story.pauses or []), None)
    assert story.clock.due_at >= fresh.due_at
    if first is None or first[0] >= fresh.due_at:
        assert story.clock.due_at == fresh.due_at, "what had run out before stays where it was"


@given(starts, limits, happenings)
def test_the_warning_keeps_its_distance(start: datetime, limit: Limit, things: list[tuple[str, int]]) -> None:
    story = told(start, limit, things, extensions=False)
    fresh, end = clock(start, limit), story.clock
    assert fresh.warn_at is not None
    assert end.warn_at is not None
    assert end.warn_at <= end.due_at
    rest = counted(fresh.warn_at, fresh.due_at, limit, [])
    assert counted(end.warn_at, end.due_at, limit, story.pauses or []) == rest


def test_each_stretch_is_named_once() -> None:
    running = clock(at("2026-11-23 09:00"), Limit(2, "natural_days"))
    running = hold(running, at("2026-11-23 10:00"))
    running = suspend(running, at("2026-11-23 12:00"), CALENDAR)
    running = resume(running, at("2026-11-24 12:00"), CALENDAR)
    assert running.paused_at == at("2026-11-24 12:00"), "the emergency still holds it"
    running = release(running, at("2026-11-24 18:30"), CALENDAR)
    assert running.due_at == at("2026-11-25 09:00") + timedelta(hours=32.5)
    assert running.words == (
        "起算；应急状态 11-23 10:00 至 11-23 12:00 不计时；挂账 11-23 至 11-24 不计时；"
        "应急状态 11-24 12:00 至 11-24 18:30 不计时"
    )


def test_suspended_first_the_emergency_only_waits() -> None:
    running = suspend(clock(at("2026-11-23 09:00"), Limit(1, "natural_days")), at("2026-11-23 10:00"), CALENDAR)
    running = hold(running, at("2026-11-23 11:00"))
    after = release(running, at("2026-11-23 15:00"), CALENDAR)
    assert after == replace(running, held=False), "it stands for the suspension as before"
    assert resume(after, at("2026-11-24 10:00"), CALENDAR).due_at == at("2026-11-25 09:00")


def test_what_had_run_out_is_not_forgiven_and_says_so() -> None:
    late = hold(clock(at("2026-11-23 09:00"), Limit(1, "natural_hours")), at("2026-11-23 11:00"))
    after = release(late, at("2026-11-23 15:00"), CALENDAR)
    assert after.due_at == at("2026-11-23 10:00")
    assert after.words.endswith("应急状态 11-23 11:00 至 11-23 15:00，时限此前已过，不顺延")


@pytest.mark.parametrize(
    ("started", "since"),
    [
        ("2026-11-23 12:20", "2026-11-23 12:20"),  # a stage that began meanwhile stands from its first moment
        ("2026-11-23 11:59", "2026-11-23 12:00"),  # written while the emergency began
        ("2026-11-23 09:00", "2026-11-23 13:00"),  # it was urgent until now
    ],
)
def test_a_clock_found_running_stands_from_when_it_became_ordinary(started: str, since: str) -> None:
    found = held_from(at(started), at("2026-11-23 12:00"), at("2026-11-23 13:00"), timedelta(minutes=2))
    assert found == at(since)
