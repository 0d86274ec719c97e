"""What posts may not do to each other: no overlap with itself, one holder on a single seat, one district."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.posts import (
    LEVELS,
    Conflict,
    Holding,
    Place,
    Substitute,
    Term,
    conflicts,
    midnight,
    substitute_conflicts,
    term_of_days,
)
from workflows.roles import NO_POSTS, SINGLE_SEATS, Role

CITY, DISTRICT, TOWN, GRID = "350200", "350211", "350211103", "350211103G01"
COMMUNITY, OTHER_GRID = "350211103901", "350206001G01"
START = datetime(2026, 11, 2, tzinfo=UTC)
LEVEL_OF = {CITY: "city", DISTRICT: "district", TOWN: "town", GRID: "street_grid", OTHER_GRID: "street_grid",
            COMMUNITY: "community"}

moments = st.integers(0, 40).map(lambda hours: START + timedelta(hours=hours))
terms = st.builds(Term, moments, st.none() | moments)
seats = st.sampled_from([(Role.GRID_MEMBER, GRID), (Role.GRID_MEMBER, OTHER_GRID), (Role.GRID_HEAD, GRID),
                         (Role.GRID_HEAD, TOWN), (Role.GRID_HEAD, CITY), (Role.COMMUNITY_HEAD, COMMUNITY)])
holdings = st.builds(lambda person, seat, term: Holding(person, seat[0], seat[1], None, term),
                     st.integers(1, 3), seats, terms)


def admitted(wanted: list[Holding]) -> list[Holding]:
    """The posts that are let in one after the other."""
    kept: list[Holding] = []
    for item in wanted:
        own = [other for other in kept if other.person_id == item.person_id]
        if not conflicts(item, Place(LEVEL_OF[item.division]), own, kept):
            kept.append(item)
    return kept


@given(terms, terms)
def test_terms_overlap_when_they_share_a_moment(a: Term, b: Term) -> None:
    shared = any(a.holds(moment) and b.holds(moment) for moment in (START + timedelta(hours=h) for h in range(42)))
    assert a.overlaps(b) is b.overlaps(a) is shared


@given(st.lists(holdings, max_size=12))
def test_no_post_overlaps_itself_and_a_single_seat_has_one_holder(wanted: list[Holding]) -> None:
    kept = admitted(wanted)
    for hour in range(42):
        now = [post for post in kept if post.term.holds(START + timedelta(hours=hour))]
        own = [(post.person_id, post.role, post.division) for post in now]
        assert len(own) == len(set(own)), "the same post twice at one moment"
        single = [(post.role, post.division) for post in now if post.role in SINGLE_SEATS]
        assert len(single) == len(set(single)), "two holders on a single seat"
        for person in (1, 2, 3):
            assert len({post.district for post in now if post.person_id == person} - {None}) <= 1


@given(st.lists(holdings, max_size=12))
def test_whatever_was_admitted_is_no_conflict_in_another_order(wanted: list[Holding]) -> None:
    kept = admitted(wanted)
    assert len(admitted(kept[::-1])) == len(kept)


def member(term: Term, person: int = 1, division: str = GRID) -> Holding:
    return Holding(person, Role.GRID_MEMBER, division, None, term)


def test_days_are_days_of_the_city_and_the_last_one_belongs_to_the_term() -> None:
    term = term_of_days(date(2026, 11, 23), date(2026, 11, 23))
    assert term == Term(datetime(2026, 11, 22, 16, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC))
    assert not term.holds(midnight(date(2026, 11, 23)) - timedelta(microseconds=1))
    assert term.holds(midnight(date(2026, 11, 23)))
    assert term.holds(midnight(date(2026, 11, 24)) - timedelta(microseconds=1))
    assert not term.holds(midnight(date(2026, 11, 24)))
    assert term_of_days(date(2026, 11, 23), None).ends_at is None


def test_a_post_may_follow_itself_without_a_gap() -> None:
    first, second = (term_of_days(date(2026, 11, day), date(2026, 11, day)) for day in (23, 24))
    assert conflicts(member(second), Place("street_grid"), [member(first)], []) == []
    (found,) = conflicts(member(second), Place("street_grid"), [member(Term(first.starts_at, None))], [])
    assert (found.field, found.with_others) == ("from", True)


def test_the_same_role_elsewhere_in_the_district_is_another_post() -> None:
    forever = Term(START, None)
    assert conflicts(member(forever, division="350211103G02"), Place("street_grid"), [member(forever)], []) == []


def test_one_district_at_a_time_and_the_city_is_in_all_of_them() -> None:
    forever = Term(START, None)
    (found,) = conflicts(member(forever, division=OTHER_GRID), Place("street_grid"), [member(forever)], [])
    assert (found.field, found.reason_zh) == ("division", "同一人不能同时在两个区任职。")
    city = Holding(1, Role.COORDINATOR, CITY, None, forever)
    assert conflicts(city, Place("city"), [member(forever)], []) == []


def of_role(role: Role, division: str, department: str | None = None) -> Holding:
    return Holding(1, role, division, department, Term(START, None))


@pytest.mark.parametrize("role", sorted(set(Role) - NO_POSTS))
def test_every_role_fits_its_levels_only(role: Role) -> None:
    department = f"{DISTRICT}-CG" if role is Role.DEPARTMENT_OFFICER else None
    for level in ("city", "district", "town", "street_grid", "sub_grid", "community"):
        place = Place(level, DISTRICT if department else None)
        wrong = [row.field for row in conflicts(of_role(role, DISTRICT, department), place, [], [])]
        assert wrong == ([] if level in LEVELS[role] else ["division"]), level


@pytest.mark.parametrize("role", sorted(NO_POSTS))
def test_some_roles_are_no_posts(role: Role) -> None:
    assert [row.field for row in conflicts(of_role(role, CITY), Place("city"), [], [])] == ["role"]


def test_a_department_stands_with_its_officers_only_and_in_its_division() -> None:
    officer = of_role(Role.DEPARTMENT_OFFICER, DISTRICT)
    assert fields(conflicts(officer, Place("district"), [], [])) == ["department"]
    officer = of_role(Role.DEPARTMENT_OFFICER, DISTRICT, "350206-CG")
    assert fields(conflicts(officer, Place("district", "350206"), [], [])) == ["department"]
    assert fields(conflicts(of_role(Role.LEADER, DISTRICT, "350211-CG"), Place("district", DISTRICT), [], [])) == [
        "department"]


def fields(found: list[Conflict]) -> list[str]:
    assert all(row.reason_zh.endswith("。") for row in found)
    return [row.field for row in found]


def test_a_term_ends_after_it_begins() -> None:
    assert fields(conflicts(member(Term(START, START)), Place("street_grid"), [], [])) == ["to"]
    assert fields(conflicts(member(Term(START, START - timedelta(days=1))), Place("street_grid"), [], [])) == ["to"]


@pytest.mark.parametrize(("substitute", "districts", "wrong"), [
    (Substitute(1, True, frozenset()), [DISTRICT], True),
    (Substitute(2, False, frozenset({DISTRICT})), [DISTRICT], True),
    (Substitute(2, True, frozenset({"350206"})), [DISTRICT], True),
    (Substitute(2, True, frozenset({DISTRICT})), [DISTRICT, "350206"], True),
    (Substitute(2, True, frozenset({DISTRICT})), [DISTRICT, None], False),
    (Substitute(2, True, frozenset()), [DISTRICT], False),
    (Substitute(2, True, frozenset({"350206"})), [None], False),
])
def test_who_may_stand_in(substitute: Substitute, districts: list[str | None], wrong: bool) -> None:
    assert fields(substitute_conflicts(1, districts, substitute)) == (["substitute"] if wrong else [])
