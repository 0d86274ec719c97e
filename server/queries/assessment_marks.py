"""What people established against somebody, for which schemes take points off."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AssessmentMark, EvidenceFlag
from workflows.assessment.facts import Level
from workflows.assessment.marks import Mark
from workflows.assessment.periods import moments
from workflows.assessment.scheme import Scheme
from workflows.doubts import ACCEPTED


def read_marks(session: Session, scheme: Scheme, first: date, last: date) -> list[Mark]:
    """Marks established in these days: doubts about evidence that a person found to hold, and what assessors
    established by hand."""
    codes = {flag: deduction.code for deduction in scheme.deductions for flag in deduction.flags}
    start, end = moments(first, last)
    rows = session.execute(select(EvidenceFlag.id, EvidenceFlag.code, EvidenceFlag.person_id, EvidenceFlag.case_id,
                                  EvidenceFlag.decided_at).where(
        EvidenceFlag.state == ACCEPTED, EvidenceFlag.code.in_(sorted(codes)), EvidenceFlag.person_id.is_not(None),
        EvidenceFlag.decided_at >= start, EvidenceFlag.decided_at < end).order_by(EvidenceFlag.id))
    found = [Mark(codes[row.code], Level.MEMBER, str(row.person_id), f"flag:{row.id}", row.decided_at, row.case_id)
             for row in rows]
    by_hand = session.scalars(select(AssessmentMark).where(
        AssessmentMark.holds.is_(True), AssessmentMark.decided_at >= start, AssessmentMark.decided_at < end)
        .order_by(AssessmentMark.id))
    return found + [Mark(row.code, Level(row.level), row.owner, f"mark:{row.id}", row.decided_at or start, row.case_id)
                    for row in by_hand]
