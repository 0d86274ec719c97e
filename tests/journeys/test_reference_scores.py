"""A simulated quarter: every indicator and every card equals a count that was written apart from the product."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import select

from server.actions.assess import compute_draft
from server.extensions import db
from server.models import (
    Absence,
    AssessmentLine,
    AssessmentScore,
    DivisionRow,
    Event,
    PersonPost,
    PollutionSource,
)
from server.queries.assessment_facts import read_facts
from tests.architecture.tree import ROOT
from tests.builders import World
from tests.journeys import reference_facts as told
from tests.journeys.quarter import DAYS, Quarter
from tests.journeys.reference_scores import FIELD, Count, Row, card, count
from tests.journeys.reference_scores import World as Around
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Level, owner_of
from workflows.assessment.indicator import tally
from workflows.assessment.scheme import PeriodKind

# The rules are the same on both engines; every reader of facts is tested on both.
pytestmark = pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")
SCHEME = tomllib.loads((ROOT / "config" / "catalogue" / "assessment.toml").read_text("utf-8"))
CARDS = {"member": "member", "grid": "grid", "community": "grid", "town": "town", "district": "district",
         "department": "department"}
BELOW = {"members_mean": "member", "grids_mean": "grid"}
CLOSE = Fraction(1, 10**9)
# Shown without a denominator of their own, or fed by what this quarter does not hold.
ELSEWHERE = {"missed", "check_errors", "on_hold", "whistle_unreasonable", "town_answered", "sampled", "member_correct",
             "recheck"}


@dataclass
class Counted:
    """The quarter as the events, posts and absences tell it."""

    quarter: Quarter
    rows: list[Row]
    around: Around
    posts: list[tuple[int, str]]
    ground: dict[str, set[str]]  # street-level grids that share ground with each community

    @property
    def now(self) -> datetime:
        return self.quarter.end + timedelta(days=1)

    def of(self, code: str, level: str, days: int = DAYS) -> dict[str, Count]:
        end = self.quarter.end
        return count(code, level, self.rows, self.around, end - timedelta(days=days), end)


@pytest.fixture(scope="module")
def quarter(world: World) -> Quarter:
    found = Quarter()
    found.run()
    return found


@pytest.fixture(scope="module")
def counted(quarter: Quarter) -> Counted:
    return read_quarter(quarter)


def read_quarter(quarter: Quarter) -> Counted:
    """Events, sources, posts and absences of the installation, counted apart."""
    with db.reading() as session:
        events = [json.loads(content) for content in session.scalars(select(Event.content).order_by(Event.seq))]
        posts = [(row.person_id, row.division) for row in session.execute(select(
            PersonPost.person_id, PersonPost.division).where(PersonPost.role == "grid_member"))]
        away: dict[int, tuple[tuple[datetime, datetime | None], ...]] = {}
        for row in session.scalars(select(Absence)):
            away[row.person_id] = (*away.get(row.person_id, ()), (row.starts_at, row.ends_at))
        ground: dict[str, set[str]] = {}
        for row in session.execute(select(DivisionRow.community, DivisionRow.parent).where(
                DivisionRow.level == "sub_grid", DivisionRow.community.is_not(None))):
            ground.setdefault(row.community, set()).add(row.parent)
        sources = [
            {"id": row.id, "district": row.district, "town": row.town, "grid": row.street_grid,
             "community": row.community, "watched": row.street_grid or row.sub_grid}
            for row in session.scalars(select(PollutionSource).where(PollutionSource.risk == "high"))]
    cases = told.read_cases(events)
    duty: dict[str, list[int]] = {}
    for person_id, grid in posts:
        duty.setdefault(grid, []).append(person_id)
    last = quarter.first + timedelta(days=DAYS - 1)
    days = SCHEME["parameters"]["coverage_days"]
    rows = [*(row for case in cases.values() for row in told.rows_of_case(case)),
            *told.rows_of_recurrence(events, cases), *told.rows_of_whistles(events, cases),
            *told.rows_of_instruments(events),
            *told.rows_of_sources(sources, events, quarter.first, last, days, duty)]
    return Counted(quarter, rows, Around(quarter.end + timedelta(days=1), away), posts, ground)


def by_product(counted: Counted, code: str, level: Level, facts: list[Any]) -> dict[str, Count]:
    """What the product says of everybody on a level."""
    indicator, owners = INDICATORS[code], {owner_of(fact, level) for fact in facts} - {None}
    found = {}
    for owner in owners:
        one = tally(indicator, facts, level, str(owner))
        if one.n or one.part:
            found[str(owner)] = Count(one.n, Fraction(one.part), int(one.whole))
    return found


def differences(counted: Counted) -> list[str]:
    """Every indicator of everybody on every level where the two disagree."""
    last = counted.quarter.first + timedelta(days=DAYS - 1)
    with db.reading() as session:
        facts = read_facts(session, counted.quarter.first, last, counted.now,
                           scheme_parameters=SCHEME["parameters"])
    found = []
    for code, indicator in INDICATORS.items():
        if code in ELSEWHERE:
            continue
        own = [fact for fact in facts if fact.kind in indicator.kinds]
        for level in indicator.levels or frozenset({Level.TOWN, Level.DISTRICT}):
            product, reference = by_product(counted, code, level, own), counted.of(code, level.value)
            found += [f"{code} {level.value} {owner}: product {product.get(owner)}, counted {reference.get(owner)}"
                      for owner in sorted(product.keys() | reference.keys())
                      if not _same(product.get(owner, Count()), reference.get(owner, Count()))]
    return found


def _same(one: Count, other: Count) -> bool:
    return one.n == other.n and abs(one.part - other.part) <= CLOSE and one.whole == other.whole


def test_every_indicator_of_everybody_equals_the_count(counted: Counted) -> None:
    assert differences(counted) == []
    for code in set(INDICATORS) - ELSEWHERE - {"inherited_on_time"}:
        levels = [level.value for level in INDICATORS[code].levels] or ["town"]
        assert any(counted.of(code, level) for level in levels), f"the quarter has nothing for {code}"


def totals(counted: Counted) -> dict[tuple[str, str], tuple[dict[str, Fraction], Fraction | None]]:
    """Points and total of everybody who has a score, each level from the one below it."""
    scores: dict[tuple[str, str], tuple[dict[str, Fraction], Fraction | None]] = {}
    for level, key in CARDS.items():
        lines = SCHEME[key]
        counts = {line["code"]: counted.of(line["code"], level) for line in lines if line["code"] not in BELOW}
        for owner in _owners(counted, level):
            def of(line: Mapping[str, Any], owner: str = owner, level: str = level,
                   counts: dict[str, dict[str, Count]] = counts) -> Count:
                if line["code"] in BELOW:
                    return _mean(counted, scores, line["code"], level, owner)
                return counts[line["code"]].get(owner, Count())
            scores[level, owner] = card(lines, of)
    return scores


def _owners(counted: Counted, level: str) -> set[str]:
    """Whoever has something that counts, and places that have people."""
    found = {str(row[FIELD[level]]) for row in counted.rows if row[FIELD[level]] is not None}
    return found | {"grid": {grid for _, grid in counted.posts}, "community": set(counted.ground)}.get(level, set())


def _mean(counted: Counted, scores: Mapping[tuple[str, str], tuple[dict[str, Fraction], Fraction | None]], code: str,
          level: str, owner: str) -> Count:
    """The plain mean of the totals below: of the members of the grids there, of a town's or district's grids."""
    if code == "members_mean":
        grids = counted.ground[owner] if level == "community" else {owner}
        below = {str(person_id) for person_id, grid in counted.posts if grid in grids}
    else:
        below = {grid for _, grid in counted.posts if grid.startswith(owner)}
    found = [scores[BELOW[code], one][1] for one in below if (BELOW[code], one) in scores]
    known = [total / 100 for total in found if total is not None]
    return Count(len(known), sum(known, Fraction(0)), len(known))


def card_differences(counted: Counted) -> list[str]:
    """Everybody's total and lines where the two disagree."""
    assessment = compute_draft(PeriodKind.QUARTER, counted.quarter.first, counted.now)
    expected, found = totals(counted), []
    with db.reading() as session:
        rows = session.scalars(select(AssessmentScore).where(AssessmentScore.assessment_id == assessment)).all()
        lines: dict[int, dict[str, Fraction]] = {}
        for line in session.scalars(select(AssessmentLine).where(
                AssessmentLine.score_id.in_([row.id for row in rows]), AssessmentLine.state != "few")):
            lines.setdefault(line.score_id, {})[line.code] = Fraction(line.exact_points)
    for row in rows:
        points, total = expected.get((row.level, row.owner), ({}, None))
        product = Fraction(row.total) if row.total is not None else None
        if (product, lines.get(row.id, {})) != (total, points):
            found.append(f"{row.level} {row.owner}: product {product} {lines.get(row.id)}, counted {total} {points}")
    return found


def test_every_card_equals_the_count(counted: Counted) -> None:
    assert card_differences(counted) == []
    graded = {level for (level, _), (_, total) in totals(counted).items() if total is not None}
    assert graded == set(CARDS), "the quarter scores every kind of card"
