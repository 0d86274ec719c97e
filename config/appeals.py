"""Reads appeals.toml: until when an appeal may be filed, decided and taken to the second instance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.catalogue_types import LimitData
from config.reader import FOLDER
from config.rows import read_toml


@dataclass(frozen=True)
class AppealLimits:
    """How long after the display an appeal may be filed, and how long each instance has."""

    file: LimitData
    first: LimitData
    ask_second: LimitData
    second: LimitData


@cache
def read_appeals(folder: Path = FOLDER) -> AppealLimits:
    """Read and check appeals.toml. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, "appeals.toml")
    file.only(("limits",))
    limits = file.table("limits")
    limits.only(("file", "first", "ask_second", "second"))
    return AppealLimits(*(limits.limit(name) for name in ("file", "first", "ask_second", "second")))
