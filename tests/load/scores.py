"""How long the scores of a month take in a city with a long past: reading the facts, and computing from them.

    .venv/bin/python -m tests.load.scores postgresql://…/gridwhistle_history --data DIR [--level LEVEL]

First `tests.load.history` makes the database. Nothing is written. The bar: every member's card of a month, with
1,000,000 cases in the database, within 5 seconds.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, select

from server.extensions import db
from server.models import Case
from server.queries.assessment_facts import read_facts
from server.queries.assessment_inputs import Inputs, one_picture, plan_for
from server.queries.assessment_live import live_score
from server.queries.assessment_marks import read_marks
from server.queries.assessment_roster import read_roster
from server.queries.exemptions import read_exemptions
from tests.conftest import settings_for
from workflows.assessment.compute import kinds_for
from workflows.assessment.facts import Level
from workflows.assessment.periods import period_around, period_before, reach
from workflows.assessment.scheme import PeriodKind


@contextmanager
def timed(what: str, spent: dict[str, float]) -> Iterator[None]:
    """Add what a block takes, and say it."""
    began = perf_counter()
    yield
    spent[what] = perf_counter() - began
    print(f"  {what}: {spent[what]:.2f} s")


def measure(level: Level, day: date, now: datetime) -> float:
    """One computation of everybody on a level for the month around a day; returns seconds."""
    spent: dict[str, float] = {}
    with db.reading() as session:
        one_picture(session)
        plan = plan_for(session, PeriodKind.MONTH, day)
        if plan is None:
            raise SystemExit(f"no scheme is in force on {day}")
        scheme, period, levels = plan.scheme, plan.period, frozenset({level})
        with timed("facts", spent):
            facts = read_facts(session, reach(scheme, period), period.last, now, kinds=kinds_for(scheme, levels),
                               scheme_parameters=scheme.parameters)
        with timed("roster, exemptions, marks", spent):
            inputs = Inputs(plan, facts, read_roster(session, period.first, period.last), read_exemptions(session),
                            read_marks(session, scheme, period.first, period.last))
        with timed("compute", spent):
            scores = inputs.scores(levels)
    with_total = sum(score.total is not None for score in scores)
    print(f"{level.value}, {period.first} to {period.last}: {len(scores):,} scores ({with_total:,} with a total) from "
          f"{len(facts):,} facts {dict(Counter(fact.kind.value for fact in facts))} in {sum(spent.values()):.2f} s")
    return sum(spent.values())


def measure_one(level: Level, owner: str, now: datetime) -> None:
    """One owner's score, computed now, as a page asks for it."""
    began = perf_counter()
    with db.reading() as session:
        score = live_score(session, level, owner, now)
    print(f"live, {level.value} {owner}: {perf_counter() - began:.2f} s, n {score.n}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "gridwhistle_history")
    parser.add_argument("--level", type=Level, action="append", help="may be given several times; member without")
    parser.add_argument("--month", type=lambda text: date.fromisoformat(f"{text}-01"), default=None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--owner", action="append", default=[], help="level:code whose live score is timed as well")
    given = parser.parse_args()
    db.configure(settings_for(given.data, given.database))
    now = datetime.now(UTC)
    with db.reading() as session:
        print(f"{session.scalar(select(func.count()).select_from(Case)):,} cases in the database")
    day = given.month or period_before(period_around(PeriodKind.MONTH, now.date())).first
    for level in given.level or [Level.MEMBER]:
        quickest = min(measure(level, day, now) for _ in range(given.runs))
        print(f"{level.value}: quickest of {given.runs}: {quickest:.2f} s")
    for owner in given.owner:
        level, _, code = owner.partition(":")
        measure_one(Level(level), code, now)


if __name__ == "__main__":
    main()
