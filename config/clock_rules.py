"""Reads what the clocks run by besides the calendar and the limits: restricted periods and steps of the handling."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from config.catalogue_types import LimitData
from config.reader import FOLDER
from config.rows import Row, read_toml


@dataclass(frozen=True)
class PeriodData:
    """A restricted period as the operator wrote it."""

    subject: str
    name: str
    daily: tuple[time, time] | None
    dates: tuple[date, date] | None


@dataclass(frozen=True)
class MilestoneData:
    """One step of the handling with its own limit, counted from the signing."""

    code: str
    name: str
    limit: LimitData


@dataclass(frozen=True)
class ClockRules:
    """restricted.toml and milestones.toml, read and checked."""

    periods: tuple[PeriodData, ...]
    urgent: MilestoneData
    by_category: dict[str, tuple[MilestoneData, ...]]


def read_clock_rules(folder: Path = FOLDER) -> ClockRules:
    """Read and check both files. CatalogueError names file, row and key of the first mistake."""
    restricted, milestones = read_toml(folder, "restricted.toml"), read_toml(folder, "milestones.toml")
    restricted.only(("periods",))
    milestones.only(("urgent", "categories"))
    return ClockRules(
        periods=tuple(_period(row) for row in restricted.rows("periods", optional=True)),
        urgent=_milestone(milestones.table("urgent")),
        by_category={
            row.text("category"): tuple(_milestone(step) for step in row.rows("steps"))
            for row in milestones.rows("categories", optional=True)
        },
    )


def _period(row: Row) -> PeriodData:
    row.only(("subject", "name", "daily", "from", "to"))
    dated = "from" in row.data or "to" in row.data
    dates = (row.day("from"), row.day("to")) if dated else None
    if dates is not None and dates[0] > dates[1]:
        raise row.error("to", "the last day comes before the first")
    daily = row.clock_pair("daily") if "daily" in row.data else None
    if daily is None and dates is None:
        raise row.error("daily", "hours of the day or days are needed")
    return PeriodData(row.text("subject"), row.text("name"), daily, dates)


def _milestone(row: Row) -> MilestoneData:
    row.only(("code", "name", "limit"))
    return MilestoneData(row.text("code"), row.text("name"), row.limit("limit"))
