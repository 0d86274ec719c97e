"""The facts that one figure of one owner was counted from, and how each of them counted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Assessment, AssessmentFact
from server.queries.assessment_facts import each_fact
from server.queries.exemptions import read_exemptions
from workflows.assessment.fact_classes import from_content
from workflows.assessment.facts import Fact, Kind, Level, owner_of
from workflows.assessment.indicator import Counted, Exemptions, Indicator, Judgement, judge
from workflows.assessment.periods import moments
from workflows.assessment.scheme import Scheme

# What went wrong comes first: whoever doubts a score looks for that.
ORDER = {Counted.MISS: 0, Counted.PARTLY: 1, Counted.OUT: 2, Counted.HIT: 3}
_COLUMNS = {Level.GRID: "street_grid", Level.COMMUNITY: "community", Level.TOWN: "town", Level.DISTRICT: "district",
            Level.DEPARTMENT: "department"}


@dataclass(frozen=True)
class Owner:
    """Whose figures are meant, under which scheme; a draft (or no assessment yet) is counted from the tables now."""

    level: Level
    owner: str
    scheme: Scheme
    assessment: Assessment | None
    now: datetime

    @property
    def is_draft(self) -> bool:
        return self.assessment is None or self.assessment.state == "draft"


def facts_between(session: Session, whose: Owner, first: date, last: date, kinds: frozenset[Kind],
                  steps: frozenset[str] | None = None) -> list[Fact]:
    """The owner's facts of these days: as they were frozen, or as they are now; of a draft only these steps."""
    found: Iterable[Fact]
    if whose.is_draft:
        found = each_fact(session, first, last, whose.now, level=whose.level, owner=whose.owner, kinds=kinds,
                          steps=steps, scheme_parameters=whose.scheme.parameters)
    else:
        found = _frozen(session, whose, kinds)
    start, end = moments(first, last)
    return [fact for fact in found if start <= fact.at < end and owner_of(fact, whose.level) == whose.owner]


def _frozen(session: Session, whose: Owner, kinds: frozenset[Kind]) -> Iterable[Fact]:
    assert whose.assessment is not None
    row = AssessmentFact
    column: Any = row.person_id if whose.level is Level.MEMBER else getattr(row, _COLUMNS[whose.level])
    owner: Any = int(whose.owner) if whose.level is Level.MEMBER else whose.owner
    rows = session.scalars(select(row.content).where(
        row.assessment_id == whose.assessment.id, column == owner, row.kind.in_([kind.value for kind in kinds])))
    return (from_content(json.loads(content)) for content in rows)


def exemptions_for(session: Session, whose: Owner) -> Exemptions:
    """What people's decisions took out: as it holds now, or as it held when the period became final."""
    final = None if whose.assessment is None else whose.assessment.final_at
    return read_exemptions(session, final)


def judged(indicator: Indicator, facts: Iterable[Fact], whose: Owner, exempt: Exemptions,
           ) -> list[tuple[Fact, Judgement]]:
    """The facts that the indicator is about with how each counted, in the order in which people look at them."""
    found = [(fact, judge(indicator, fact, whose.level, whose.owner, exempt)) for fact in facts]
    found = [pair for pair in found if pair[1].counted is not Counted.FOREIGN]
    found.sort(key=lambda pair: pair[0].ref)
    found.sort(key=lambda pair: pair[0].at, reverse=True)
    found.sort(key=lambda pair: ORDER[pair[1].counted])
    return found
