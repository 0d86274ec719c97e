"""平台巡查 by lot: from a recorded seed, in layers of grids and kinds, so that anybody can draw the same again.

The grids that have waited longest come first, one item each. The rest is drawn at equal steps along all layers from a
start that the seed gives; an item of a grid that stands out holds several lots. Whole numbers only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from workflows.ledger import canonical


class SampleKind(StrEnum):
    """What is drawn."""

    SETTLED = "settled"
    SELF_HANDLED = "self_handled"
    VISIT = "visit"


KIND_NAMES: dict[SampleKind, str] = {
    SampleKind.SETTLED: "已结案件",
    SampleKind.SELF_HANDLED: "自处置案件",
    SampleKind.VISIT: "走访记录",
}


class SampleState(StrEnum):
    """Waiting for the first look, for a second opinion, or settled."""

    OPEN = "open"
    SECOND = "second"
    DONE = "done"


class Why(StrEnum):
    """Why it was drawn."""

    BEHIND = "behind"
    OUTLIER = "outlier"
    LOT = "lot"


WHY_NAMES: dict[Why, str] = {
    Why.BEHIND: "该网格轮到抽查",
    Why.OUTLIER: "该网格数据异常，加签抽中",
    Why.LOT: "随机抽中",
}


@dataclass(frozen=True)
class Item:
    """Something that can be drawn. `lots` is 1, or more when its grid stands out; `busy` are the people who took part
    in it and may not look at it."""

    ref: str
    grid: str
    kind: SampleKind
    lots: int = 1
    busy: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Drawn:
    """An item and why it was drawn."""

    item: Item
    why: Why


def seed_of(root_hash: str, division: str, first: str) -> str:
    """The seed of a plan: the ledger's root, the division, the first day. Nobody can choose it."""
    return sha256(canonical({"root": root_hash, "division": division, "first": first}).encode()).hexdigest()


def lot(seed: str, name: str) -> int:
    """The number that a name draws."""
    return int(sha256(f"{seed}|{name}".encode()).hexdigest(), 16)


def draw(seed: str, items: Iterable[Item], waiting: Mapping[str, Why], count: int) -> list[Drawn]:
    """At most `count` items. `waiting` are the grids that come first, in their order: those that somebody proposed,
    then those that have not been looked at for too long."""
    # By layer, and within it by lot: neither the order nor the numbering of cases in a database decides.
    layered = sorted(items, key=lambda item: (item.grid, item.kind, lot(seed, item.ref), item.ref))
    chosen = _first_of_each(seed, layered, waiting, count)
    taken = {drawn.item.ref for drawn in chosen}
    rest = [item for item in layered if item.ref not in taken]
    return [*chosen, *_at_equal_steps(seed, rest, count - len(chosen))]


def _first_of_each(seed: str, items: Iterable[Item], waiting: Mapping[str, Why], count: int) -> list[Drawn]:
    by_grid: dict[str, list[Item]] = {}
    for item in items:
        by_grid.setdefault(item.grid, []).append(item)
    found = [
        Drawn(min(by_grid[grid], key=lambda item: (lot(seed, item.ref), item.ref)), why)
        for grid, why in waiting.items()
        if grid in by_grid
    ]
    return found[: max(count, 0)]


def _at_equal_steps(seed: str, items: Sequence[Item], count: int) -> list[Drawn]:
    held = [index for index, item in enumerate(items) for _ in range(item.lots)]
    if count >= len(items):
        return [_drawn(item) for item in items]
    start, taken = lot(seed, "start") % max(len(held), 1), set[int]()
    for step in range(max(count, 0)):
        at = start + step * len(held) // count
        while held[at % len(held)] in taken:  # its other lot was drawn before
            at += 1
        taken.add(held[at % len(held)])
    return [_drawn(items[index]) for index in sorted(taken)]


def _drawn(item: Item) -> Drawn:
    return Drawn(item, Why.OUTLIER if item.lots > 1 else Why.LOT)


@dataclass(frozen=True)
class Assessor:
    """Somebody who looks: `units` are the codes of places and departments in which the person holds another post."""

    person_id: int
    units: frozenset[str] = frozenset()


def may_look(assessor: Assessor, item: Item, codes: Collection[str]) -> bool:
    """Nobody samples the own unit or what they took part in; `codes` are the item's places and department."""
    return assessor.person_id not in item.busy and not assessor.units & frozenset(codes)


def share_out(seed: str, drawn: Iterable[Drawn], assessors: Sequence[Assessor], codes: Mapping[str, Collection[str]],
              minutes: Mapping[SampleKind, int]) -> dict[str, int]:
    """Person by ref: each item goes to whoever may look and has the least to do; what nobody may look at is missing."""
    load = {assessor.person_id: 0 for assessor in assessors}
    found: dict[str, int] = {}
    for one in drawn:
        fit = [who for who in assessors if may_look(who, one.item, codes[one.item.ref])]
        if fit:
            chosen = min(fit, key=lambda who: (load[who.person_id], lot(seed, f"{one.item.ref}|{who.person_id}")))
            load[chosen.person_id] += minutes[one.item.kind]
            found[one.item.ref] = chosen.person_id
    return found


def names_hash(drawn: Iterable[Drawn]) -> str:
    """Over all names drawn, in their order: what was drawn cannot be changed afterwards without being seen."""
    return sha256("\n".join(one.item.ref for one in drawn).encode()).hexdigest()
