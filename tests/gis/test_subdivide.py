from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.subdivide import group_cells, share_out

CHAIN = {0: {1: 1.0}, 1: {0: 1.0, 2: 1.0}, 2: {1: 1.0, 3: 1.0}, 3: {2: 1.0}}


@given(st.integers(0, 10_000), st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40), st.integers(0, 5))
def test_shares_add_up_and_nobody_gets_too_little(total: int, weights: list[float], least: int) -> None:
    total += least * len(weights)
    shares = share_out(total, weights, least)
    assert sum(shares) == total
    assert min(shares) >= least


def test_too_little_to_share_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        share_out(3, [1, 1], at_least=2)


def test_cells_join_with_their_neighbours_only() -> None:
    assert group_cells(CHAIN, {0: 1.0, 1: 1.0, 2: 1.0, 3: 1.0}, 2) == [[0, 1], [2, 3]]


def test_islands_stay_alone() -> None:
    near = {**CHAIN, 4: {}}
    groups = group_cells(near, dict.fromkeys(near, 1.0), 2)
    assert groups == [[0, 1, 2, 3], [4]]
    with pytest.raises(ValueError, match="2 separate pieces"):
        group_cells(near, dict.fromkeys(near, 1.0), 1)
