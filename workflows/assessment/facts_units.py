"""Facts of units and of the field: whistles and calls, reports of members, looks at sources, second looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflows.assessment.facts import Fact


@dataclass(slots=True)
class WhistleFact(Fact):
    """A whistle; `at` is when it was blown. `to_town`: by a grid or a community to its town."""

    category: str
    state: str
    to_town: bool


@dataclass(slots=True)
class CallFact(Fact):
    """A unit that was called by a whistle; `at` is when. `answer`, `arrive` and `done` are kept, late, open or none.

    `result` is what was reported, `judgement` what the unit said of the whistle and `judgement_contest` what became
    of that; `stars` is the sum of the ratings of its answer, of `stars_of` (fifteen, or ten where nobody had to come),
    `rating_contest` what became of those, `decline_contest` what the district ruled of its declining.
    """

    to_town: bool
    state: str
    answer: str
    arrive: str
    done: str
    result: str | None
    judgement: str | None
    judgement_contest: str | None
    stars: int | None
    rating_contest: str | None
    decline_contest: str | None = None
    stars_of: int = 15


@dataclass(slots=True)
class ReportFact(Fact):
    """Something that a member reported, or (`missed`) that an assessor proved to have been visible at a visit.

    A miss counts when somebody else reported what had been missed; `visited_at` is the visit that did not.
    """

    outcome: str
    missed: bool
    visited_at: datetime | None = None


@dataclass(slots=True)
class TurnFact(Fact):
    """A source whose look fell due on the last day of a window; `at` is the end of that day.

    `for_member`: the share of one person on duty there on that day; else the grid's own.
    """

    source: int
    begins_at: datetime
    seen_at: datetime | None
    risk: str
    for_member: bool
    away: str | None


@dataclass(slots=True)
class RecheckFact(Fact):
    """A blind second look; `at` is when it was done. `work` says whose work was looked at: check or self_handle."""

    work: str
    result: str
