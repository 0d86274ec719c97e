"""Posts and what they cover: nobody reaches outside their own, whatever the post."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.roles import (
    BLIND,
    Place,
    Post,
    Role,
    Scope,
    column_of,
    covers,
    is_city,
    may_read,
    may_see_identity,
    read_scopes,
)

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CITY = "350200"
DISTRICTS = ("350203", "350211")
TOWNS = ("350203001", "350211102", "350211103")
GRIDS = ("350203001G01", "350211102G01", "350211103G01", "350211103G02")
COMMUNITIES = ("350203001901", "350211102901", "350211103901")
DEPARTMENTS = ("350211-CG", "350203-CG", "350211103-ZZ")
SEA = Place("350211", sub_grid="350211000000601")


def land(town: str, grid: str, number: str = "001") -> Place:
    return Place(town[:6], town, town + grid, f"{town}901{number}", f"{town}901")


places = st.one_of(
    st.builds(land, st.sampled_from(TOWNS), st.sampled_from(("G01", "G02")), st.sampled_from(("001", "002"))),
    st.sampled_from((SEA, Place("350203", sub_grid="350203000000601"))),
)
divisions = st.sampled_from(
    (CITY, *DISTRICTS, *TOWNS, *GRIDS, *COMMUNITIES, "350211103901001", "350211000000601")
)
moments = st.one_of(st.none(), st.integers(-100, 100).map(lambda hours: NOW + timedelta(hours=hours)))
posts = st.one_of(
    st.builds(Post, st.sampled_from(Role), divisions, st.none(), moments, moments),
    st.builds(
        lambda code, start, end: Post(Role.DEPARTMENT_OFFICER, code.split("-")[0], code, start, end),
        st.sampled_from(DEPARTMENTS),
        moments,
        moments,
    ),
)


def _codes(place: Place) -> set[str]:
    codes = (place.district, place.town, place.street_grid, place.sub_grid, place.community)
    return {CITY} | {code for code in codes if code is not None}


@given(st.lists(posts, max_size=4), places, st.sets(st.sampled_from(DEPARTMENTS)))
def test_nobody_reads_outside_their_own(mine: list[Post], place: Place, departments: set[str]) -> None:
    if may_read(mine, place, departments, NOW):
        assert any(
            (post.department in departments if post.department else post.division in _codes(place))
            for post in mine
        )


@given(st.lists(posts, max_size=4), places, st.sampled_from((None, *DEPARTMENTS)))
def test_lists_hold_exactly_what_may_be_read(mine: list[Post], place: Place, department: str | None) -> None:
    named = _codes(place)
    listed = any(
        scope.code == department if scope.column == "department" else scope.code in named
        for scope in read_scopes(mine, NOW)
    )
    assert listed == may_read(mine, place, [department] if department else [], NOW)


@given(posts, places)
def test_a_post_reaches_nothing_before_it_begins_or_after_it_ends(post: Post, place: Place) -> None:
    if post.ends_at is not None and post.ends_at <= NOW:
        assert not covers(post, place, post.department, NOW)
        assert read_scopes([post], NOW) == []
    if post.starts_at is not None and post.starts_at > NOW:
        assert not covers(post, place, post.department, NOW)
        assert not may_see_identity([post], place, NOW)


@given(st.sampled_from(sorted(BLIND)), divisions, places)
def test_administrators_citizens_and_assistants_see_no_case(role: Role, division: str, place: Place) -> None:
    post = Post(role, division)
    assert not covers(post, place, None, NOW)
    assert read_scopes([post], NOW) == []
    assert not may_see_identity([post], place, NOW)


@given(st.lists(posts, max_size=4), places, st.booleans())
def test_a_reporters_name_is_for_the_accepting_unit_only(
    mine: list[Post], place: Place, recuse: bool
) -> None:
    if may_see_identity(mine, place, NOW, recuse):
        wanted = place.district if recuse or place.town is None else place.town
        assert any(post.division == wanted and post.department is None for post in mine)


def test_who_sees_the_reporters_name() -> None:
    place = land("350211103", "G01")
    station, head = Post(Role.STATION_OFFICER, "350211103"), Post(Role.STATION_HEAD, "350211103")
    coordinator, dispatcher = Post(Role.COORDINATOR, "350211"), Post(Role.DISTRICT_DISPATCHER, "350211")
    for post in (station, head):
        assert may_see_identity([post], place, NOW)
        assert not may_see_identity([post], place, NOW, recuse=True)
        assert not may_see_identity([post], SEA, NOW)
    assert may_see_identity([coordinator], place, NOW, recuse=True)
    assert not may_see_identity([coordinator], place, NOW)
    assert may_see_identity([dispatcher], SEA, NOW)
    others = (
        Post(Role.STATION_OFFICER, "350211102"),
        Post(Role.GRID_MEMBER, "350211103901001"),
        Post(Role.LEADER, "350200"),
        Post(Role.AUDITOR, "350211"),
        Post(Role.DEPARTMENT_OFFICER, "350211103", "350211103-ZZ"),
    )
    for post in others:
        assert not may_see_identity([post], place, NOW)


def test_the_city_covers_its_districts_and_no_other_city() -> None:
    assert covers(Post(Role.LEADER, CITY), land("350211103", "G01"), None, NOW)
    assert not covers(Post(Role.LEADER, "350500"), land("350211103", "G01"), None, NOW)
    assert is_city("350200")
    assert not is_city("350211")
    assert not is_city(None)


def test_a_department_reaches_what_was_handed_to_it_and_nothing_else() -> None:
    officer = Post(Role.DEPARTMENT_OFFICER, "350211", "350211-CG")
    assert covers(officer, land("350203001", "G01"), "350211-CG", NOW)
    assert not covers(officer, land("350211103", "G01"), "350211-ST", NOW)
    assert not covers(officer, land("350211103", "G01"), None, NOW)
    # without a department the post reaches nothing, not its whole district
    assert not covers(Post(Role.DEPARTMENT_OFFICER, "350211"), land("350211103", "G01"), None, NOW)


@pytest.mark.parametrize(
    ("code", "column"),
    [
        ("350200", "city"),
        ("350211", "district"),
        ("350211103", "town"),
        ("350211103G04", "street_grid"),
        ("350211103901", "community"),
        ("350211103901001", "sub_grid"),
        ("350211000000601", "sub_grid"),
    ],
)
def test_a_code_says_its_level(code: str, column: str) -> None:
    assert column_of(code) == column


def test_scopes_are_listed_once_the_widest_first() -> None:
    mine = [
        Post(Role.DEPARTMENT_OFFICER, "350211", "350211-CG"),
        Post(Role.GRID_MEMBER, "350211103901001"),
        Post(Role.STATION_OFFICER, "350211103"),
        Post(Role.STATION_HEAD, "350211103"),
    ]
    assert read_scopes(mine, NOW) == [
        Scope("town", "350211103"),
        Scope("sub_grid", "350211103901001"),
        Scope("department", "350211-CG"),
    ]
