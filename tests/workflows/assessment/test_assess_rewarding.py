"""奖惩: how far a score may move a reward, and who may take which step about whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.assessment.facts import Level
from workflows.assessment.rewarding import (
    GRAVE,
    TIERS,
    USUAL,
    DecisionKind,
    Measure,
    RewardState,
    Standing,
    Tier,
    measures_for,
    reason_wanted,
    tier_by_rule,
    why_not,
    why_not_propose,
)
from workflows.roles import Place, Post, Role

NOW = datetime(2026, 12, 20, 4, tzinfo=UTC)
DISTRICT, TOWN, GRID = "350211", "350211103", "350211103G01"
PROPOSER, REVIEWER, MEANT, OTHER = 1, 2, 3, 9
PERSON = Standing(RewardState.PROPOSED, Level.MEMBER, str(MEANT), DISTRICT, TOWN, MEANT, PROPOSER, None, None, 0)
ASSESSOR, COORDINATOR, LEADER, HEAD = (Post(role, division, None) for role, division in (
    (Role.ASSESSOR, DISTRICT), (Role.COORDINATOR, DISTRICT), (Role.LEADER, DISTRICT), (Role.STATION_HEAD, TOWN)))
CITY = Post(Role.LEADER, "350200", None)


def may(kind: DecisionKind, who: int, *posts: Post, standing: Standing = PERSON) -> bool:
    return why_not(kind, standing, posts, who, NOW) is None


@given(st.none() | st.integers(0, 6), st.none() | st.sampled_from(TIERS))
def test_a_score_moves_a_reward_by_one_tier_at_most(place: int | None, before: Tier | None) -> None:
    tier = tier_by_rule(place, before)
    assert abs(TIERS.index(tier) - TIERS.index(before or USUAL)) <= 1
    assert place is not None or tier is (before or USUAL), "no grade moves nothing"


@given(st.lists(st.none() | st.integers(0, 6), min_size=1, max_size=8))
def test_period_after_period_the_tier_follows_step_by_step(places: list[int | None]) -> None:
    tier: Tier | None = None
    for place in places:
        moved = tier_by_rule(place, tier)
        assert abs(TIERS.index(moved) - TIERS.index(tier or USUAL)) <= 1
        tier = moved


def test_three_people_and_never_the_one_who_is_meant() -> None:
    assert may(DecisionKind.REVIEW, REVIEWER, COORDINATOR)
    assert not may(DecisionKind.REVIEW, PROPOSER, ASSESSOR)
    assert not may(DecisionKind.REFUSE, PROPOSER, ASSESSOR), "who proposed takes it back instead"
    assert may(DecisionKind.WITHDRAW, PROPOSER, HEAD), "also a head of station"
    assert not may(DecisionKind.WITHDRAW, OTHER, HEAD)
    reviewed = replace(PERSON, state=RewardState.REVIEWED, reviewed_by=REVIEWER)
    assert may(DecisionKind.APPROVE, OTHER, LEADER, standing=reviewed)
    for who in (PROPOSER, REVIEWER, MEANT):
        assert not may(DecisionKind.APPROVE, who, LEADER, standing=reviewed)
    assert not may(DecisionKind.APPROVE, OTHER, ASSESSOR, standing=reviewed)


@pytest.mark.parametrize(("level", "owner", "town", "post", "free"), [
    (Level.GRID, GRID, TOWN, Post(Role.STATION_OFFICER, TOWN, None), False),
    (Level.TOWN, TOWN, TOWN, Post(Role.GRID_HEAD, GRID, None), False),
    (Level.MEMBER, "7", TOWN, Post(Role.STATION_OFFICER, "350211102", None), True),
    (Level.DISTRICT, DISTRICT, None, COORDINATOR, False),
    (Level.DEPARTMENT, "350211-CG", None, Post(Role.DEPARTMENT_OFFICER, DISTRICT, "350211-CG"), False),
    (Level.DEPARTMENT, "350211-CG", None, Post(Role.DEPARTMENT_OFFICER, DISTRICT, "350211-ST"), True)])
def test_nobody_decides_about_the_own_unit(level: Level, owner: str, town: str | None, post: Post,
                                           free: bool) -> None:
    standing = replace(PERSON, level=level, owner=owner, town=town, person_id=None)
    assert may(DecisionKind.REVIEW, OTHER, COORDINATOR, post, standing=standing) is free
    reviewed = replace(standing, state=RewardState.REVIEWED, reviewed_by=REVIEWER)
    assert may(DecisionKind.APPROVE, OTHER, CITY, standing=reviewed), "the city is nobody's own unit"


@pytest.mark.parametrize(("level", "owner", "posts", "who", "free"), [
    (Level.MEMBER, "3", (HEAD,), OTHER, True), (Level.GRID, GRID, (HEAD,), OTHER, True),
    (Level.TOWN, TOWN, (HEAD,), OTHER, False), (Level.TOWN, TOWN, (ASSESSOR,), OTHER, True),
    (Level.MEMBER, "3", (ASSESSOR,), MEANT, False), (Level.DISTRICT, DISTRICT, (ASSESSOR,), OTHER, False),
    (Level.GRID, GRID, (ASSESSOR, Post(Role.GRID_MEMBER, GRID, None)), OTHER, False),
    (Level.GRID, GRID, (LEADER,), OTHER, False)])
def test_who_proposes_about_whom(level: Level, owner: str, posts: tuple[Post, ...], who: int, free: bool) -> None:
    place = Place(DISTRICT, None if level is Level.DISTRICT else TOWN)
    assert (why_not_propose(level, owner, place, posts, who, NOW) is None) is free


def test_nothing_is_paid_while_it_is_shown_or_objected_to() -> None:
    shown = replace(PERSON, state=RewardState.DISPLAYED, display_until=NOW)
    assert may(DecisionKind.CARRY_OUT, OTHER, ASSESSOR, standing=shown)
    later = replace(shown, display_until=NOW.replace(day=21))
    assert not may(DecisionKind.CARRY_OUT, OTHER, ASSESSOR, standing=later)
    assert not may(DecisionKind.CARRY_OUT, OTHER, ASSESSOR, standing=replace(shown, objections=1))


def test_what_touches_somebodys_standing_wants_a_long_reason_and_is_for_persons_alone() -> None:
    assert {Measure.UNQUALIFIED, Measure.EMPLOYMENT} == GRAVE
    assert {reason_wanted(one) for one in GRAVE} == {20} == {reason_wanted(Measure.REWARD, departs=True)}
    for level in Level:
        assert bool(GRAVE & set(measures_for(level))) is (level is Level.MEMBER)
