"""Schemes as values: the one in force on a day, those whose terms touch a period."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.models import AssessmentScheme
from workflows.assessment.scheme import Scheme
from workflows.assessment.scheme_body import parse_scheme


def scheme_of(row: AssessmentScheme) -> Scheme:
    """The scheme that a row holds."""
    return parse_scheme(row.version, row.title, json.loads(row.body))


def scheme_row_for(session: Session, day: date) -> AssessmentScheme | None:
    """The adopted scheme in whose term a day lies."""
    return session.scalar(select(AssessmentScheme).where(
        AssessmentScheme.state == "adopted", AssessmentScheme.starts_on <= day,
        or_(AssessmentScheme.ends_on.is_(None), AssessmentScheme.ends_on >= day))
        .order_by(AssessmentScheme.starts_on.desc(), AssessmentScheme.version.desc()).limit(1))


def scheme_for(session: Session, day: date) -> Scheme | None:
    """The scheme in force on a day; None when none was adopted."""
    row = scheme_row_for(session, day)
    return scheme_of(row) if row is not None else None


def schemes_within(session: Session, first: date, last: date) -> list[AssessmentScheme]:
    """Adopted schemes whose terms touch these days, the earliest first."""
    return list(session.scalars(select(AssessmentScheme).where(
        AssessmentScheme.state == "adopted", AssessmentScheme.starts_on <= last,
        or_(AssessmentScheme.ends_on.is_(None), AssessmentScheme.ends_on >= first))
        .order_by(AssessmentScheme.starts_on, AssessmentScheme.version)))
