"""Which reports a case answers: its own and those of the cases merged into it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from server.models import Case, Report


def answered_in(case: Case) -> ColumnElement[bool]:
    """Condition on reports. Cases first, by their indexes; an OR over the reports would read all that there are."""
    return Report.case_id.in_(answered_by(case.id))


def answered_by(case_id: Any) -> Select[tuple[int]]:
    """Ids of the case and of those merged into it, for statements that are built once."""
    cases = Case.__table__.c
    return select(cases.id).where(or_(cases.id == case_id, cases.main_case_id == case_id))
