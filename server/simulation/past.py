"""The city's past: its last days and the longer past of one town, written once; after a pause, what it left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.actions.demo_accounts import HOME_TOWN
from server.actions.first_sources import begin_earlier
from server.actions.schedule import PAST_LEASE, drop_lease, hold_lease, take_lease
from server.queries.catalogue import working_calendar
from server.queries.city import city_index
from server.simulation import assessed, checks, inspecting, meetings, rewarded, second_looks
from server.simulation.arrivals import day_arrivals
from server.simulation.diary import Diary
from server.simulation.history import History
from server.simulation.home import HomePlaces, home_arrivals, home_rounds, neighbour_arrivals
from server.simulation.opinions import day_opinions
from server.simulation.pace import local_day, office_pace
from server.simulation.places import Places
from server.simulation.plan import Planner
from server.simulation.rounds import day_rounds
from server.simulation.terms import Terms
from workflows.working_calendar import ZONE

SMALL_GAP = timedelta(minutes=30)
NOTE_SECONDS = 2.0
LEASE_SECONDS = 20.0
BREATH = 0.003  # seconds between two writes, in which others get at the database


@dataclass(frozen=True)
class Written:
    """What was written and how long it took."""

    reports: int
    steps: int
    refused: dict[str, int]
    seconds: float


@dataclass(frozen=True)
class Home:
    """The longer past of the home town, and the day from which on the whole city has one."""

    terms: Terms
    city_from: date


def gap_begins(diary: Diary, now: datetime, days: int, home: Home | None = None) -> datetime | None:
    """From when on the past has to be written; None when it reaches the present already."""
    first = home.terms.begins if home is not None else local_day(now) - timedelta(days=days)
    earliest = datetime.combine(first, datetime.min.time(), ZONE)
    until = diary.page.until
    if until is None:
        return earliest
    return max(until, earliest) if now - until > SMALL_GAP else None


def write_past(planner: Planner, diary: Diary, begin: datetime, per_day: int, clock: Callable[[], datetime],
               progress: Callable[[float, datetime, int], None], breath: float = BREATH,
               home: Home | None = None) -> Written:
    """Write everything from `begin` to the present, in the order of time. Can be stopped at any moment and goes on."""
    started = time.monotonic()
    take_lease(PAST_LEASE, clock())
    history = History(planner, office_pace(working_calendar()), begin)
    first, last = local_day(begin) - timedelta(days=1), local_day(clock())
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    _expect_city(history, planner.seed, per_day, [day for day in days if home is None or day >= home.city_from])
    if home is not None:
        _expect_home(history, planner.seed, home.terms, days)
    history.expect_midnights(datetime.combine(day, datetime.min.time(), ZONE) for day in days)
    house = _House(diary, clock)
    house.keep(begin)
    progress(0.0, begin, 0)
    wanted = max(1, history.count_reports(clock()))
    history.pick_up()
    try:
        for moment in history.run(clock):
            house.keep(moment)
            progress(history.reports / wanted, moment, history.reports)
            time.sleep(breath)
        diary.note(until=clock())
    finally:
        drop_lease(PAST_LEASE, clock())
    return Written(history.reports, history.steps, dict(history.refused), time.monotonic() - started)


def _expect_city(history: History, seed: int, per_day: int, days: list[date]) -> None:
    places = Places(city_index())
    for day in days:
        history.expect(day_arrivals(seed, day, per_day, places))
        history.expect(day_rounds(seed, day))
        history.expect(day_opinions(seed, day, places))


def _expect_home(history: History, seed: int, terms: Terms, days: list[date]) -> None:
    begin_earlier(HOME_TOWN, terms.begins)
    index = city_index()
    places = HomePlaces(index)
    for day in days:
        history.expect(home_arrivals(seed, day, terms, places))
        history.expect(neighbour_arrivals(seed, day, terms, index))
        history.expect(home_rounds(seed, day, terms))
    for part in (second_looks, checks, meetings, inspecting, assessed, rewarded):
        history.expect(part.duties(days, terms))


class _House:
    """What has to be done again and again while the past is written, by the real clock."""

    def __init__(self, diary: Diary, clock: Callable[[], datetime]) -> None:
        self._diary, self._clock = diary, clock
        self._noted = self._leased = float("-inf")

    def keep(self, moment: datetime) -> None:
        now = time.monotonic()
        if now - self._leased > LEASE_SECONDS:
            hold_lease(PAST_LEASE, self._clock())
            self._leased = now
        if now - self._noted > NOTE_SECONDS:
            self._diary.note(until=moment)
            self._noted = now
