"""Reads missed_finds.toml: within which bounds an assessor may find that a visit missed a problem."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.reader import FOLDER
from config.rows import read_toml

BOUNDS = {"days": (1, 92), "metres": (10, 1000), "state_days": (1, 366), "words": (4, 200)}


@dataclass(frozen=True)
class MissedBounds:
    """How long before the report and how near the visit was, until when it may be stated, how many characters why."""

    days: int
    metres: int
    state_days: int
    words: int


@cache
def read_missed_bounds(folder: Path = FOLDER) -> MissedBounds:
    """Read and check missed_finds.toml. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, "missed_finds.toml")
    file.only(("bounds",))
    table = file.table("bounds")
    table.only(tuple(BOUNDS))
    return MissedBounds(**{name: table.number(name, *limits) for name, limits in BOUNDS.items()})
