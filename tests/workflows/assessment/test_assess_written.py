"""Figures and facts as people read them: rounded once, half up; periods by name; every kind of fact says something."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_cases import StageFact, TaskFact
from workflows.assessment.rights import Sight, reaches, sights
from workflows.assessment.scheme import PeriodKind
from workflows.assessment.telling import KIND_NAMES, tell
from workflows.assessment.written import (
    in_percent,
    in_points,
    period_code,
    period_name,
    period_of,
    plain,
    rounded,
)
from workflows.roles import Post, Role

NOON = datetime(2026, 11, 9, 4, tzinfo=UTC)


@pytest.mark.parametrize(("value", "text"), [
    (Fraction(1, 8), "0.13"), (Fraction(-1, 8), "-0.13"), (Fraction(-1, 1000), "0.00"), (Fraction(175, 2), "87.50"),
    (Fraction(200, 3), "66.67"), (Fraction(100), "100.00")])
def test_half_a_hundredth_goes_up(value: Fraction, text: str) -> None:
    assert rounded(value) == text


def test_points_below_a_grade_are_not_printed_as_the_grade() -> None:
    assert [in_points(Fraction(text)) for text in ("89.996", "89.99", "90", "72.5")] == [
        "89.996", "89.990", "90.000", "72.500"]


@given(st.lists(st.integers(0, 20_000).map(lambda points: Fraction(points, 1000)), min_size=1, max_size=7))
def test_printed_lines_sum_to_the_printed_total(points: list[Fraction]) -> None:
    assert sum(Fraction(in_points(one)) for one in points) == Fraction(in_points(sum(points, Fraction(0))))


@given(st.fractions(min_value=0, max_value=100))
def test_what_is_written_is_never_further_than_half_a_hundredth(value: Fraction) -> None:
    assert abs(Fraction(rounded(value)) - value) <= Fraction(1, 200)
    assert Fraction(plain(value)) == Fraction(rounded(value))


def test_a_rate_is_written_as_short_as_it_can_be() -> None:
    assert (in_percent(Fraction(16, 18)), in_percent(Fraction(1)), in_percent(None)) == ("88.89", "100", None)


@pytest.mark.parametrize(("code", "name"), [
    ("2026-02", "2026年2月"), ("2026-Q4", "2026年第四季度"), ("2027", "2027年")])
def test_a_period_is_found_by_the_code_that_it_is_written_by(code: str, name: str) -> None:
    period = period_of(code)
    assert period is not None
    assert (period_code(period.kind, period.first), period_name(period.kind, period.first, period.last)) == (code, name)


def test_a_period_that_a_scheme_cut_says_from_when_to_when() -> None:
    assert period_name(PeriodKind.MONTH, date(2026, 11, 1), date(2026, 11, 14)) == "2026年11月（11月1日至11月14日）"
    assert [period_of(code) for code in ("2026-13", "2026-Q5", "26-01", "2026-1", "", "2026-Q")] == [None] * 6


def test_a_fact_tells_only_what_it_knows() -> None:
    assert set(KIND_NAMES) == set(Kind)
    place = ("350211", "350211103", "350211103G01", None, None, None)
    open_task = TaskFact(Kind.TASK, "task:1", 1, NOON, *place, 7, "confirm", NOON, None, None, None, None, False)
    told = tell(open_task)
    assert told.title == "核实任务"
    assert [(one.label, one.text) for one in told.said if one.text] == [("结果", "还没有办")]
    late = StageFact(Kind.STAGE, "stage:1:2", 1, NOON, *place, None, "handle", NOON, NOON, NOON, "handle", None, True,
                     False, False, True, False, False)
    assert ("时限变化", "已批准延期") in [(one.label, one.text) for one in tell(late).said]


def test_a_district_assessor_sees_persons_of_the_district_and_a_leader_sees_none() -> None:
    assessor, leader, head, member = (Post(Role.ASSESSOR, "350211"), Post(Role.LEADER, "350211"),
                                      Post(Role.STATION_HEAD, "350211103"), Post(Role.GRID_MEMBER, "350211103G01"))
    person = (Level.MEMBER, "7", "350211", "350211103")
    assert [any(reaches(sight, *person) for sight in sights([post], NOON))
            for post in (assessor, leader, head, member)] == [True, False, True, False]
    assert not any(reaches(sight, Level.MEMBER, "8", "350206", "350206001") for sight in sights([assessor], NOON))
    assert sights([member], NOON) == [Sight((Level.GRID,), "owner", "350211103G01")]
    assert not any(reaches(sight, Level.DEPARTMENT, "350200-ST", None, None) for sight in sights([leader], NOON))
    assert any(reaches(sight, Level.DEPARTMENT, "350200-ST", None, None)
               for sight in sights([Post(Role.LEADER, "350200")], NOON))
