"""Lines counted from the tables: first the period, then whatever lies before it for those whose lines are short."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from server.queries.assessment_facts import each_fact
from server.queries.assessment_inputs import Plan
from server.queries.assessment_marks import read_marks
from server.queries.assessment_roster import read_roster
from server.queries.exemptions import read_exemptions
from workflows.assessment.compute import ORDER, Below, counting_for, kinds_for, scores_of, steps_for
from workflows.assessment.counting import Counting
from workflows.assessment.facts import Fact, Kind, Level
from workflows.assessment.lengthening import Short, short_of_facts
from workflows.assessment.marks import Mark
from workflows.assessment.periods import longer_window
from workflows.assessment.result import Score
from workflows.assessment.roster import Roster

DAY = timedelta(days=1)
WEEK = timedelta(days=7)  # of the whole city are read at a time, so that they fit into little memory
AT_ONCE = 200  # facts are counted before others get their turn
FEW = 150  # owners are read one by one; of more, everybody's facts


@dataclass(frozen=True)
class Counted:
    """What scores are made of; `facts` is how many were looked at."""

    plan: Plan
    counting: Counting
    roster: Roster
    marks: list[Mark]
    facts: int

    def scores(self, levels: frozenset[Level] | None = None, below: Below | None = None,
               only: str | None = None) -> tuple[Score, ...]:
        """Compute."""
        return scores_of(self.counting, self.plan.scheme, self.plan.period, self.roster, self.marks, levels=levels,
                         below=below, only=only)


@dataclass(frozen=True)
class Whose:
    """One owner of a level."""

    level: Level
    owner: str


def count_everybody(session: Session, plan: Plan, now: datetime, levels: Iterable[Level] = ORDER) -> Counted:
    """The cards of whole levels. While it counts, others get their turn again and again."""
    return _count(session, plan, now, tuple(levels), None)


def count_one(session: Session, plan: Plan, now: datetime, whose: Whose) -> Counted:
    """The card of one owner."""
    return _count(session, plan, now, (whose.level,), whose)


def _count(session: Session, plan: Plan, now: datetime, levels: tuple[Level, ...], whose: Whose | None) -> Counted:
    scheme, period = plan.scheme, plan.period
    roster = read_roster(session, period.first, period.last)
    counting = counting_for(scheme, period, read_exemptions(session), levels)
    read = _Reading(session, plan, now, steps_for(scheme, levels))
    facts = counting.add(read.between(period.first, period.last, kinds_for(scheme, levels), whose))
    longer = longer_window(scheme, period)
    if longer is not None:
        short = short_of_facts(counting, scheme, period, roster, levels, whose.owner if whose else None)
        for kinds, one in _helpings(short, whose):
            before = read.between(longer, period.first - DAY, kinds, one)
            facts += counting.add(before, one.level, one.owner) if one else counting.add(before)
    return Counted(plan, counting, roster, read_marks(session, scheme, period.first, period.last), facts)


def _helpings(short: Short, whose: Whose | None) -> Iterator[tuple[frozenset[Kind], Whose | None]]:
    """What has to be read besides, each kind of facts either of everybody or of few one by one, and none twice."""
    everybody = frozenset() if whose else frozenset(kind for kind, owners in short.items() if len(owners) > FEW)
    if everybody:
        yield everybody, None
    of_owner: dict[tuple[Level, str], set[Kind]] = {}
    for kind in sorted(short.keys() - everybody):
        for owner in short[kind]:
            of_owner.setdefault(owner, set()).add(kind)
    for level, owner in sorted(of_owner):
        yield frozenset(of_owner[level, owner]), Whose(level, owner)


class _Reading:
    """Facts as the tables tell them at one moment."""

    def __init__(self, session: Session, plan: Plan, now: datetime, steps: frozenset[str] | None) -> None:
        self._session, self._plan, self._now, self._steps = session, plan, now, steps

    def between(self, first: date, last: date, kinds: frozenset[Kind], whose: Whose | None) -> Iterator[Fact]:
        """Of one owner all at once; of everybody week by week."""
        if whose is not None:
            yield from self._facts(first, last, kinds, whose.level, whose.owner)
            return
        while first <= last:
            until = min(first + WEEK - DAY, last)
            yield from _taking_turns(self._facts(first, until, kinds))
            first = until + DAY

    def _facts(self, first: date, last: date, kinds: frozenset[Kind], level: Level | None = None,
               owner: str | None = None) -> Iterator[Fact]:
        return each_fact(self._session, first, last, self._now, level=level, owner=owner, kinds=kinds,
                         steps=self._steps, scheme_parameters=self._plan.scheme.parameters)


def _taking_turns(facts: Iterable[Fact]) -> Iterator[Fact]:
    for number, fact in enumerate(facts):
        if number % AT_ONCE == 0:
            time.sleep(0)
        yield fact
