"""Platform checks by lot: the same seed draws the same, whoever numbered the cases, and nobody gets the own unit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflows.assessment.checklist import Answer, missing, score, unknown
from workflows.assessment.outliers import GridFigures, Oddity, oddities
from workflows.assessment.sampling import (
    Assessor,
    Item,
    SampleKind,
    Why,
    draw,
    names_hash,
    seed_of,
    share_out,
)

SEED = seed_of("0" * 64, "350211", "2026-11-23")
LIMITS = {"perfect_n": 20, "self_handled_n": 5, "self_handled_percent": 90, "quick_n": 5, "quick_percent": 50,
          "one_person_n": 5, "one_person_percent": 60}  # fmt: skip
items = st.lists(
    st.builds(
        Item,
        st.integers(1, 10_000).map(lambda number: f"case:{number}"),
        st.sampled_from(["G01", "G02", "G03", "G04"]),
        st.sampled_from(list(SampleKind)),
        st.sampled_from([1, 3]),
    ),
    max_size=40,
    unique_by=lambda item: item.ref,
)


@given(items, st.integers(0, 50), st.randoms(use_true_random=False))
def test_the_order_in_the_database_changes_nothing_and_nothing_is_drawn_twice(
    there: list[Item], count: int, chance: object
) -> None:
    waiting = {"G02": Why.BEHIND, "G09": Why.BEHIND}
    drawn = draw(SEED, there, waiting, count)
    mixed = sorted(there, key=lambda item: chance.random())  # type: ignore[attr-defined]
    assert names_hash(draw(SEED, mixed, waiting, count)) == names_hash(drawn)
    refs = [one.item.ref for one in drawn]
    assert len(refs) == len(set(refs)) == min(count, len(there))


def test_grids_that_wait_come_first_and_another_seed_draws_others() -> None:
    there = [Item(f"case:{n}", f"G{n % 10:02d}", SampleKind.SETTLED) for n in range(200)]
    drawn = draw(SEED, there, {"G03": Why.OUTLIER, "G07": Why.BEHIND}, 12)
    assert [(one.item.grid, one.why) for one in drawn[:2]] == [("G03", Why.OUTLIER), ("G07", Why.BEHIND)]
    assert {one.item.grid for one in drawn[2:]} == {f"G{n:02d}" for n in range(10)}  # equal steps reach every layer
    other = draw(seed_of("1" * 64, "350211", "2026-11-23"), there, {}, 12)
    assert {one.item.ref for one in other} != {one.item.ref for one in draw(SEED, there, {}, 12)}


def test_a_grid_that_stands_out_is_drawn_from_more_often() -> None:
    there = [Item(f"case:{n}", "G01" if n < 50 else "G02", SampleKind.SETTLED, 3 if n < 50 else 1) for n in range(100)]
    drawn = draw(SEED, there, {}, 20)
    assert sum(one.why is Why.OUTLIER for one in drawn) == 15


def test_nobody_gets_the_own_unit_or_what_they_took_part_in() -> None:
    there = [
        Item("case:1", "G01", SampleKind.SETTLED, busy=frozenset({7})),
        Item("case:2", "G02", SampleKind.SETTLED),
        Item("visit:3", "G01", SampleKind.VISIT),
    ]
    drawn = draw(SEED, there, {}, 3)
    codes = {"case:1": ("G01",), "case:2": ("G02", "town"), "visit:3": ("G01",)}
    minutes = {SampleKind.SETTLED: 12, SampleKind.SELF_HANDLED: 10, SampleKind.VISIT: 5}
    who = share_out(SEED, drawn, [Assessor(7), Assessor(8, frozenset({"town"}))], codes, minutes)
    assert (who["case:1"], who["case:2"]) == (8, 7)
    assert share_out(SEED, drawn, [Assessor(7, frozenset({"G02"}))], codes, minutes).keys() == {"visit:3"}


def test_what_does_not_apply_leaves_the_whole() -> None:
    points = {"place": 20, "settled": 30, "words": 50}
    assert score(points, {"place": Answer.YES, "settled": Answer.NO, "words": Answer.NOT_APPLICABLE}) == (20, 50)
    assert score(points, dict.fromkeys(points, Answer.NOT_APPLICABLE)) == (0, 0)
    assert missing(points, {"place": Answer.YES}) == "settled"
    assert unknown(points, {"moon": Answer.YES}) == "moon"


def test_what_stands_out_needs_enough_cases() -> None:
    few = GridFigures(due=19, on_time=19, settled=4, self_handled=4, quick=4, one_person=4)
    assert oddities(few, LIMITS) == ()
    many = GridFigures(due=20, on_time=20, settled=10, self_handled=9, quick=5, one_person=6)
    assert [found.oddity for found in oddities(many, LIMITS)] == list(Oddity)
    assert oddities(GridFigures(due=20, on_time=20, again=1), LIMITS) == ()
