"""漏报: which problems and visits it can be about, how it counts, and what older events leave to be worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.fact_classes import as_kept, from_content
from workflows.assessment.facts import Level, to_content
from workflows.assessment.indicator import tally
from workflows.assessment.ledger_cases import CaseTold
from workflows.assessment.missed import Bounds, Look, Problem, may_have_missed, why_no_miss
from workflows.assessment.runs import missed_fact
from workflows.states import State

FOUND, DAY = datetime(2026, 10, 20, 9, tzinfo=UTC), timedelta(days=1)
GRID, SUB = "350211103G01", "350211103001001"
BOUNDS = Bounds(days=14, metres=200, state_days=30)
PROBLEM = Problem("citizen", State.HANDLING, True, FOUND, SUB, GRID)
LOOK = Look(FOUND - DAY, 120.0, (SUB,))


@pytest.mark.parametrize(("change", "says"), [
    ({}, None), ({"source": "grid_member"}, "网格员自己"), ({"state": State.DECLINED}, "不予受理"),
    ({"state": State.MERGED}, "并入"), ({"filed": False}, "立案"), ({"street_grid": None}, "网格")])
def test_only_what_somebody_else_found_and_what_holds_can_have_been_missed(change: dict[str, Any],
                                                                           says: str | None) -> None:
    why = why_no_miss(replace(PROBLEM, **change), BOUNDS, FOUND + DAY)
    assert why is None if says is None else says in str(why)


def test_it_is_stated_while_people_remember() -> None:
    assert why_no_miss(PROBLEM, BOUNDS, FOUND + 30 * DAY) is None
    assert "30" in str(why_no_miss(PROBLEM, BOUNDS, FOUND + 31 * DAY))


@given(hours=st.integers(-800, 800), metres=st.none() | st.floats(0, 1000), held=st.sampled_from([(), (SUB,), (GRID,)]))
def test_a_visit_counts_only_before_the_report_near_it_and_in_the_own_grid(hours: int, metres: float | None,
                                                                         held: tuple[str, ...]) -> None:
    found = may_have_missed(PROBLEM, Look(FOUND - timedelta(hours=hours), metres, held), BOUNDS)
    assert found == (0 < hours <= 14 * 24 and metres is not None and metres <= 200 and bool(held))


def test_a_miss_is_one_of_the_misses_and_valid_reports_and_no_report_itself() -> None:
    miss = missed_fact(1, 7, 3, FOUND, FOUND - DAY, ("350211", "350211103", GRID, SUB, None))
    report = replace(miss, ref="report:a", missed=False, outcome="registered", visited_at=None)
    invalid = replace(report, ref="report:b", outcome="open")
    found = tally(INDICATORS["missed"], [miss, report, invalid], Level.GRID, GRID)
    assert (found.value, found.n) == (Fraction(1, 2), 2)
    assert tally(INDICATORS["reports"], [miss, report, invalid], Level.MEMBER, "3").n == 2


def test_a_period_frozen_earlier_is_compared_by_what_it_knew() -> None:
    miss = missed_fact(1, 7, 3, FOUND, FOUND - DAY, ("350211", "350211103", GRID, SUB, None))
    old = {name: value for name, value in to_content(miss).items() if name != "visited_at"}
    assert as_kept(miss, old).visited_at is None  # type: ignore[attr-defined]
    assert to_content(from_content(old))["visited_at"] is None


def told(number: int, stage: str, action: str, role: str, unit: str | None = None, **clock: Any) -> dict[str, Any]:
    """An event that ends the clock before and begins another one."""
    at = (FOUND + number * DAY).isoformat()
    ended = {"ended": {"run": number, "due": at, "stage": "x", "late": False, **({"department": unit} if unit else {})}}
    return {"name": "case.x", "at": at, "district": "350211", "town": "350211103", "street_grid": GRID,
            "actor": {"id": 1, "role": role}, "data": {"action": action, "clock": {
                **(ended if number else {}), "run": number + 1, "stage": stage, "since": at, "due": at, **clock}}}


@pytest.mark.parametrize(("unit", "clock", "above"), [
    ("350211103-ZZ", {}, True), ("350211-CG", {}, False), ("350211-CG", {"by_district": True}, True)])
def test_who_judges_stands_in_the_event_or_follows_from_who_handled(unit: str, clock: dict[str, Any],
                                                                   above: bool) -> None:
    case = CaseTold(1, FOUND)
    case.read(told(0, "handle", "sign", "department_officer"))
    case.read(told(1, "check", "handle", "department_officer", unit, **clock))
    assert case.runs[2].by_district is above


@pytest.mark.parametrize(("role", "above"), [("station_officer", True), ("grid_member", False)])
def test_what_the_station_settled_itself_is_judged_above(role: str, above: bool) -> None:
    case = CaseTold(1, FOUND)
    case.read(told(0, "accept", "submit", ""))
    case.read(told(1, "judge", "self-handle", role))
    assert case.runs[2].by_district is above
