"""Lists of cases by how far law enforcement is."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from server.models import Case
from workflows.law import SENT, SETTLED


def law_condition(which: str) -> ColumnElement[bool]:
    """Cases of a list: `waiting` for a first word, `open` until the last one, `settled`, or one status."""
    if which == "waiting":
        return Case.law_status == SENT
    if which == "open":
        return Case.law_status.is_not(None) & Case.law_status.not_in(sorted(SETTLED))
    return Case.law_status.in_(sorted(SETTLED)) if which == "settled" else Case.law_status == which
