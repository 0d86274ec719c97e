"""The directory's rules: phones stay among those who work together, every seat has somebody who fills it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.directory import (
    HEADS,
    NARROW,
    WITHOUT_PHONES,
    away_words,
    filled_by,
    headships,
    looks_up_everybody,
    share_ground,
    until,
    works_with,
)
from workflows.managing import may_manage
from workflows.roles import NO_POSTS, SINGLE_SEATS, Place, Post, Role

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CITY, DISTRICT, TOWN, GRID = "350200", "350211", "350211103", "350211103G01"
COMMUNITY, SUB_GRID, SEA = "350211103901", "350211103901001", "350211000000601"
# Division → what contains or crosses it. The sub-grid lies in the street-level grid and in the community.
NEAR = {
    CITY: {CITY},
    DISTRICT: {DISTRICT, CITY},
    TOWN: {TOWN, DISTRICT, CITY},
    GRID: {GRID, COMMUNITY, TOWN, DISTRICT, CITY},
    COMMUNITY: {COMMUNITY, GRID, TOWN, DISTRICT, CITY},
    SUB_GRID: {SUB_GRID, GRID, COMMUNITY, TOWN, DISTRICT, CITY},
    SEA: {SEA, DISTRICT, CITY},
    "350206": {"350206", CITY},
    "350206001": {"350206001", "350206", CITY},
}
UNITS = ("350211-CG", "350206-CG")
LAND = Place(DISTRICT, TOWN, GRID, SUB_GRID, COMMUNITY)
PLACES = (LAND, Place(DISTRICT, sub_grid=SEA), Place(CITY))


def near(code: str) -> frozenset[str]:
    return frozenset(NEAR[code])


roles = st.sampled_from(sorted(set(Role) - NO_POSTS))
moments = st.one_of(st.none(), st.integers(-100, 100).map(lambda hours: NOW + timedelta(hours=hours)))
units = st.one_of(st.none(), st.sampled_from(UNITS))
posts = st.builds(Post, roles, st.sampled_from(sorted(NEAR)), units, moments, moments)
several = st.lists(posts, max_size=4)


def running(*held: Post) -> list[Post]:
    return [post for post in held if (post.starts_at or NOW) <= NOW and (post.ends_at is None or post.ends_at > NOW)]


@given(several, several)
def test_a_phone_is_seen_by_those_share_ground_or_in_one_department(mine: list[Post], theirs: list[Post]) -> None:
    seen = works_with(mine, theirs, near, NOW)
    telling = [post for post in running(*mine) if post.role not in WITHOUT_PHONES]
    together = any(
        (one.department and one.department == other.department)
        or share_ground(one.division or "", other.division or "", near)
        for one in telling
        for other in running(*theirs)
    )
    assert seen == (together or any(post.role is Role.ADMINISTRATOR for post in telling))


@given(several, several)
def test_those_who_work_together_do_so_both_ways(mine: list[Post], theirs: list[Post]) -> None:
    silent = WITHOUT_PHONES | {Role.ADMINISTRATOR}
    mine = [post for post in mine if post.role not in silent]
    theirs = [post for post in theirs if post.role not in silent]
    assert works_with(mine, theirs, near, NOW) == works_with(theirs, mine, near, NOW)


@given(several, several, posts)
def test_another_post_never_hides_a_phone(mine: list[Post], theirs: list[Post], more: Post) -> None:
    if works_with(mine, theirs, near, NOW):
        assert works_with([*mine, more], theirs, near, NOW)


@given(st.lists(posts.filter(lambda post: post.role in WITHOUT_PHONES)), several)
def test_volunteers_and_auditors_see_no_phone(mine: list[Post], theirs: list[Post]) -> None:
    assert not works_with(mine, theirs, near, NOW)


@given(posts, several)
def test_a_post_that_ended_shows_nothing_from_that_second_on(post: Post, theirs: list[Post]) -> None:
    ended = Post(post.role, post.division, post.department, None, NOW)
    assert not works_with([ended], theirs, near, NOW)
    assert not looks_up_everybody([ended], NOW)
    assert works_with([ended], theirs, near, NOW - timedelta(microseconds=1)) == works_with(
        [Post(post.role, post.division, post.department)], theirs, near, NOW - timedelta(microseconds=1)
    )


@given(st.sampled_from(sorted(NEAR)), st.sampled_from(sorted(NEAR)))
def test_ground_is_shared_both_ways(one: str, other: str) -> None:
    assert share_ground(one, other, near) == share_ground(other, one, near)
    assert share_ground(one, one, near)
    assert share_ground(CITY, one, near)
    assert share_ground(GRID, COMMUNITY, near), "a community and a street-level grid cross"
    assert not share_ground(SEA, GRID, near)


@given(st.lists(posts, min_size=1, max_size=3))
def test_only_narrow_posts_narrow_the_search(mine: list[Post]) -> None:
    wide = [post for post in running(*mine) if post.role not in NARROW]
    assert looks_up_everybody(mine, NOW) == bool(wide)


@pytest.mark.parametrize(
    ("place", "levels"),
    [
        (LAND, ["city", "district", "town", "street_grid", "community"]),
        (PLACES[1], ["city", "district"]),
        (PLACES[2], ["city"]),
    ],
)
def test_every_level_of_a_place_has_one_head(place: Place, levels: list[str]) -> None:
    seats = headships(place)
    assert [seat.level for seat in seats] == levels
    assert all(seat.role in SINGLE_SEATS and seat.role is HEADS[seat.level] for seat in seats)


@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_named_for_an_empty_seat_may_fill_it(place: Place) -> None:
    wanted = [(seat.level, seat.division, seat.role) for seat in headships(place)]
    if place.sub_grid:
        wanted.append(("street_grid", place.street_grid or place.sub_grid, Role.GRID_MEMBER))
    for level, division, role in wanted:
        who, where = filled_by(role, place, level)
        path = [division, *sorted(near(division) - {division})]
        assert may_manage([Post(who, where)], role, path, NOW), (level, role, who)


@pytest.mark.parametrize(
    ("ends_at", "words"),
    [
        (None, "返岗日期未定"),
        (datetime(2026, 11, 25, 16, 0, tzinfo=UTC), "至11月25日"),
        (datetime(2026, 11, 25, 6, 30, tzinfo=UTC), "至11月25日 14:30"),
    ],
)
def test_an_absence_ends_with_its_last_day(ends_at: datetime | None, words: str) -> None:
    assert until(ends_at) == words
    assert away_words("林网格", "training", ends_at) == f"林网格培训（{words}）"
