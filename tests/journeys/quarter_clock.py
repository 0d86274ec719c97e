"""The clock of a simulated quarter: what is still to happen, in the order of its moment, with fixed dice."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from sqlalchemy import select

from server.errors import Problem
from server.extensions import db
from server.models import AssessmentScheme
from server.queries.people import Actor, find_actor
from workflows.working_calendar import ZONE

DAYS, BEFORE = 91, 40  # the quarter, and the days before it that longer windows and inherited problems reach into
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
Act = Callable[[datetime], object]
Way = TypeVar("Way")


@dataclass
class Clock:
    """The quarter lies in the year of the installation's first scheme; `refused` is what came too late, as in life."""

    first: date = field(default_factory=lambda: _first_day())
    dice: Random = field(default_factory=lambda: Random("quarter"))
    refused: list[str] = field(default_factory=list)
    _plan: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _count: int = 0
    _turns: dict[str, int] = field(default_factory=dict)

    @property
    def begin(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        return self.begin + DAYS * DAY

    @property
    def since(self) -> datetime:
        """When the simulation begins."""
        return self.begin - BEFORE * DAY

    @property
    def last(self) -> date:
        return self.first + timedelta(days=DAYS - 1)

    def at(self, moment: datetime, act: Act) -> None:
        """Plan something for a moment."""
        self._count += 1
        heapq.heappush(self._plan, (moment, self._count, act))

    def on(self, day: int, act: Act, hours: float = 11) -> None:
        """Plan something for a day of the quarter (0 is the first), at an hour of the city's clock."""
        self.at(self.begin + day * DAY + hours * HOUR, act)

    def soon(self, now: datetime, wait: timedelta, act: Act) -> None:
        """Plan something for when so much time has passed; what would be due at night is done in the morning."""
        self.at(by_day(now + wait), act)

    def turn(self, what: str, ways: Sequence[Way]) -> Way:
        """One way after the other, so that each is gone often enough."""
        self._turns[what] = self._turns.get(what, -1) + 1
        return ways[self._turns[what] % len(ways)]

    def run_out(self) -> None:
        """Everything that is planned up to the quarter's end. Who comes too late for a step does not take it."""
        while self._plan:
            moment, _, act = heapq.heappop(self._plan)
            if moment < self.end:
                self.attempt(act, moment)

    def attempt(self, act: Act, now: datetime) -> None:
        """Do it; what the system refuses is noted."""
        try:
            act(now)
        except Problem as problem:
            self.refused.append(f"{now:%m-%d %H:%M} {problem} {problem.errors or ''}")


def midnight(day: date) -> datetime:
    """The first moment of a day in the city, in UTC."""
    return datetime.combine(day, datetime.min.time(), ZONE).astimezone(UTC)


def by_day(moment: datetime) -> datetime:
    """The moment, or the morning after it when it lies in the night."""
    local = moment.astimezone(ZONE)
    if local.hour < 7:
        return local.replace(hour=7).astimezone(UTC)
    return (local + 12 * HOUR).astimezone(UTC) if local.hour >= 21 else moment


def actor_of(person_id: int | None, now: datetime) -> Actor:
    """A person with the posts that they hold then."""
    with db.reading() as session:
        actor = find_actor(session, person_id or 0, now)
    assert actor is not None
    return actor


def _first_day() -> date:
    """The second quarter of the year that the first scheme begins in."""
    with db.reading() as session:
        begins = session.scalars(select(AssessmentScheme.starts_on).order_by(AssessmentScheme.version)).first()
    assert begins is not None
    return date(begins.year, 4, 1)
