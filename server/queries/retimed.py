"""Running clocks under a calendar: which cases have one that the calendar counts, and where it would end."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case
from workflows.states import OPEN


def running_in_working_time(session: Session, after_id: int, most: int, *, lock: bool = False) -> Sequence[Case]:
    """Cases with a clock in working time, in id order; natural hours and days know no calendar."""
    query = select(Case).where(Case.id > after_id, Case.state.in_(sorted(OPEN)), Case.due_at.is_not(None),
                               Case.due_limit.like("% working%")).order_by(Case.id).limit(most)
    return session.scalars(query.with_for_update() if lock else query).all()
