"""Which reports a case answers: its own and those of the cases merged into it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from server.models import Case, Report


def answered_in(case: Case) -> ColumnElement[bool]:
    """Condition on reports. Cases first, by their indexes; an OR over the reports would read all that there are."""
    return Report.case_id.in_(select(Case.id).where(or_(Case.id == case.id, Case.main_case_id == case.id)))
