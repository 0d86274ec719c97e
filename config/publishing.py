"""Reads publishing.toml: how long scores and rewards are on display, the clocks of rewards, the annual sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.catalogue_types import LimitData
from config.reader import FOLDER
from config.rows import read_toml

FILE = "publishing.toml"
LIMITS = ("review", "approve", "show", "carry_out", "answer")


@dataclass(frozen=True)
class AnnualSheet:
    """One sheet of the year: its title and the indicators printed on it, by code."""

    code: str
    title: str
    note: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class PublishingRules:
    """Days of display, limits by name (LIMITS), the annual sheets in their order."""

    scores_days: int
    rewards_days: int
    least_days: int
    most_days: int
    limits: dict[str, LimitData]
    sheets: tuple[AnnualSheet, ...]


@cache
def read_publishing(folder: Path = FOLDER) -> PublishingRules:
    """Read and check publishing.toml. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, FILE)
    file.only(("display", "limits", "sheets"))
    display, limits = file.table("display"), file.table("limits")
    display.only(("scores_days", "rewards_days", "least_days", "most_days"))
    limits.only(LIMITS)
    least = display.number("least_days", 1, 60)
    most = display.number("most_days", least, 90)
    rows = file.rows("sheets")
    sheets = []
    for row in rows:
        row.only(("code", "title", "note", "indicators"))
        sheets.append(AnnualSheet(row.text("code"), row.text("title"), row.text("note"), row.texts("indicators")))
    return PublishingRules(
        display.number("scores_days", least, most), display.number("rewards_days", least, most), least, most,
        {name: limits.limit(name) for name in LIMITS}, tuple(sheets))
