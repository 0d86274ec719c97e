"""Facts of cases: clocks that fell due, named persons' tasks and checks, countable steps, ratings and contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflows.assessment.facts import Fact


class Step(StrEnum):
    """Countable steps of a case."""

    ACCEPTED = "accepted"
    REGISTERED = "registered"
    DISPATCHED = "dispatched"
    HANDLED = "handled"
    CLOSED = "closed"
    RULED = "ruled"
    SUSPENDED = "suspended"
    SELF_JUDGED = "self_judged"
    REOPENED = "reopened"
    CAME_BACK = "came_back"


@dataclass(slots=True)
class StageFact(Fact):
    """One run of a stage's clock that ended or fell due; `at` is its due time, after extensions and pauses.

    `exempt` names why nobody's score counts it, `paused` that its clock stands still at the moment of counting.
    `inherited`: the case had been reported before the quarter in which this fell due. `closed`: the case is closed.
    `by_district`: the district ends this stage in place of the station (what the town handled, 回避, the sea).
    """

    stage: str
    started_at: datetime
    due_first: datetime
    ended_at: datetime | None
    ended_by: str | None
    exempt: str | None
    extended: bool
    on_hold: bool
    paused: bool
    citizen: bool
    inherited: bool
    closed: bool
    by_district: bool = False


@dataclass(slots=True)
class TaskFact(Fact):
    """A confirmation that one named person was asked for (runs.TASKS); `at` is that person's own due time.

    `ending` is done, moved, dropped or None while it is open; `reason` says why it moved; `away` is the kind of
    absence during which it fell due.
    """

    stage: str
    began_at: datetime
    ended_at: datetime | None
    ending: str | None
    reason: str | None
    away: str | None
    paused: bool


@dataclass(slots=True)
class CheckFact(Fact):
    """A result that one person checked; `at` is when the check fell due. `stage` judge: of what was self-handled."""

    stage: str
    ended_at: datetime
    passed: bool
    away: str | None


@dataclass(slots=True)
class MomentFact(Fact):
    """A countable step of a case. `name` says which (Step), `outcome` what became of it as far as is known."""

    name: str
    outcome: str
    source: str
    citizen: bool


@dataclass(slots=True)
class RatingFact(Fact):
    """What a reporter said of an answer. `superseded`: the same reporter said something newer after more work."""

    solved: str
    satisfaction: int | None
    citizen: bool
    superseded: bool


@dataclass(slots=True)
class ContactFact(Fact):
    """A reporter who could be contacted; `at` is until when. `reached` False: the reporter did not answer."""

    contacted_at: datetime | None
    reached: bool | None
