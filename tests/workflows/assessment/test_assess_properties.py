"""What must hold whatever happened: facts of every kind, on the cards of the first scheme and of schemes like it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.assessment.test_assess_compute import (
    GRIDS,
    MONTH,
    PEOPLE,
    QUARTER,
    ROSTER,
    SCHEME,
    TOWN,
    moments,
)
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import compute
from workflows.assessment.fact_classes import CLASSES
from workflows.assessment.facts import Fact, Kind, Level, owner_of
from workflows.assessment.indicator import NOTHING_EXEMPT, Counted, Exemption, exemptions_of, judge, tally
from workflows.assessment.marks import Mark
from workflows.assessment.result import LineState, Score
from workflows.assessment.scheme import CardKey, Scheme

COMMUNITY, UNIT, CASES = "350211103901", "350211-CG", 40
CONTESTS = (None, "open", "upheld", "overturned")
# What a field of a fact may hold, by its name; by its type where it is not named.
WORDS: dict[str, tuple[Any, ...]] = {
    "stage": ("accept", "confirm", "dispatch", "sign", "handle", "rework", "check", "judge", "feedback"),
    "ended_by": ("confirm", "handle", "sign", "transfer", None), "exempt": (None, None, None, "returned"),
    "ending": ("done", "done", "moved", "dropped"), "away": (None, None, None, "leave"),
    "name": ("accepted", "registered", "dispatched", "handled", "closed", "ruled", "suspended", "reopened",
             "came_back", "self_judged"),
    "outcome": ("registered", "stands", "settled", "reworked", "stays", "returned", "undone", "passed", "merged"),
    "source": ("citizen", "grid_member"), "solved": ("yes", "partly", "no"), "work": ("check", "self_handle"),
    "result": ("solved", "partly", "unsolved", "no_access"), "satisfaction": (None, 1, 3, 4, 5),
    "answer": ("kept", "late", "open"), "arrive": ("kept", "late", "none"), "done": ("kept", "late", "open", "none"),
    "state": ("reported", "withdrawn"), "judgement": (None, "reasonable", "unreasonable"),
    "judgement_contest": CONTESTS, "rating_contest": CONTESTS, "decline_contest": CONTESTS, "stars": (None, 3, 9, 10),
    "stars_of": (15, 10), "got": (0, 3, 7), "of": (0, 7, 10), "department": (None, UNIT)}
TYPES: dict[str, tuple[Any, ...]] = {"bool": (True, False), "str": ("x",), "int": (1,)}
# Rates of what was done in time: one more of these is never to anybody's disadvantage.
ON_TIME = tuple(code for code in INDICATORS if "on_time" in code or code.endswith("inherited"))


@st.composite
def a_fact(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind), **fixed: Any) -> Fact:
    """A fact of some kind that lies in the town, of some person and case."""
    kind, at, person = draw(st.sampled_from(kinds)), draw(moments), draw(st.sampled_from(sorted(PEOPLE)))
    dice = random.Random(draw(st.integers(0, 2**32)))  # one draw for all fields: hypothesis is slow with many
    case = dice.randrange(CASES)
    values: dict[str, Any] = {
        "kind": kind, "ref": f"{kind.value}:{dice.getrandbits(60)}", "case_id": case, "at": at, "district": TOWN[:6],
        "town": TOWN, "street_grid": PEOPLE[person], "sub_grid": None, "community": COMMUNITY, "person": person}
    for field in fields(CLASSES[kind]):
        if field.name not in values:
            values[field.name] = _value(field.name, str(field.type), at, dice)
    if "of" in values:
        values["got"] = min(values["got"], values["of"])
    return CLASSES[kind](**{**values, **fixed})


def _value(name: str, kind: str, at: datetime, dice: random.Random) -> Any:
    if name in WORDS:
        return dice.choice(WORDS[name])
    if kind.startswith("datetime"):
        return at + timedelta(hours=dice.randrange(-30, 10))
    return dice.choice(TYPES[kind.split(" ")[0]])


lives = st.lists(a_fact(), min_size=10, max_size=100)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """The first scheme with other weights on its cards, minimums and least weight."""
    dice = random.Random(draw(st.integers(0, 2**32)))
    cards = {key: tuple(replace(line, weight=dice.randrange(1, 40), minimum=dice.choice((1, 2, line.minimum)))
                        for line in SCHEME.cards[key]) for key in CardKey}
    return replace(SCHEME, cards=cards, parameters={**SCHEME.parameters, "least_weight": dice.choice((0, 20))})


def scores(facts: Iterable[Fact], exempt: Any = NOTHING_EXEMPT, marks: Iterable[Mark] = ()) -> tuple[Score, ...]:
    return compute(SCHEME, MONTH, facts, ROSTER, exempt, marks)


@settings(max_examples=15, deadline=None)
@given(lives, st.integers(0, 2**32), st.sampled_from([MONTH, QUARTER]))
def test_the_order_of_facts_people_and_posts_changes_nothing(facts: list[Fact], seed: int, period: Any) -> None:
    turned, seats = list(facts), list(ROSTER.seats)
    random.Random(seed).shuffle(turned)
    random.Random(seed).shuffle(seats)
    assert compute(SCHEME, period, facts, ROSTER, NOTHING_EXEMPT, ()) == compute(
        SCHEME, period, turned, replace(ROSTER, seats=tuple(seats)), NOTHING_EXEMPT, ())


@settings(max_examples=20, deadline=None)
@given(lives, schemes())
def test_weights_sum_to_100_after_spreading_and_the_total_is_the_sum_of_what_is_printed(
        facts: list[Fact], scheme: Scheme) -> None:
    for score in compute(scheme, QUARTER, facts, ROSTER, NOTHING_EXEMPT, ()):
        held = [line for line in score.lines if line.state is not LineState.FEW]
        assert sum(line.used for line in score.lines) == (100 if held else 0)
        enough = sum(line.weight for line in held) >= scheme.parameters["least_weight"]
        assert score.total == (sum(line.points for line in held) if held and enough else None)
        assert all(0 <= line.points <= line.used and (line.points * 1000).denominator == 1 for line in held)


@settings(max_examples=30, deadline=None)
@given(lives, a_fact((Kind.STAGE, Kind.TASK, Kind.CHECK)), st.sampled_from(ON_TIME))
def test_one_more_stage_in_time_never_lowers_an_on_time_rate(facts: list[Fact], more: Fact, code: str) -> None:
    kept: Any = replace(more, ended_at=more.at - timedelta(minutes=1))  # type: ignore[call-arg]
    if more.kind is Kind.STAGE:
        kept = replace(kept, due_first=more.at, closed=True)
    for level in INDICATORS[code].levels or frozenset({Level.TOWN}):
        owner = owner_of(kept, level)
        if owner is None:
            continue
        before, after = (tally(INDICATORS[code], given_facts, level, owner) for given_facts in (facts, [*facts, kept]))
        assert before.value is None or (after.value is not None and after.value >= before.value)


@settings(max_examples=30, deadline=None)
@given(lives, a_fact((Kind.TASK, Kind.CHECK, Kind.TURN, Kind.REMINDER), away="leave"))
def test_what_fell_due_during_leave_changes_nobodys_points(facts: list[Fact], more: Fact) -> None:
    if more.kind is Kind.TURN:
        more = replace(more, for_member=True)  # type: ignore[call-arg]
    before, after = scores(facts), scores([*facts, more])
    assert [_said(score) for score in before] == [_said(score) for score in after]


def _said(score: Score) -> Any:
    return score.owner, score.total, score.grade, score.n, [(line.state, line.n, line.points) for line in score.lines]


@settings(max_examples=20, deadline=None)
@given(lives, st.integers(0, CASES - 1))
def test_an_exempted_case_changes_exactly_the_lines_that_it_touches(facts: list[Fact], case: int) -> None:
    exempt = exemptions_of([Exemption("申诉成立", case_id=case)])
    for old, new in zip(scores(facts), scores(facts, exempt), strict=True):
        for was, now in zip(old.lines, new.lines, strict=True):
            if was.code not in INDICATORS or (was.state, was.first) != (now.state, now.first):
                continue  # a mean of those below, or a line that is counted over another window now
            touched = [judge(INDICATORS[was.code], fact, old.level, old.owner) for fact in facts
                       if fact.case_id == case and owner_of(fact, old.level) == old.owner and _within(fact, was)]
            counted = [one for one in touched if one.counted not in (Counted.FOREIGN, Counted.OUT)]
            part, whole = (sum((Fraction(getattr(one, name)) for one in counted), Fraction(0))
                           for name in ("part", "whole"))
            assert (now.n, now.part, now.whole, now.out) == (
                was.n - sum(one.n for one in counted), was.part - part, was.whole - whole, was.out + len(counted))


def _within(fact: Fact, line: Any) -> bool:
    return line.first <= (fact.at + timedelta(hours=8)).date() <= line.last


@settings(max_examples=15, deadline=None)
@given(lives, st.sampled_from(["fabrication", "leak"]))
def test_what_was_established_against_one_lowers_nobody_elses_own_lines(facts: list[Fact], code: str) -> None:
    mark = Mark(code, Level.GRID, GRIDS[0], "mark:1", datetime.fromisoformat("2026-10-12T08:00:00+00:00"))
    for old, new in zip(scores(facts), scores(facts, marks=[mark]), strict=True):
        own = [line for line in new.lines if line.code in INDICATORS]
        assert own == [line for line in old.lines if line.code in INDICATORS]
        assert (old.deducted, old.cap) == (new.deducted, new.cap) or (new.level, new.owner) == (Level.GRID, GRIDS[0])
