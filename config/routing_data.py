"""Reads config/catalogue/premises.toml and routing.toml: kinds of premises, and the rules of routing to begin with."""

import re
from dataclasses import dataclass
from pathlib import Path

from config.reader import FOLDER
from config.rows import Row, read_toml
from config.units import LEVELS

CONDITIONS = ("categories", "divisions", "premises", "sources")
KEYS = frozenset(
    (*CONDITIONS, "name", "hours", "days", "working", "kind", "level", "unit", "same_as", "assist", "reason")
)


@dataclass(frozen=True)
class Premises:
    """A kind of premises with its name."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class FirstRule:
    """A rule as the file has it: `when` and `target` in the form in which the table keeps them."""

    name: str
    when: dict[str, object]
    target: dict[str, object]
    reason: str


def read_premises(folder: Path = FOLDER) -> tuple[Premises, ...]:
    """The kinds of premises in their order. CatalogueError names the first mistake."""
    file = read_toml(folder, "premises.toml")
    file.only(("premises",))
    found = []
    for row in file.rows("premises"):
        row.only(Premises.__dataclass_fields__)
        if not re.fullmatch(r"[a-z_]{2,20}", row.text("code")):
            raise row.error("code", "two to twenty small letters are needed")
        found.append(Premises(row.text("code"), row.text("name"), row.text("name_en")))
    return tuple(found)


def read_first_rules(folder: Path = FOLDER) -> tuple[FirstRule, ...]:
    """The rules in their order; `same_as` holds the name of another one. CatalogueError names the first mistake."""
    file = read_toml(folder, "routing.toml")
    file.only(("rules",))
    premises = {one.code for one in read_premises(folder)}
    rows = file.rows("rules")
    names = {row.text("name") for row in rows}
    return tuple(_rule(row, names, premises) for row in rows)


def _rule(row: Row, names: set[str], premises: set[str]) -> FirstRule:
    row.only(KEYS)
    options = {"premises": premises}
    when: dict[str, object] = {
        key: list(row.texts(key, options.get(key))) for key in CONDITIONS if key in row.data
    }
    if "hours" in row.data:
        begin, end = row.clock_pair("hours")
        when["hours"] = [f"{begin:%H:%M}", f"{end:%H:%M}"]
    if "days" in row.data:
        days = row.texts("days")
        if len(days) != 2 or not all(re.fullmatch(r"\d\d-\d\d", day) for day in days):
            raise row.error("days", 'a pair such as ["06-07", "06-10"] is needed')
        when["days"] = list(days)
    if "working" in row.data:
        when["working"] = row.choice("working", ("during", "outside"))
    return FirstRule(row.text("name"), when, _target(row, names), row.text("reason"))


def _target(row: Row, names: set[str]) -> dict[str, object]:
    if "same_as" in row.data:
        return {"same_as": row.choice("same_as", names)}
    assist = list(row.texts("assist")) if "assist" in row.data else []
    if "unit" in row.data:
        return {"unit": row.text("unit"), "assist": assist}
    return {"kind": row.text("kind"), "level": row.choice("level", LEVELS), "assist": assist}
