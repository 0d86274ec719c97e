"""Reads inspection_forms.toml: the forms that a special inspection may begin with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.patrols import read_patrols
from config.reader import FOLDER, read_catalogue
from config.rows import Row, read_toml

KINDS = ("yes_no", "number", "choice")
PHOTOS = ("never", "finding", "always")
ITEM_KEYS = ("code", "text", "kind", "points", "photo", "good", "at_least", "at_most", "unit", "choices", "category")


@dataclass(frozen=True)
class FormData:
    """One form; `kinds` are the kinds of sources that it fits, none for all; items as plain rows."""

    code: str
    name: str
    name_en: str
    kinds: tuple[str, ...]
    items: tuple[dict[str, Any], ...]


def read_forms(folder: Path = FOLDER) -> tuple[FormData, ...]:
    """Read and check the file. CatalogueError names row and key of the first mistake."""
    file = read_toml(folder, "inspection_forms.toml")
    file.only(("forms",))
    kinds = {kind.code for kind in read_patrols(folder).kinds}
    categories = {category.code for category in read_catalogue(folder).categories if category.parent}
    return tuple(_form(row, kinds, categories) for row in file.rows("forms"))


def _form(row: Row, kinds: set[str], categories: set[str]) -> FormData:
    row.only(("code", "name", "name_en", "kinds", "items"))
    return FormData(row.text("code"), row.text("name"), row.text("name_en"), row.texts("kinds", kinds),
                    tuple(_item(item, categories) for item in row.rows("items")))


def _item(row: Row, categories: set[str]) -> dict[str, Any]:
    row.only(ITEM_KEYS)
    found: dict[str, Any] = {"code": row.text("code"), "text": row.text("text"), "kind": row.choice("kind", KINDS),
                             "points": row.number("points", 0, 100)}
    for key in ("good", "at_least", "at_most", "unit"):
        if key in row.data:
            found[key] = row.text(key)
    if "photo" in row.data:
        found["photo"] = row.choice("photo", PHOTOS)
    if "category" in row.data:
        found["category"] = row.choice("category", categories)
    found["choices"] = [_choice(choice) for choice in row.rows("choices", optional=True)]
    return found


def _choice(row: Row) -> dict[str, Any]:
    row.only(("code", "name", "points", "finding"))
    return {"code": row.text("code"), "name": row.text("name"), "points": row.number("points", 0, 100),
            "finding": row.yes_no("finding") if "finding" in row.data else False}
