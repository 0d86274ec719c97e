"""The extra questions that a new installation starts with."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from config.reader import FOLDER
from config.rows import Row, read_toml

KINDS = ("choice", "text", "number", "yes-no")
CODE = re.compile(r"[A-Za-z0-9-]{2,30}")


@dataclass(frozen=True)
class FirstChoice:
    """One answer to choose."""

    value: str
    name: str
    name_en: str


@dataclass(frozen=True)
class FirstQuestion:
    """One question of a category or of a group of categories."""

    code: str
    category: str
    kind: str
    text: str
    text_en: str
    unit: str
    choices: tuple[FirstChoice, ...]


def read_questions(categories: Collection[str], folder: Path = FOLDER) -> tuple[FirstQuestion, ...]:
    """All questions in their order. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, "questions.toml")
    file.only(("questions",))
    return tuple(_question(row, categories) for row in file.rows("questions"))


def _question(row: Row, categories: Collection[str]) -> FirstQuestion:
    row.only(FirstQuestion.__dataclass_fields__)
    code, kind = row.text("code"), row.choice("kind", KINDS)
    if not CODE.fullmatch(code):
        raise row.error("code", "letters, digits and hyphens are needed")
    choices = tuple(_choice(item) for item in row.rows("choices", optional=True))
    if (kind == "choice") != (len(choices) > 1):
        raise row.error("choices", "two at least for a choice, none otherwise")
    if len({choice.value for choice in choices}) != len(choices):
        raise row.error("choices", "a value is repeated")
    return FirstQuestion(
        code=code, category=row.choice("category", categories), kind=kind, text=row.text("text"),
        text_en=row.text("text_en"), unit=row.text("unit", default=""), choices=choices)


def _choice(row: Row) -> FirstChoice:
    row.only(FirstChoice.__dataclass_fields__)
    return FirstChoice(row.text("value"), row.text("name"), row.text("name_en"))
