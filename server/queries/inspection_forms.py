"""Forms of special inspections: those of the operator's file, and the one that a campaign carries."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from config.inspections import FormData, read_forms
from server.models import Inspection
from server.queries.catalogue import category_name, find_case_category
from server.queries.patrol_rules import kind_name
from workflows.inspection import Item, from_items, to_items
from workflows.ledger import canonical


@cache
def _forms() -> tuple[FormData, ...]:
    return read_forms()


def read_templates() -> dict[str, Any]:
    """The forms to begin with, each whole."""
    return {"items": [{"code": form.code, "name": form.name, "name_en": form.name_en,
                       "kinds": [{"code": kind, "name": kind_name(kind)} for kind in form.kinds],
                       "items": [shape_item(item) for item in to_items(form.items)]} for form in _forms()],
            "note": "本系统的默认检查表，不是标准；开始之前可以修改"}


def write_form(items: tuple[Item, ...]) -> tuple[str, str]:
    """A form as it is stored, and its hash."""
    text = canonical({"items": from_items(items)})
    return text, hashlib.sha256(text.encode()).hexdigest()


def form_of(row: Inspection) -> tuple[Item, ...]:
    """The campaign's form."""
    return to_items(json.loads(row.form)["items"])


def shape_item(item: Item) -> dict[str, Any]:
    """An item as a page fills it in."""
    known = item.category is not None and find_case_category(item.category) is not None
    return {**from_items([item])[0],
            "category_name": category_name(item.category) if known and item.category else None}
