"""Ordered rules: the first that holds leads, every other one says why not; one that cannot work leads nowhere."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.test_routing import LAND, SEA, UNITS
from workflows.roles import Place
from workflows.routing_rules import (
    Question,
    Route,
    Rule,
    Target,
    When,
    duty_place,
    find_fault,
    industry_of,
    make_book,
    route,
)

NAMES = {"D01": "暴露垃圾", "park": "公园绿地", "SZ": "市政园林"}
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)  # Monday, 12:00 in Xiamen
ASKED = Question("D01", LAND, NOON, True, ("CG", ("SZ",), "district"), "park", "citizen")
PARK = Rule(1, "公园的垃圾", True, When(premises=("park",)), Target("SZ", assist=("CG",)), "公园由园林管养")


def ask(*rules: Rule, **changes: object) -> Route:
    return route(replace(ASKED, **changes), make_book(rules, UNITS, NAMES))  # type: ignore[arg-type]


def test_the_first_rule_that_holds_leads_and_says_so() -> None:
    found = ask(replace(PARK, id=7, when=When(premises=("port",))), PARK, replace(PARK, id=2))
    assert (found.lead, found.assist, found.rule, found.rule_id) == ("350211-SZ", ("350211-CG",), "rule", 1)
    assert found.reason == "公园由园林管养，由集美市政园林牵头。"
    assert [(step.rule, step.outcome) for step in found.tried] == [(7, "skipped"), (1, "holds")]


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (When(categories=("A05", "D02")), "类别不符"),
        (When(divisions=("350203",)), "辖区不符"),
        (When(premises=("school",)), "场所不符"),
        (When(sources=("12345",)), "来源不符"),
        (When(days=((12, 20), (1, 5))), "日期不符"),
        (When(hours=(time(22), time(6))), "时间不符"),
        (When(working=False), "工作时间以外"),
    ],
)
def test_a_rule_that_does_not_hold_says_which_condition(when: When, why: str) -> None:
    found = ask(replace(PARK, when=when))
    assert found.lead == "350211-CG"
    assert why in found.tried[0].why


@pytest.mark.parametrize(
    "when",
    [
        When(categories=("D",)),
        When(divisions=("350200",)),
        When(divisions=(LAND.sub_grid or "",)),
        When(days=((6, 7), (6, 10))),
        When(hours=(time(11), time(13))),
        When(working=True),
        When(),
    ],
)
def test_groups_wider_divisions_and_open_conditions_hold(when: When) -> None:
    assert ask(replace(PARK, when=when)).rule_id == 1


def test_without_a_rule_the_category_leads_and_nothing_is_nobodys() -> None:
    assert ask().rule == "own-level"
    nobody = ("XX", (), "district")
    town = ask(default=nobody)
    assert (town.lead, town.rule) == ("350211103-ZZ", "town-unit")
    sea = ask(default=nobody, place=SEA)
    assert (sea.lead, sea.rule, sea.desk) == (None, "desk", "350211")
    lost = ask(default=nobody, place=Place("350200"))
    assert (lost.lead, lost.desk) == (None, "350200")
    assert all(found.reason.endswith("。") for found in (town, sea, lost))


def test_a_rule_may_lead_where_another_one_does_but_never_in_a_circle() -> None:
    scenic = Rule(2, "风景区", True, When(), Target(same_as=1), "参照公园")
    assert ask(scenic, replace(PARK, active=False)).lead == "350211-SZ", "a rule that is off may still be referred to"
    circle = [replace(PARK, target=Target(same_as=2)), scenic]
    for rule in circle:
        assert "循环" in (find_fault(rule, circle, UNITS) or "")
    found = ask(*circle)
    assert found.lead == "350211-CG"
    assert {step.outcome for step in found.tried} == {"broken"}


@pytest.mark.parametrize(
    "target", [Target(unit="350211-GONE"), Target("XX"), Target("SZ", assist=("XX",)), Target(same_as=99)]
)
def test_what_names_something_that_is_gone_is_broken_and_passed_over(target: Target) -> None:
    found = ask(replace(PARK, target=target))
    assert (found.lead, found.tried[0].outcome) == ("350211-CG", "broken")


def test_ground_and_trade_answer_for_every_place_that_is_known() -> None:
    assert (duty_place(LAND), duty_place(SEA), duty_place(Place("350200"))) == ("350211103", "350211", None)
    assert industry_of("ZZ", ("SZ", "CG"), LAND, UNITS) == "350211-SZ", "a town's team is no authority of a trade"
    assert industry_of("ZZ", (), LAND, UNITS) is None


RULES = st.builds(
    Rule,
    st.integers(1, 9),
    st.just("规则"),
    st.booleans(),
    st.builds(
        When,
        categories=st.sampled_from([(), ("D",), ("A",)]),
        premises=st.sampled_from([(), ("park",), ("port",)]),
        working=st.sampled_from([None, True, False]),
    ),
    st.one_of(
        st.builds(Target, kind=st.sampled_from(["SZ", "CG", "XX", "HY"])),
        st.builds(Target, same_as=st.integers(1, 9)),
    ),
    st.just("理由"),
)


@given(st.lists(RULES, max_size=9, unique_by=lambda rule: rule.id), st.integers(0, 10**6))
def test_whatever_the_rules_every_question_has_an_answer_with_its_reason(rules: list[Rule], minutes: int) -> None:
    found = ask(*rules, at=NOON + timedelta(minutes=minutes))
    assert found.reason.endswith("。")
    assert (found.lead is None) == (found.desk is not None)
    assert len(found.tried) <= len(rules)
    assert [step.outcome for step in found.tried].count("holds") == (found.rule == "rule")
