"""Rounds: what comes next has a reason, nothing is forced on anybody, and the order does not depend on chance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.patrol import (
    RISKS,
    SOON,
    Spot,
    Why,
    due_on,
    interval,
    is_covered,
    may_visit,
    next_places,
    rank,
    reasons,
)
from workflows.roles import Place, Post, Role

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DEFAULTS = {(None, "high"): 14, (None, "medium"): 30, (None, "low"): 90, ("construction", "high"): 7}


def spot(number: int = 1, risk: str = "low", every: int = 30, seen: int | None = None, since: int = 20,
         complaint: int | None = None) -> Spot:
    """Days ago: seen, entered, a matter near by."""
    at = NOW - timedelta(days=seen) if seen is not None else None
    return Spot(number, risk, every, TODAY - timedelta(days=since), at,
                TODAY - timedelta(days=seen) if seen is not None else None,
                NOW - timedelta(days=complaint) if complaint is not None else None)


DAYS = st.integers(0, 200)
SPOTS = st.lists(
    st.builds(spot, st.integers(1, 10_000), st.sampled_from(sorted(RISKS)), st.integers(1, 120),
              st.one_of(st.none(), DAYS), DAYS, st.one_of(st.none(), DAYS)),
    max_size=12, unique_by=lambda one: one.id)


def far(_one: Spot, _other: Spot) -> float:
    return 5000.0


def near(_one: Spot, _other: Spot) -> float:
    return 100.0


@pytest.mark.parametrize(("given_spot", "why"), [
    (spot(seen=None), (Why.NEVER,)),
    (spot(risk="high", seen=None, every=14), (Why.HIGH_RISK, Why.OVERDUE, Why.NEVER)),
    (spot(seen=31), (Why.OVERDUE,)), (spot(seen=28), (Why.DUE,)), (spot(seen=5), ()), (spot(risk="high", seen=1), ()),
    (spot(seen=5, complaint=2), (Why.COMPLAINT,)), (spot(seen=2, complaint=5), ()), (spot(seen=0, every=2), ()),
])
def test_why_somebody_should_look(given_spot: Spot, why: tuple[Why, ...]) -> None:
    assert reasons(given_spot, TODAY) == why


def test_high_risk_that_is_late_goes_before_a_matter_and_that_before_what_is_merely_late() -> None:
    spots = [spot(1, seen=60), spot(2, seen=5, complaint=1), spot(3, "high", seen=40), spot(4, seen=28), spot(5)]
    assert [wanted.spot.id for wanted in next_places(spots, TODAY, 9, far)] == [3, 2, 1, 5, 4]


def test_what_lies_on_the_way_comes_along_once_half_its_interval_is_over() -> None:
    late, past_half, fresh = spot(1, seen=60), spot(2, seen=20), spot(3, seen=4)
    found = next_places([late, past_half, fresh], TODAY, 9, near)
    assert [(wanted.spot.id, wanted.why) for wanted in found] == [(1, (Why.OVERDUE,)), (2, (Why.ON_THE_WAY,))]
    assert [wanted.spot.id for wanted in next_places([past_half, fresh], TODAY, 9, near)] == []


@given(SPOTS, st.integers(1, 12), st.sampled_from([near, far]), st.randoms())
def test_the_list_is_short_explained_and_the_same_in_whatever_order_it_is_asked(spots, most, apart, chance) -> None:  # type: ignore[no-untyped-def]
    found = next_places(spots, TODAY, most, apart)
    assert len(found) <= most
    assert len({wanted.spot.id for wanted in found}) == len(found)
    assert all(wanted.why for wanted in found)
    assert [rank(wanted, TODAY) for wanted in found] == sorted(rank(wanted, TODAY) for wanted in found)
    shuffled = list(spots)
    chance.shuffle(shuffled)
    assert next_places(shuffled, TODAY, most, apart) == found


@given(SPOTS)
def test_a_look_answers_every_reason_but_a_new_matter(spots: list[Spot]) -> None:
    for one in spots:
        seen = replace(one, seen_at=NOW, seen_on=TODAY)
        assert reasons(seen, TODAY) == ()
        assert is_covered(seen, TODAY)
        again = reasons(replace(seen, complaint_at=NOW + timedelta(minutes=1)), TODAY)
        assert Why.COMPLAINT in again


@given(SPOTS)
def test_whatever_is_not_seen_in_time_is_on_the_list(spots: list[Spot]) -> None:
    listed = {wanted.spot.id for wanted in next_places(spots, TODAY, len(spots) + 1, far)}
    for one in spots:
        due = due_on(one.seen_on, one.since, one.every)
        assert (one.id in listed) or (is_covered(one, TODAY) and (due - TODAY > SOON or one.seen_on == TODAY))


@pytest.mark.parametrize(("own", "kind", "said"), [
    ({}, "industry", (14, None)), ({}, "construction", (7, None)),
    ({("town", None, "high"): 10}, "industry", (10, "town")),
    ({("town", "construction", "high"): 3, ("grid", None, "high"): 5}, "construction", (5, "grid")),
    ({("town", None, "high"): 10, ("town", "industry", "high"): 4}, "industry", (4, "town")),
    ({("town", None, "low"): 1}, "industry", (14, None)),
])
def test_the_nearest_division_says_how_often(own: dict[tuple[str, str | None, str], int], kind: str,
                                             said: tuple[int, str | None]) -> None:
    assert interval(("grid", "town", "district"), kind, "high", own, DEFAULTS) == said


@pytest.mark.parametrize(("role", "division", "may"), [
    (Role.GRID_MEMBER, "350211103G01", True), (Role.GRID_MEMBER, "350211103G02", False),
    (Role.STATION_OFFICER, "350211103", True), (Role.GRID_HEAD, "350211103G01", True),
    (Role.LEADER, "350211", False), (Role.ASSISTANT, "350211103G01", False)])
def test_whoever_works_in_the_place_may_visit(role: Role, division: str, may: bool) -> None:
    place = Place("350211", "350211103", "350211103G01")
    assert may_visit([Post(role, division)], place, NOW) is may
