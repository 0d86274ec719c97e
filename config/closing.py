"""Reads closing.toml and answer_templates.toml: what must be seen, how long is waited, texts to begin with."""

import re
from dataclasses import dataclass
from pathlib import Path

from config.catalogue_types import LimitData
from config.reader import FOLDER
from config.rows import read_toml

LONGEST_POINT = 40
ACTIONS = ("check-pass", "close", "decline", "ask-reporter")
CATEGORY = re.compile(r"[A-Z](\d{2})?")


@dataclass(frozen=True)
class Closing:
    """Points by category; when a question to a reporter is reminded of and ends; how long a link stays open."""

    standards: dict[str, tuple[str, ...]]
    remind: LimitData
    end: LimitData
    link: LimitData


@dataclass(frozen=True)
class FirstTemplate:
    """A text of the operator's first set; category: a code, a group's letter, or None."""

    action: str
    category: str | None
    name: str
    text: str


def read_closing(folder: Path = FOLDER) -> Closing:
    """Read and check closing.toml. CatalogueError names file, row and key of the first mistake."""
    file = read_toml(folder, "closing.toml")
    file.only(("questions", "enterprise_link", "standards"))
    rows, questions = file.table("standards"), file.table("questions")
    standards = {}
    for code in rows.data:
        if not re.fullmatch(r"[A-Z]\d{2}", code):
            raise rows.error(code, "a category is needed")
        standards[code] = rows.texts(code)
        if any(not 0 < len(point) <= LONGEST_POINT for point in standards[code]):
            raise rows.error(code, f"points of 1 to {LONGEST_POINT} characters are needed")
    return Closing(standards, questions.limit("remind"), questions.limit("end"),
                   file.table("enterprise_link").limit("open"))


def read_first_templates(folder: Path = FOLDER) -> tuple[FirstTemplate, ...]:
    """Read and check answer_templates.toml."""
    file = read_toml(folder, "answer_templates.toml")
    file.only(("templates",))
    found = []
    for row in file.rows("templates"):
        row.only(("action", "category", "name", "text"))
        category = row.text("category") if "category" in row.data else None
        if category is not None and not CATEGORY.fullmatch(category):
            raise row.error("category", "a code or a group's letter is needed")
        found.append(FirstTemplate(row.choice("action", ACTIONS), category, row.text("name"), row.text("text")))
    return tuple(found)
