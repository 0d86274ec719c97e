"""The first scheme of an installation: a draft to be adopted; in a demonstration it is in force since January."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.assessment import read_first_scheme
from server.models import AssessmentScheme
from server.queries.moments import city_day
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.periods import DAY, period_around
from workflows.assessment.scheme import PeriodKind
from workflows.assessment.scheme_body import parse_scheme, scheme_body
from workflows.assessment.scheme_checks import flaws
from workflows.ledger import canonical, link

SCHEME_START = "scheme"  # what the hash of a body follows, instead of an event before it
FIRST_REASON = "系统自带的默认方案"
LOOKS_BACK = timedelta(days=120)  # as long as the posts of a demonstration have been held


def write_first_scheme(session: Session, is_demo: bool, now: datetime) -> None:
    """Version 1 from config/catalogue/assessment.toml, where there is no scheme yet. ValueError when the file's
    figures make no scheme that may be."""
    if session.scalar(select(AssessmentScheme.id).limit(1)) is not None:
        return
    data = read_first_scheme()
    scheme = parse_scheme(1, data.title, data.body)
    wrong = flaws(scheme, INDICATORS)
    if wrong:
        raise ValueError(f"assessment.toml: {wrong[0].field}: {wrong[0].reason}")
    body = canonical(scheme_body(scheme))
    today = city_day(now)
    session.add(AssessmentScheme(
        version=1, title=data.title, state="adopted" if is_demo else "draft",
        starts_on=(date((today - LOOKS_BACK).year, 1, 1) if is_demo
                   else period_around(PeriodKind.MONTH, today).last + DAY),
        ends_on=None,
        body=body, hash=hash_of(body), reason=FIRST_REASON, simulated=is_demo, created_at=now,
        adopted_at=now if is_demo else None, event_count=0))


def hash_of(body: str) -> str:
    """What says that a scheme's body is still the one that was adopted."""
    return link(SCHEME_START, body)

