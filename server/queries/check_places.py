"""Where platform checks happen: in a district or the whole city; their results are read by towns too."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, true

from server.errors import invalid
from server.queries.city import city_index
from workflows.roles import column_of, is_city


def check_level(division: str, levels: Collection[str] = ("city", "district")) -> None:
    """Raises validation for what is no code, or a division of another level."""
    try:
        level = column_of(division)
        city_index().division(division)
    except KeyError:
        raise invalid("division", "没有这个区划") from None
    if level not in levels:
        raise invalid("division", "抽查按区或全市进行" if "town" not in levels else "抽查结果按镇街、区或全市查看")


def inside(model: Any, division: str) -> ColumnElement[bool]:
    """Rows of a town or a district, or of the whole city."""
    return true() if is_city(division) else getattr(model, column_of(division)) == division
