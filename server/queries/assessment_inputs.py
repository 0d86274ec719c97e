"""Everything that scores are computed from, read at one moment: scheme, period, facts, roster, exemptions, marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from server.extensions import db
from server.models import AssessmentScheme
from server.queries.assessment_facts import read_facts
from server.queries.assessment_marks import read_marks
from server.queries.assessment_roster import read_roster
from server.queries.exemptions import read_exemptions
from server.queries.schemes import scheme_of, scheme_row_for
from workflows.assessment.compute import Below, compute
from workflows.assessment.facts import Fact, Level
from workflows.assessment.indicator import Exemptions
from workflows.assessment.marks import Mark
from workflows.assessment.periods import cut, period_around, reach
from workflows.assessment.result import Score
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import Period, PeriodKind, Scheme


@dataclass(frozen=True)
class Plan:
    """Which scheme scores which days; `row` is the scheme's."""

    row: AssessmentScheme
    scheme: Scheme
    period: Period


@dataclass(frozen=True)
class Inputs:
    """What a computation starts from."""

    plan: Plan
    facts: list[Fact]
    roster: Roster
    exempt: Exemptions
    marks: list[Mark]

    def scores(self, levels: frozenset[Level] | None = None, below: Below | None = None) -> tuple[Score, ...]:
        """Compute."""
        return compute(self.plan.scheme, self.plan.period, self.facts, self.roster, self.exempt, self.marks,
                       levels=levels, below=below)


def one_picture(session: Session) -> None:
    """Everything read from here on is as of one moment, while others go on writing; SQLite always reads so."""
    if not db.is_sqlite:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def plan_for(session: Session, kind: PeriodKind, day: date) -> Plan | None:
    """The scheme in force on a day and the part of the period around it that lies in its term; None without one."""
    row = scheme_row_for(session, day)
    period = cut(period_around(kind, day), row.starts_on, row.ends_on) if row is not None else None
    return Plan(row, scheme_of(row), period) if row is not None and period is not None else None


def read_inputs(session: Session, plan: Plan, now: datetime) -> Inputs:
    """Every fact of the longest window, for a period that is frozen."""
    first, last = reach(plan.scheme, plan.period), plan.period.last
    facts = read_facts(session, first, last, now, scheme_parameters=plan.scheme.parameters)
    return Inputs(plan, facts, read_roster(session, plan.period.first, last), read_exemptions(session),
                  read_marks(session, plan.scheme, plan.period.first, last))
