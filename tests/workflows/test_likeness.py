"""Likeness, conduct and lots: symmetric, bounded, and for the reasons that are told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.conduct import Spot, is_too_fast, largest_cluster
from workflows.likeness import Matter, bands_of, compare, same_words
from workflows.recheck import is_drawn

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PRINTS = st.integers(0, 2**128 - 1)
MATTERS = st.builds(
    Matter,
    st.integers(0, 500_000).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.sampled_from(["A05", "A03", "D01"]),
    st.sampled_from(["A", "D"]),
    st.text(alphabet="垃圾焚烧烟气味道池塘", max_size=20),
    st.lists(PRINTS, max_size=2).map(tuple),
)


def matter(
    text: str = "村口池塘边有人烧垃圾", category: str = "A05", prints: tuple[int, ...] = (), days: int = 0
) -> Matter:
    return Matter(NOW + timedelta(days=days), category, category[0], text, prints)


@given(MATTERS, MATTERS, st.one_of(st.none(), st.floats(0, 5000)))
def test_a_score_is_symmetric_and_explained(one: Matter, other: Matter, metres: float | None) -> None:
    there, back = compare(one, other, metres), compare(other, one, metres)
    assert there == back
    assert 0 <= there.score <= 100
    assert all(part.words and 0 <= part.score <= 100 for part in there.parts)


@given(MATTERS, st.floats(0, 3000), st.floats(0, 3000))
def test_what_lies_further_is_never_more_alike(one: Matter, near: float, far: float) -> None:
    near, far = sorted((near, far))
    assert compare(one, one, near).score >= compare(one, one, far).score


def test_what_is_unknown_counts_neither_for_nor_against() -> None:
    silent = compare(matter(text=""), matter(text=""), 10)
    assert {part.code for part in silent.parts} == {"distance", "time", "category"}
    assert silent.score == 100


def test_the_same_picture_in_the_same_place_needs_no_other_reason() -> None:
    seen = (0xABCDEF,)
    assert compare(matter("一", "A05", seen), matter("二", "D01", seen, days=15), 120).score >= 95
    assert compare(matter("一", "A05", seen), matter("二", "D01", seen, days=15), 5000).score < 60


@pytest.mark.parametrize(("one", "other", "least", "most"), [
    ("村口池塘边有人烧垃圾，浓烟很大", "池塘边又有人在烧垃圾了", 60, 100),
    ("村口池塘边有人烧垃圾", "饭店油烟直排窗外", 0, 10),
])
def test_words_are_compared_by_pairs_of_characters(one: str, other: str, least: int, most: int) -> None:
    assert least <= (same_words(one, other) or 0) <= most
    assert same_words(one, "好") is None


@given(PRINTS, st.sets(st.integers(0, 63), max_size=3))
def test_copies_share_a_band(prints: int, flipped: set[int]) -> None:
    other = prints
    for bit in flipped:
        other ^= 1 << bit
    assert set(bands_of(f"{prints:032x}")) & set(bands_of(f"{other:032x}"))


def flat(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    return ((lon - other_lon) ** 2 + (lat - other_lat) ** 2) ** 0.5


def test_nobody_is_in_two_places_and_a_bad_position_is_no_journey() -> None:
    here, there = Spot(NOW, 0, 0, 1), Spot(NOW + timedelta(minutes=5), 12_000, 0, 2)
    assert is_too_fast(here, there, flat, most_kmh=120, least_m=1000)
    assert not is_too_fast(here, Spot(NOW + timedelta(minutes=30), 12_000, 0, 2), flat, most_kmh=120, least_m=1000)
    assert not is_too_fast(here, Spot(NOW, 900, 0, 2), flat, most_kmh=120, least_m=1000)


def test_a_cluster_is_close_in_place_and_time() -> None:
    spots = [Spot(NOW + timedelta(days=day), metres, 0, day) for day, metres in enumerate((0, 50, 5000, 100, 150))]
    assert [spot.ref for spot in largest_cluster(spots, flat, 200, timedelta(days=4))] == [0, 1, 3, 4]
    assert [spot.ref for spot in largest_cluster(spots, flat, 200, timedelta(days=1))] == [0, 1]


def test_the_drawn_share_is_the_share_that_was_set() -> None:
    tickets = range(0, 10_000_000, 997)
    assert not any(is_drawn(ticket, 0) for ticket in tickets)
    assert all(is_drawn(ticket, 100) for ticket in tickets)
    drawn = sum(is_drawn(ticket, 5) for ticket in tickets)
    assert 0.045 < drawn / len(tickets) < 0.055
