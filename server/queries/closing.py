"""What the operator says about closing: points to be seen per category, how long is waited for answers."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement

from config.catalogue_types import LimitData
from config.closing import Closing, read_closing
from server.models import Case
from server.queries.catalogue import working_calendar
from workflows.deadlines import Limit, due_at

WITHOUT_YES, CONTESTED, ASKED = "without-yes", "contested", "asked"


def closing_condition(wanted: str) -> ColumnElement[bool]:
    """The lists behind the figures of closing."""
    return {WITHOUT_YES: Case.closed_without_yes, CONTESTED: Case.contested.is_not(None),
            ASKED: Case.question_id.is_not(None)}[wanted]


@cache
def closing() -> Closing:
    """The operator's closing.toml."""
    return read_closing()


@cache
def standard_of(category: str) -> tuple[tuple[str, str], ...]:
    """(code, point) of what must be seen before a case of the category passes its check."""
    points = closing().standards.get(category, ())
    return tuple((f"{category}-{number}", point) for number, point in enumerate(points, 1))


def after(moment: datetime, limit: LimitData) -> datetime:
    """When a span of the catalogue ends that begins now."""
    return due_at(moment, Limit(limit.amount, limit.unit), working_calendar())
