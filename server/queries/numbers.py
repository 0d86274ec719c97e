"""Numbers that other systems give: one number is one case."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import invalid
from server.models import Case
from server.queries.catalogue import find_source


def case_of_number(session: Session, source: str, number: str) -> Case | None:
    """The case that an item with this number became, or None."""
    return session.scalar(select(Case).where(Case.external_number == number, Case.source == source)
                          .order_by(Case.id).limit(1))


def check_number(session: Session, source: str, number: str | None) -> None:
    """Raises validation when the number of a source that numbers its items has a case already."""
    found = find_source(source)
    if not number or found is None or not found.number_required:
        return
    case = case_of_number(session, source, number)
    if case is not None:
        raise invalid("external_number", f"这个编号已登记：{case.number}。请打开该案补充，不要重复登记")
