"""Typed reading of TOML rows: every complaint names the file, the row and the key."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from pathlib import Path

from config.catalogue_types import LimitData

STAGES = (
    "accept", "confirm", "dispatch", "rule", "sign", "handle", "rework", "check", "judge", "answer",
    "feedback", "contact",
)  # fmt: skip
LIMIT_UNITS = ("natural_hours", "working_hours", "working_days", "natural_days")
MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")


class CatalogueError(Exception):
    """A catalogue file cannot be used; the message names file, row and key."""


@dataclass(frozen=True)
class Row:
    """One table of a TOML file, read key by key."""

    file: str
    label: str
    data: dict[str, object]

    def error(self, key: str, problem: str) -> CatalogueError:
        """The complaint about one key, to be raised by the caller."""
        return CatalogueError(f"{self.file}: {self.label}.{key}: {problem}")

    def only(self, keys: Collection[str]) -> None:
        """Refuse keys that nobody reads: they are misspelt."""
        for key in self.data:
            if key not in keys:
                raise self.error(key, "unknown key")

    def text(self, key: str, default: str | None = None, empty: bool = False) -> str:
        """A text; with a default it may be absent, with `empty` it may be blank."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self.error(key, "a text is needed")
        if not value.strip() and not empty and key in self.data:
            raise self.error(key, "may not be blank")
        return value

    def choice(self, key: str, options: Collection[str]) -> str:
        """A text out of a closed list."""
        value = self.text(key)
        if value not in options:
            raise self.error(key, f"{value!r} is none of {', '.join(options)}")
        return value

    def texts(self, key: str, options: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts without repetition, each out of `options` when they are given."""
        value = self.data.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, "a list of texts is needed")
        for item in value:
            if options is not None and item not in options:
                raise self.error(key, f"{item!r} is none of {', '.join(options)}")
        if len(set(value)) != len(value):
            raise self.error(key, "a value is repeated")
        return tuple(value)

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds, both allowed."""
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.error(key, f"a whole number from {least} to {most} is needed")
        return value

    def yes_no(self, key: str) -> bool:
        """true or false."""
        value = self.data.get(key)
        if not isinstance(value, bool):
            raise self.error(key, "true or false is needed")
        return value

    def day(self, key: str) -> date:
        """A date written without quotes."""
        value = self.data.get(key)
        if type(value) is not date:
            raise self.error(key, "a date such as 2026-10-01 is needed")
        return value

    def limit(self, key: str) -> LimitData:
        """A table {amount, unit}."""
        row = self.table(key)
        row.only(("amount", "unit"))
        return LimitData(row.number("amount", 1, 1000), row.choice("unit", LIMIT_UNITS))

    def limits(self, key: str) -> dict[str, LimitData]:
        """Limits by stage; none when the key is absent."""
        if key not in self.data:
            return {}
        row = self.table(key)
        row.only(STAGES)
        return {stage: row.limit(stage) for stage in row.data}

    def table(self, key: str) -> "Row":
        """A table inside this one."""
        value = self.data.get(key)
        if not isinstance(value, dict):
            raise self.error(key, "a table is needed")
        return Row(self.file, f"{self.label}.{key}" if self.label else key, value)

    def rows(self, key: str, optional: bool = False) -> tuple["Row", ...]:
        """A list of tables; each is labelled by its code when it has one, else by its number."""
        value = self.data.get(key, [] if optional else None)
        if not isinstance(value, list) or (not value and not optional):
            raise self.error(key, "at least one table is needed")
        found = []
        for number, item in enumerate(value, 1):
            if not isinstance(item, dict):
                raise self.error(key, "a list of tables is needed")
            found.append(Row(self.file, f"{key}[{item.get('code', number)}]", item))
        _refuse_twins(self, key, [str(row.data["code"]) for row in found if "code" in row.data])
        return tuple(found)

    def spans(self, key: str) -> tuple[tuple[time, time], ...]:
        """Opening hours as pairs of "HH:MM", in order and not touching backwards."""
        value = self.data.get(key)
        try:
            pairs = tuple(_span(item) for item in value) if isinstance(value, list) else ()
        except (TypeError, ValueError):
            raise self.error(key, 'pairs such as ["08:30", "12:00"] are needed') from None
        flat = [moment for pair in pairs for moment in pair]
        if not flat or any(a >= b for a, b in pairwise(flat)):
            raise self.error(key, "hours must follow one another")
        return pairs

    def clock_pair(self, key: str) -> tuple[time, time]:
        """A beginning and an end of every day as "HH:MM"; the end may lie on the next day."""
        value = self.data.get(key)
        try:
            begin, end = _span(value) if isinstance(value, list) else (time(), time())
        except (TypeError, ValueError):
            begin = end = time()
        if begin == end:
            raise self.error(key, 'a pair such as ["22:00", "06:00"] is needed')
        return begin, end

    def month_day(self, key: str) -> tuple[int, int]:
        """A day of every year, "MM-DD"."""
        match = MONTH_DAY.fullmatch(self.text(key))
        try:
            day = date(2024, int(match[1]), int(match[2])) if match else None
        except ValueError:
            day = None
        if day is None:
            raise self.error(key, "a day such as 07-01 is needed")
        return day.month, day.day


def read_toml(folder: Path, name: str) -> Row:
    """One file of the catalogue as a row. CatalogueError when it is missing or no TOML."""
    try:
        return Row(name, "", tomllib.loads((folder / name).read_text("utf-8")))
    except FileNotFoundError:
        raise CatalogueError(f"{name}: the file is missing in {folder}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise CatalogueError(f"{name}: {problem}") from None


def _span(item: list[str]) -> tuple[time, time]:
    begin, end = item
    return time.fromisoformat(begin), time.fromisoformat(end)


def _refuse_twins(row: Row, key: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise row.error(key, f"code {code} appears twice")
