"""Facts that people's decisions took out of the statistics: granted appeals, cases and ratings that were set aside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.models import AssessmentExemption
from workflows.assessment.appeals import EXEMPTION_REASONS
from workflows.assessment.facts import Level
from workflows.assessment.indicator import Exemption, Exemptions, exemptions_of


def read_exemptions(session: Session, at: datetime | None = None) -> Exemptions:
    """All exemptions that hold now, or those that held at a moment (for a period that is final: its `final_at`)."""
    row = AssessmentExemption
    query = select(row.ref, row.case_id, row.level, row.owner, row.indicator, row.reason)
    if at is None:
        query = query.where(row.ended_at.is_(None))
    else:
        query = query.where(row.decided_at <= at, or_(row.ended_at.is_(None), row.ended_at > at))
    return exemptions_of(
        Exemption(EXEMPTION_REASONS.get(reason, reason), ref, case_id, Level(level) if level else None, owner, line)
        for ref, case_id, level, owner, line, reason in session.execute(query))
