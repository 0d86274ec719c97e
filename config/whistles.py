"""Reads config/catalogue/whistles.toml: kinds of whistles with their limits, the ladder of reminders, decline codes."""

from dataclasses import dataclass
from pathlib import Path

from config.catalogue_types import LimitData
from config.reader import FOLDER
from config.rows import LIMIT_UNITS, Row, read_toml

KINDS = ("emergency", "enforcement", "key_work")
RUNGS_TO = ("unit", "superior", "district")
MINUTES = "minutes"


@dataclass(frozen=True)
class WhistleKind:
    """One kind of whistle; limits count from the call, `arrive` None asks nobody to come."""

    code: str
    name: str
    name_en: str
    hint: str
    answer: LimitData
    arrive: LimitData | None
    report: LimitData


@dataclass(frozen=True)
class WhistleRung:
    """Whom an unanswered call reaches when `over` percent of its limit have passed after its end."""

    over: int
    to: str
    name: str


@dataclass(frozen=True)
class DeclineCode:
    """Why a unit may decline."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class WhistleData:
    """Everything in whistles.toml, read and checked; the band is in percent of the filed cases."""

    kinds: tuple[WhistleKind, ...]
    ladder: tuple[WhistleRung, ...]
    declines: tuple[DeclineCode, ...]
    contest: LimitData
    band: tuple[int, int]


def read_whistles(folder: Path = FOLDER) -> WhistleData:
    """Read and check the file. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, "whistles.toml")
    file.only(("kinds", "ladder", "declines", "rules"))
    kinds = tuple(_kind(row) for row in file.rows("kinds"))
    if {kind.code for kind in kinds} != set(KINDS):
        raise file.error("kinds", f"exactly {', '.join(KINDS)} are needed")
    ladder = tuple(_rung(row) for row in file.rows("ladder"))
    if [rung.over for rung in ladder] != sorted({rung.over for rung in ladder}):
        raise file.error("ladder", "rungs must rise")
    rules = file.table("rules")
    rules.only(("contest", "band_low", "band_high"))
    low = rules.number("band_low", 0, 100)
    return WhistleData(
        kinds=kinds,
        ladder=ladder,
        declines=tuple(_decline(row) for row in file.rows("declines")),
        contest=rules.limit("contest"),
        band=(low, rules.number("band_high", low, 100)),
    )


def _kind(row: Row) -> WhistleKind:
    row.only(("code", "name", "name_en", "hint", "answer", "arrive", "report"))
    return WhistleKind(
        row.choice("code", KINDS),
        row.text("name"),
        row.text("name_en"),
        row.text("hint"),
        _span(row, "answer"),
        _span(row, "arrive") if "arrive" in row.data else None,
        _span(row, "report"),
    )


def _span(row: Row, key: str) -> LimitData:
    """A limit that may also be given in minutes."""
    given = row.table(key)
    given.only(("amount", "unit"))
    return LimitData(given.number("amount", 1, 1000), given.choice("unit", (*LIMIT_UNITS, MINUTES)))


def _rung(row: Row) -> WhistleRung:
    row.only(("over", "to", "name"))
    return WhistleRung(row.number("over", 0, 100), row.choice("to", RUNGS_TO), row.text("name"))


def _decline(row: Row) -> DeclineCode:
    row.only(("code", "name", "name_en"))
    return DeclineCode(row.text("code"), row.text("name"), row.text("name_en"))
