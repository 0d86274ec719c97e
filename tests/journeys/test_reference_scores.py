"""A simulated quarter: every indicator and every card equals a count that was written apart from the product."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from config.settings import Settings
from server import cli
from server.actions.assess import compute_draft
from server.app import create_app
from server.extensions import db
from server.models import Assessment, AssessmentScheme
from server.queries.assessment_counts import count_everybody
from server.queries.assessment_facts import read_facts
from server.queries.assessment_inputs import Plan, plan_for, read_inputs
from server.queries.assessment_scores import read_scores
from server.queries.exemptions import read_exemptions
from server.queries.frozen import read_frozen
from server.queries.schemes import scheme_of
from tests.builders import World
from tests.journeys.copied import copy_rows
from tests.journeys.quarter import Quarter
from tests.journeys.quarter_clock import DAYS
from tests.journeys.quarter_decisions import CHANGED, FROZEN
from tests.journeys.reference import Told, read_told
from tests.journeys.reference_cards import Card, Count, Owner, Period
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Fact, Level, owner_of
from workflows.assessment.indicator import tally
from workflows.assessment.result import LineState, Score
from workflows.assessment.scheme import Period as Days
from workflows.assessment.scheme import PeriodKind

# The quarter is written once, by the actions, on SQLite; every reader of facts is asked on both engines.
pytestmark = pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")
ENGINES = [pytest.param("sqlite", id="sqlite"),
           pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]
CLOSE = Fraction(1, 10**9)


@dataclass
class Counted:
    """The quarter as it was counted apart: by one of the two schemes, at its end or when its month was frozen."""

    quarter: Quarter
    now: datetime
    until: datetime | None = None
    told: Told = field(init=False)
    _tallies: dict[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = read_told(self.now, self.until)

    def tallies(self, version: int) -> Any:
        if version not in self._tallies:
            reach = self.quarter.first - timedelta(days=182)
            self._tallies[version] = self.told.tallies(version, reach, self.quarter.last)
        return self._tallies[version]

    def cards(self, version: int, period: Period) -> dict[Owner, Card]:
        return self.told.cards(version, period, self.tallies(version))


@pytest.fixture(scope="module")
def quarter(world: World) -> Quarter:
    found = Quarter()
    found.run()
    return found


@pytest.fixture(scope="module", params=ENGINES)
def counted(request: pytest.FixtureRequest, quarter: Quarter, installation: Settings) -> Iterator[Counted]:
    """The quarter read from one engine; on PostgreSQL from a copy of every row."""
    with on_postgresql(installation) if request.param == "postgresql" else nullcontext(installation) as settings:
        create_app(settings)
        yield Counted(quarter, quarter.end + timedelta(days=1))
        if db.engine is not None:
            db.engine.dispose()


@contextmanager
def on_postgresql(written: Settings) -> Iterator[Settings]:
    """A database of its own with the rows of the installation; gone afterwards."""
    server, name = os.environ["GRID_TEST_POSTGRES"], f"gridwhistle_quarter_{uuid.uuid4().hex[:12]}"
    settings = replace(written, database_url=f"{server.rpartition('/')[0]}/{name}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            with psycopg.connect(settings.database_url, autocommit=True) as made:
                made.execute("CREATE EXTENSION postgis")
            cli.migrate(settings)
            copy_rows(written.data_dir / "gridwhistle.db", settings.url)
            yield settings
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def by_owner(facts: Iterable[Fact], level: Level) -> dict[str, list[Fact]]:
    """The facts of everybody on a level."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        owner = owner_of(fact, level)
        if owner is not None:
            found.setdefault(owner, []).append(fact)
    return found


def indicator_differences(counted: Counted) -> Iterator[str]:
    """Every indicator of everybody on every level where the two disagree, over the whole quarter."""
    quarter, period = counted.quarter, Period("quarter", counted.quarter.first, counted.quarter.last)
    tallies = counted.tallies(1)
    with db.reading() as session:
        facts = read_facts(session, quarter.first, quarter.last, counted.now,
                           scheme_parameters=counted.told.schemes[1]["parameters"])
        exempt = read_exemptions(session)
    owned = {level: by_owner(facts, level) for level in Level}
    for code, indicator in INDICATORS.items():
        for level in indicator.levels or frozenset({Level.TOWN, Level.DISTRICT}):
            expected = tallies.of(code, level.value, period)
            for owner in sorted(owned[level].keys() | expected.keys()):
                one = tally(indicator, owned[level].get(owner, ()), level, owner, exempt)
                other = expected.get(owner, Count())
                if one.n != other.n or abs(one.part - other.part) > CLOSE or one.whole != other.whole:
                    yield f"{code} {level.value} {owner}: product {one}, counted {other}"


