"""五定: complete means that nothing is missing, more people never make it worse, and every gap has somebody's turn."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.five_fixes import (
    DEFINITION,
    FIX_NAMES,
    Fix,
    GridFacts,
    count_complete,
    fixed_everywhere,
    fixed_of,
    missing_in,
)
from workflows.roles import Role

WHOLE = GridFacts(True, 1, 1, 2, 2, True, 3, True)
few = st.integers(0, 3)


@st.composite
def grids(draw: st.DrawFn) -> GridFacts:
    """Any grid; nobody acts for a post that there is not."""
    heads, members = draw(few), draw(few)
    flag = st.booleans()
    return GridFacts(
        draw(flag),
        heads,
        draw(st.integers(0, heads)),
        members,
        draw(st.integers(0, members)),
        draw(flag),
        draw(few),
        draw(flag),
        draw(flag),
    )


@given(grids())
def test_what_is_fixed_and_what_is_missing_are_each_others_rest(facts: GridFacts) -> None:
    missing = missing_in(facts)
    fixed = fixed_of(missing)
    assert fixed | {row.what for row in missing} == set(Fix)
    assert (len(fixed) == 5) == (not missing)
    complete = (facts.area, facts.heads_acting, facts.members_acting, facts.duties, facts.tasks, facts.rewards)
    assert all(complete) == (not missing)


@given(grids())
def test_every_gap_has_words_and_a_role_that_somebody_can_hold(facts: GridFacts) -> None:
    for row in missing_in(facts):
        assert row.text
        assert row.turn in (Role.STATION_HEAD, Role.COORDINATOR, Role.ADMINISTRATOR)
        assert not (facts.at_sea and row.turn is Role.STATION_HEAD), "there is no station at sea"


@given(grids(), few, few, few)
def test_more_never_makes_it_worse(facts: GridFacts, heads: int, members: int, tasks: int) -> None:
    more = replace(
        facts,
        heads=facts.heads + heads,
        heads_acting=facts.heads_acting + heads,
        members=facts.members + members,
        members_acting=facts.members_acting + members,
        tasks=facts.tasks + tasks,
    )
    assert fixed_of(missing_in(facts)) <= fixed_of(missing_in(more))


@given(st.lists(grids(), min_size=1))
def test_a_town_has_what_all_its_grids_have(facts: list[GridFacts]) -> None:
    fixed = [fixed_of(missing_in(grid)) for grid in facts]
    everywhere = fixed_everywhere(fixed)
    assert all(everywhere <= grid for grid in fixed)
    assert (len(everywhere) == 5) == (count_complete(fixed) == len(fixed))
    for what in set(Fix) - everywhere:
        assert any(what not in grid for grid in fixed)


def test_nowhere_nothing_is_fixed() -> None:
    assert fixed_everywhere([]) == frozenset()
    assert count_complete([]) == 0


@pytest.mark.parametrize(
    ("change", "what", "words", "turn"),
    [
        ({"area": False}, Fix.AREA, "边界", Role.ADMINISTRATOR),
        ({"heads": 0, "heads_acting": 0}, Fix.PEOPLE, "没有任期内的网格长", Role.COORDINATOR),
        ({"heads_acting": 0}, Fix.PEOPLE, "网格长不在岗", Role.COORDINATOR),
        ({"members": 0, "members_acting": 0}, Fix.PEOPLE, "没有任期内的网格员", Role.STATION_HEAD),
        ({"members_acting": 0}, Fix.PEOPLE, "网格员都不在岗", Role.STATION_HEAD),
        ({"duties": False}, Fix.DUTIES, "职责清单", Role.COORDINATOR),
        ({"tasks": 0}, Fix.TASKS, "常态任务", Role.STATION_HEAD),
        ({"rewards": False}, Fix.REWARDS, "奖惩", Role.COORDINATOR),
        ({"tasks": 0, "at_sea": True}, Fix.TASKS, "常态任务", Role.COORDINATOR),
        ({"members_acting": 0, "at_sea": True}, Fix.PEOPLE, "网格员", Role.COORDINATOR),
        ({"heads_acting": 0, "at_sea": True}, Fix.PEOPLE, "本区网格长", Role.ADMINISTRATOR),
    ],
)
def test_whose_turn_it_is(change: dict[str, object], what: Fix, words: str, turn: Role) -> None:
    (row,) = missing_in(replace(WHOLE, **change))  # type: ignore[arg-type]
    assert (row.what, row.turn) == (what, turn)
    assert words in row.text


def test_one_member_present_is_enough() -> None:
    assert missing_in(replace(WHOLE, members=3, members_acting=1)) == ()


def test_the_definition_names_all_five() -> None:
    assert [name for name in FIX_NAMES.values() if name not in DEFINITION] == []
