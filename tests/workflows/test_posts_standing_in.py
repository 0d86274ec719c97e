"""Who acts for a post: never the absent, never somebody away or barred, always with a reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflows.standing_in import Acting, Ring, Seat, acting_for, choose

people = st.integers(1, 5)


@st.composite
def rings(draw: st.DrawFn) -> tuple[list[Ring], frozenset[int]]:
    """Posts of five people as the tables would have them: who is away is away from every post."""
    away = draw(st.frozensets(people))
    holders = draw(st.lists(st.lists(st.tuples(people, st.none() | people), max_size=4), max_size=3))
    made = [Ring([Seat(10 * number + n, person, person in away, substitute,
                       substitute is not None and substitute not in away)
                  for n, (person, substitute) in enumerate(ring)], f"第 {number} 圈")
            for number, ring in enumerate(holders)]
    return made, away


@given(rings(), st.frozensets(people))
def test_who_acts_is_never_absent_away_or_barred(scene: tuple[list[Ring], frozenset[int]],
                                                 barred: frozenset[int]) -> None:
    made, away = scene
    found = choose(made, barred)
    if found is None:
        ready = {person for ring in made for seat in ring.seats
                 for person in ([seat.substitute_id] if seat.away and seat.substitute_ready else [seat.person_id])}
        assert ready <= barred | away, "somebody could have acted"
        return
    assert found.person_id not in away | barred
    assert found.for_person_id != found.person_id
    assert found.for_person_id is None or found.for_person_id in away
    assert found.reason_zh


def test_the_substitute_takes_the_share_of_the_absent_and_not_the_next_colleague() -> None:
    seats = [Seat(1, 11, True, 13, True), Seat(2, 12)]
    found = choose([Ring(seats, "本网格网格员")])
    assert found == Acting(13, 1, 11, "本网格网格员，本人不在岗，由代岗人承担")
    assert choose([Ring(seats, "本网格网格员")], frozenset({13})) == Acting(12, 2, None, "本网格网格员，本人在岗")


def test_without_anybody_in_the_own_grid_the_nearest_one_looks() -> None:
    home = Ring([Seat(1, 11, True), Seat(2, 12, True, 14, False)], "本网格网格员")
    near = Ring([Seat(3, 13)], "最近的网格")
    assert choose([home, near]) == Acting(13, 3, None, "最近的网格，本人在岗")
    assert choose([home]) is None


def test_nobody_stands_in_for_themselves_or_for_somebody_present() -> None:
    assert acting_for(Seat(1, 11, True, 11, True)) is None
    assert acting_for(Seat(1, 11, False, 12, True)) == Acting(11, 1, None, "本人在岗")
