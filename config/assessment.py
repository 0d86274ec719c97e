"""Reads config/catalogue/assessment.toml: the first version of the assessment scheme, as the data it is kept as."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.reader import FOLDER
from config.rows import Row, read_toml

OWN_CARDS = ("member", "grid")
UNITS = ("town", "district", "department")  # one card, each level with its own lines


@dataclass(frozen=True)
class SchemeData:
    """Title and body of the first scheme; whether the body makes a scheme is checked where schemes are."""

    title: str
    body: dict[str, Any]


def read_first_scheme(folder: Path = FOLDER) -> SchemeData:
    """Read the file. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, "assessment.toml")
    file.only(("title", "rules", "parameters", *OWN_CARDS, *UNITS, "grades", "deductions", "peer_groups"))
    rules, parameters, groups = file.table("rules"), file.table("parameters"), file.table("peer_groups")
    rules.only(("grassroots_minimum", "rank_minimum", "lengthen"))
    return SchemeData(
        file.text("title"),
        {
            "cards": {
                **{card: [_line(row, []) for row in file.rows(card)] for card in OWN_CARDS},
                "unit": [_line(row, [level]) for level in UNITS for row in file.rows(level)],
            },
            "grades": [_grade(row) for row in file.rows("grades")],
            "deductions": [_deduction(row) for row in file.rows("deductions")],
            "lengthen": _days(rules),
            "grassroots_minimum": rules.number("grassroots_minimum", 0, 100),
            "rank_minimum": rules.number("rank_minimum", 1, 10_000),
            "peer_groups": {code: groups.text(code) for code in groups.data},
            "parameters": {name: parameters.number(name, 1, 366) for name in parameters.data},
        },
    )


def _line(row: Row, levels: list[str]) -> dict[str, Any]:
    row.only(("code", "weight", "full", "none", "minimum"))
    return {
        "code": row.text("code"),
        "weight": row.number("weight", 1, 100),
        "full": row.text("full"),
        "none": row.text("none"),
        "minimum": row.number("minimum", 1, 10_000),
        "levels": levels,
    }


def _grade(row: Row) -> dict[str, Any]:
    row.only(("code", "name", "at_least"))
    return {key: row.text(key) for key in ("code", "name", "at_least")}


def _deduction(row: Row) -> dict[str, Any]:
    row.only(("code", "name", "points", "cap", "flags"))
    return {
        "code": row.text("code"),
        "name": row.text("name"),
        "points": row.text("points"),
        "cap": row.text("cap") if "cap" in row.data else None,
        "flags": list(row.texts("flags")),
    }


def _days(rules: Row) -> list[int]:
    value = rules.data.get("lengthen")
    if not isinstance(value, list) or not all(isinstance(days, int) for days in value):
        raise rules.error("lengthen", "a list of days is needed")
    return value
