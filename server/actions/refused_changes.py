"""Somebody wants to change what a frozen period holds: refused as ever, and told in that period's chain, once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from server.actions.publishing_revisions import tell
from server.models import Assessment, AssessmentFact, Event, Rating, Report
from server.queries.people import REPORTER
from server.transaction import transaction


def note_refused_rating(ticket: str, now: datetime) -> None:
    """A second rating of an answer whose rating is part of a frozen period."""
    with transaction() as tx:
        ratings = tx.session.scalars(select(Rating.id).join(Report, Report.id == Rating.report_id).where(
            Report.ticket == ticket)).all()
        refs = [f"rating:{number}" for number in ratings]
        held = tx.session.execute(select(AssessmentFact.ref, AssessmentFact.assessment_id).where(
            AssessmentFact.ref.in_(refs), AssessmentFact.assessment_id == Assessment.id, Assessment.state != "draft")
            .distinct().order_by(AssessmentFact.assessment_id)).all()
        for ref, assessment_id in held:
            row = tx.session.get_one(Assessment, assessment_id, with_for_update=True)
            told = tx.session.scalar(select(Event.seq).where(
                Event.subject_kind == "assessment", Event.subject_id == str(row.id),
                Event.name == "assessment.change_refused", Event.content.contains(f'"ref":"{ref}"')).limit(1))
            if told is None:
                tell(tx, row, "assessment.change_refused", REPORTER, now, {"what": "rating", "ref": ref})
