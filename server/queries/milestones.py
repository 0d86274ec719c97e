"""Steps within a handling, as the rules and the pages want them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, CaseMilestone


def open_milestones(session: Session, case: Case) -> tuple[tuple[str, str], ...]:
    """Code and name of the steps that are not done yet, the next due first."""
    rows = session.execute(select(CaseMilestone.code, CaseMilestone.name).where(
        CaseMilestone.case_id == case.id, CaseMilestone.done_at.is_(None)).order_by(CaseMilestone.due_at))
    return tuple((row.code, row.name) for row in rows)
