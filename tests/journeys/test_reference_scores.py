"""A simulated quarter: every indicator and every card equals a count that was written apart from the product."""

from __future__ import annotations

import fcntl
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from config.settings import Settings
from server.actions.assess import compute_draft
from server.app import create_app
from server.extensions import db
from server.models import Absence, Assessment, AssessmentScheme
from server.queries.assessment_counts import count_everybody
from server.queries.assessment_facts import read_facts
from server.queries.assessment_inputs import Plan, one_picture, plan_for, read_inputs
from server.queries.assessment_live import live_score
from server.queries.assessment_scores import read_scores
from server.queries.exemptions import read_exemptions
from server.queries.frozen import read_frozen
from server.queries.schemes import scheme_of
from tests.journeys.copied import on_postgresql
from tests.journeys.quarter import Quarter
from tests.journeys.quarter_clock import DAYS
from tests.journeys.quarter_decisions import CHANGED, FROZEN
from tests.journeys.reference import Told, read_told
from tests.journeys.reference_cards import BELOW, Card, Count, Owner, Period
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
    _cards: dict[tuple[int, Period], dict[Owner, Card]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = read_told(self.now, self.until)

    def tallies(self, version: int) -> Any:
        if version not in self._tallies:
            reach = self.quarter.first - timedelta(days=182)
            self._tallies[version] = self.told.tallies(version, reach, self.quarter.last)
        return self._tallies[version]

    def cards(self, version: int, period: Period) -> dict[Owner, Card]:
        if (version, period) not in self._cards:
            self._cards[version, period] = self.told.cards(version, period, self.tallies(version))
        return self._cards[version, period]


@pytest.fixture(scope="module")
def quarter(installation: Settings, templates: Path) -> Quarter:
    """Written once for all workers of this run, and copied."""
    done = templates / "quarter"
    with (templates / "quarter.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists():
            shutil.copytree(done, installation.data_dir, dirs_exist_ok=True)
            create_app(installation)
            return Quarter()
        create_app(installation)
        found = Quarter()
        found.run()
        dispose()
        building = templates / f"building-{uuid.uuid4().hex}"
        shutil.copytree(installation.data_dir, building)
        building.rename(done)
        return found


def dispose() -> None:
    """Let go of the database."""
    if db.engine is not None:
        db.engine.dispose()


@pytest.fixture(scope="module", params=ENGINES)
def counted(request: pytest.FixtureRequest, quarter: Quarter, installation: Settings) -> Iterator[Counted]:
    """The quarter read from one engine; on PostgreSQL from a copy of every row."""
    with on_postgresql(installation) if request.param == "postgresql" else nullcontext(installation) as settings:
        create_app(settings)
        yield Counted(quarter, quarter.end + timedelta(days=1))
        dispose()


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
            one_picture(session)
            row = session.scalars(select(Assessment).where(Assessment.state == "displayed")).one()
            return read_frozen(session, row).scores()
        scheme = session.scalars(select(AssessmentScheme).where(AssessmentScheme.version == case.version)).one()
        plan = Plan(scheme, scheme_of(scheme), Days(kind, case.period.first, case.period.last))
        if case.whole:
            return read_inputs(session, plan, now).scores()
        assert plan_for(session, kind, case.period.first) == plan
        return count_everybody(session, plan, now, tuple(Level)).scores()


def card_differences(scores: Iterable[Score], expected: Mapping[Owner, Card]) -> Iterator[str]:
    """Everybody's card where the two disagree; and who has one in one of them alone."""
    held = {(score.level.value, score.owner): score for score in scores}
    yield from (f"{key} has one card alone" for key in held.keys() ^ expected.keys())
    for key in held.keys() & expected.keys():
        product, counted = printed(held[key]), told(expected[key])
        if product != counted:
            yield f"{key}: product {product}, counted {counted}"


def printed(score: Score) -> tuple[Any, ...]:
    """What a card says, of the product: places, total, grade, lines, counts."""
    return ((score.rank, score.rank_of, score.group_rank, score.group_of), score.total, score.deducted, score.grade,
            score.n, score.peer_group,
            {line.code: line.points for line in score.lines if line.state is not LineState.FEW},
            {line.code: (line.n, line.part) for line in score.lines})


def told(card: Card) -> tuple[Any, ...]:
    """The same of the count."""
    return (card.places, card.total, card.deducted, card.grade, card.n, card.group, dict(card.points),
            {code: (count.n, count.part) for code, count in card.counts.items()})


def test_every_card_equals_the_count(counted: Counted) -> None:
    moment = counted.quarter.begin + timedelta(days=FROZEN, hours=12)
    then = Counted(counted.quarter, moment, until=moment)
    for name, case in computations(counted.quarter.first).items():
        source = then if case.frozen else counted
        expected = source.cards(case.version, case.period)
        assert list(card_differences(scores_of(case, source.now), expected)) == [], name


def test_the_quarter_meets_every_rule_of_the_cards(counted: Counted) -> None:
    """Ties in a rank and within a group, caps and points taken off, grades, lines of longer windows, spread weights."""
    held = {name: counted.cards(case.version, case.period) for name, case in computations(counted.quarter.first).items()
            if not case.frozen}
    whole, second = held["quarter"], held["second part"]
    for place in (0, 2):
        ranked = [(level, card.group if place else None, card.places[place])
                  for (level, _), card in second.items() if card.places[place] is not None]
        assert len(ranked) > len(set(ranked)), "nobody shares a rank"
    grades = {card.grade for found in held.values() for card in found.values()}
    assert grades == {"excellent", "good", "pass", "fail", None}
    assert any(card.deducted for card in whole.values())
    assert any(card.grade == "fail" and card.total is not None and card.total >= 60 for card in second.values())
    for name, days in (("first part", 84), ("second part", 182), ("quarter", 182), ("cut month", 84)):
        case = computations(counted.quarter.first)[name]
        longer = case.period.longer(counted.told.schemes[case.version]["lengthen"])
        assert longer == case.period.last - timedelta(days=days - 1)
        tallies = counted.tallies(case.version)
        assert any(card.counts[code].n > tallies.of(code, level, case.period).get(owner, Count()).n
                   for (level, owner), card in held[name].items() for code in card.counts if code not in BELOW), name
    assert any(0 < len(card.points) < len(card.counts) for card in whole.values()), "no weight is spread"
    assert not any(level == "member" and owner == str(absent_member()) for level, owner in whole)


def absent_member() -> int:
    """Whoever was on leave for the whole quarter."""
    with db.reading() as session:
        return session.scalars(select(Absence.person_id).where(Absence.kind == "leave").order_by(Absence.starts_at)
                               .limit(1)).one()


def test_a_score_asked_for_in_the_last_minute_equals_the_count(counted: Counted) -> None:
    """What one person or place is shown while the period runs is read for that one alone."""
    quarter, moment = counted.quarter, counted.quarter.end - timedelta(minutes=1)
    expected = Counted(quarter, moment).cards(2, computations(quarter.first)["second part"].period)
    compute_draft(PeriodKind.QUARTER, quarter.last, moment)
    owners = {level: [owner for of, owner in expected if of == level.value and expected[of, owner].total is not None]
              for level in Level}
    with db.reading() as session:
        for level, owner in ((level, owner) for level, found in owners.items() for owner in sorted(found)[:4]):
            live = live_score(session, level, owner, moment, PeriodKind.QUARTER)
            assert printed(live)[1:] == told(expected[level.value, owner])[1:], (level, owner)


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
