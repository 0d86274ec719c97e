"""What a frozen period holds, read again as it was: its facts, its roster, its marks, and what is exempt."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Assessment, AssessmentFact, AssessmentRevision, AssessmentScheme
from server.queries.assessment_inputs import Inputs, Plan
from server.queries.exemptions import read_exemptions
from server.queries.schemes import scheme_of
from workflows.assessment.fact_classes import from_content
from workflows.assessment.freezing import marks_of, public_text, rest_hash, whole_hash
from workflows.assessment.indicator import Exemptions
from workflows.assessment.roster import roster_from_json
from workflows.assessment.scheme import Period, PeriodKind

BATCH = 5000


def read_frozen(session: Session, row: Assessment, exempt: Exemptions | None = None) -> Inputs:
    """Everything that the period's scores are computed from; exemptions as they hold now unless others are given."""
    facts = [from_content(json.loads(text)) for text in fact_texts(session, row.id)]
    first = first_revision(session, row.id)
    return Inputs(plan_of(session, row), facts, roster_from_json(json.loads(row.roster or "")),
                  exempt if exempt is not None else read_exemptions(session), marks_of(json.loads(first.inputs)))


def plan_of(session: Session, row: Assessment) -> Plan:
    """The scheme and the days of an assessment."""
    scheme = session.get_one(AssessmentScheme, row.scheme_id)
    return Plan(scheme, scheme_of(scheme), Period(PeriodKind(row.kind), row.first, row.last))


def fact_texts(session: Session, assessment_id: int) -> Iterator[str]:
    """The frozen facts as they were written, in the order of their rows."""
    yield from session.scalars(select(AssessmentFact.content).where(AssessmentFact.assessment_id == assessment_id)
                               .order_by(AssessmentFact.id).execution_options(yield_per=BATCH))


def revisions_of(session: Session, assessment_id: int) -> list[AssessmentRevision]:
    """All revisions, the frozen one first."""
    return list(session.scalars(select(AssessmentRevision).where(
        AssessmentRevision.assessment_id == assessment_id).order_by(AssessmentRevision.number)))


def hashes_of(session: Session, row: Assessment, inputs: str, scores: str, facts_hash: str) -> tuple[str, str, str]:
    """The public text of a revision with these parts, the hash of its rest, and the hash over both."""
    scheme = session.get_one(AssessmentScheme, row.scheme_id)
    public = public_text((scheme.version, scheme.hash), row.first, row.last, scores)
    rest = rest_hash(row.roster or "", inputs, facts_hash, scores)
    return public, rest, whole_hash(public, rest)


def first_revision(session: Session, assessment_id: int) -> AssessmentRevision:
    """How the assessment stood when it was frozen."""
    return session.scalars(select(AssessmentRevision).where(
        AssessmentRevision.assessment_id == assessment_id, AssessmentRevision.number == 1)).one()