def test_every_indicator_of_everybody_equals_the_count(counted: Counted) -> None:
    assert list(indicator_differences(counted)) == []


def test_the_quarter_has_something_for_every_indicator(counted: Counted) -> None:
    period = Period("quarter", counted.quarter.first, counted.quarter.last)
    for code, indicator in INDICATORS.items():
        levels = [level.value for level in indicator.levels] or ["town"]
        for level in levels:
            found = counted.tallies(1).of(code, level, period).values()
            assert any(count.part > 0 for count in found), f"no hit of {code} on {level}"
            assert code == "reports" or any(count.part < count.n for count in found), f"no miss of {code} on {level}"


@dataclass(frozen=True)
class Case:
    """One computation: under which scheme, over which days. `frozen` and appealed since; `written` as a draft; `whole`
    as if no other scheme had followed."""

    version: int
    period: Period
    frozen: bool = False
    written: bool = False
    whole: bool = False


def computations(first: date) -> dict[str, Case]:
    """The whole quarter as if one scheme held, its two parts, and its months: one frozen, one cut, one whole."""
    change, last = first + timedelta(days=CHANGED), first + timedelta(days=DAYS - 1)
    before, june = change - timedelta(days=1), first.replace(month=6)
    return {
        "quarter": Case(1, Period("quarter", first, last), whole=True),
        "first part": Case(1, Period("quarter", first, before)),
        "second part": Case(2, Period("quarter", change, last), written=True),
        "frozen month": Case(1, Period("month", first, first.replace(day=30)), frozen=True),
        "cut month": Case(1, Period("month", first.replace(month=5), before)),
        "last month": Case(2, Period("month", june, last))}


def scores_of(case: Case, now: datetime) -> Iterable[Score]:
    """What the product computes: of a frozen period from what it holds, else from facts counted as they are read. The
    second part is written as a draft and read again as people see it; the whole quarter is what freezing would read."""
    kind = PeriodKind(case.period.kind)
    if case.written:
        draft = compute_draft(kind, case.period.first, now)
        with db.reading() as session:
            return read_scores(session, draft)
    with db.reading() as session:
        if case.frozen:
            row = session.scalars(select(Assessment).where(Assessment.state == "displayed")).one()
            return read_frozen(session, row).scores()
        scheme = session.scalars(select(AssessmentScheme).where(AssessmentScheme.version == case.version)).one()
        plan = Plan(scheme, scheme_of(scheme), Days(kind, case.period.first, case.period.last))
        if case.whole:
            return read_inputs(session, plan, now).scores()
        assert plan_for(session, kind, case.period.first) == plan
        return count_everybody(session, plan, now, tuple(Level)).scores()


def card_differences(scores: Iterable[Score], expected: Mapping[Owner, Card]) -> Iterator[str]:
    """Everybody's lines, total, grade and ranks where the two disagree; and who has a card in one alone."""
    held = {(score.level.value, score.owner): score for score in scores}
    yield from (f"{key} has one card alone" for key in held.keys() ^ expected.keys())
    for key in held.keys() & expected.keys():
        score, card = held[key], expected[key]
        lines = {line.code: line.points for line in score.lines if line.state is not LineState.FEW}
        counts = {line.code: (line.n, line.part) for line in score.lines}
        product = (score.total, score.deducted, score.grade, score.n, score.peer_group,
                   (score.rank, score.rank_of, score.group_rank, score.group_of))
        told = (card.total, card.deducted, card.grade, card.n, card.group, card.places)
        if (lines, product) != (card.points, told) or counts != {
                code: (count.n, count.part) for code, count in card.counts.items()}:
            yield f"{key}: product {product} {lines} {counts}, counted {told} {card.points} {card.counts}"


def test_every_card_equals_the_count(counted: Counted) -> None:
    moment = counted.quarter.begin + timedelta(days=FROZEN, hours=12)
    then = Counted(counted.quarter, moment, until=moment)
    for name, case in computations(counted.quarter.first).items():
        source = then if case.frozen else counted
        expected = source.cards(case.version, case.period)
        assert list(card_differences(scores_of(case, source.now), expected)) == [], name


def test_no_line_of_any_card_is_left_without_something_counted(counted: Counted) -> None:
    expected = [counted.cards(case.version, case.period) for case in computations(counted.quarter.first).values()
                if not case.frozen]
    for scheme in counted.told.schemes.values():
        for card, levels in (("member", ("member",)), ("grid", ("grid", "community")),
                             ("unit", ("town", "district", "department"))):
            for line in scheme["cards"][card]:
                for level in set(levels) & set(line["levels"] or levels):
                    assert any(line["code"] in one.points for found in expected
                               for key, one in found.items() if key[0] == level), (level, line["code"])
