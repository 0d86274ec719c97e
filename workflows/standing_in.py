"""Who acts for a post at a moment: the holder, the substitute while the holder is away, or somebody near."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Seat:
    """A post that runs, with its holder as things are now.

    `substitute_id` is whom the absence names, else the post; `substitute_ready` is False for somebody who is
    switched off or away, because nobody stands in for a substitute.
    """

    post_id: int
    person_id: int
    away: bool = False
    substitute_id: int | None = None
    substitute_ready: bool = False


@dataclass(frozen=True)
class Acting:
    """Who acts, through which post, for whom (None: for themselves), and why."""

    person_id: int
    post_id: int
    for_person_id: int | None
    reason_zh: str


def acting_for(seat: Seat) -> Acting | None:
    """Who acts for one post; None while the holder is away and nobody stands in."""
    if not seat.away:
        return Acting(seat.person_id, seat.post_id, None, "本人在岗")
    substitute = seat.substitute_id
    if substitute is None or not seat.substitute_ready or substitute == seat.person_id:
        return None
    return Acting(substitute, seat.post_id, seat.person_id, "本人不在岗，由代岗人承担")


@dataclass(frozen=True)
class Ring:
    """Posts that are equally near, in their own order, and the words for choosing one of them."""

    seats: Sequence[Seat]
    reason_zh: str


def choose(rings: Iterable[Ring], barred: frozenset[int] = frozenset()) -> Acting | None:
    """The first who acts, from the nearest ring outwards; never somebody barred, never somebody who is away.

    Within a ring the order of the posts decides, so that the share of somebody who is away goes to the substitute
    and not to the next colleague.
    """
    for ring in rings:
        away = {seat.person_id for seat in ring.seats if seat.away}
        for seat in ring.seats:
            found = acting_for(seat)
            if found is not None and found.person_id not in barred | away:
                reason = f"{ring.reason_zh}，{found.reason_zh}"
                return Acting(found.person_id, found.post_id, found.for_person_id, reason)
    return None
