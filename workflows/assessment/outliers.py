"""What makes a grid's figures stand out. It asks for a look and proves nothing: people look, by a checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Oddity(StrEnum):
    """Why a grid stands out."""

    PERFECT = "perfect"
    SELF_HANDLED = "self_handled"
    QUICK = "quick"
    ONE_PERSON = "one_person"


ODDITY_NAMES: dict[Oddity, str] = {
    Oddity.PERFECT: "样样百分之百",
    Oddity.SELF_HANDLED: "几乎全部自处置",
    Oddity.QUICK: "办得特别快",
    Oddity.ONE_PERSON: "同一人自报自办",
}


@dataclass(frozen=True)
class GridFigures:
    """One grid over the window: stages that fell due and those in time, cases settled and what they were like."""

    due: int = 0
    on_time: int = 0
    settled: int = 0
    again: int = 0  # sent back by a check or opened again
    self_handled: int = 0
    quick: int = 0
    one_person: int = 0  # most cases that one member both reported and handled


@dataclass(frozen=True)
class Found:
    """One reason with its figures: `hits` of `n`."""

    oddity: Oddity
    n: int
    hits: int


def oddities(figures: GridFigures, limits: Mapping[str, int]) -> tuple[Found, ...]:
    """Every reason that holds; `limits` as in checklists.toml [outliers]."""
    found = []
    if figures.due >= limits["perfect_n"] and figures.on_time == figures.due and not figures.again:
        found.append(Found(Oddity.PERFECT, figures.due, figures.on_time))
    if _share(figures.self_handled, figures.settled, limits, "self_handled"):
        found.append(Found(Oddity.SELF_HANDLED, figures.settled, figures.self_handled))
    if _share(figures.quick, figures.settled, limits, "quick"):
        found.append(Found(Oddity.QUICK, figures.settled, figures.quick))
    if _share(figures.one_person, figures.settled, limits, "one_person"):
        found.append(Found(Oddity.ONE_PERSON, figures.settled, figures.one_person))
    return tuple(found)


def _share(hits: int, n: int, limits: Mapping[str, int], name: str) -> bool:
    return n >= limits[f"{name}_n"] and hits * 100 >= n * limits[f"{name}_percent"]
