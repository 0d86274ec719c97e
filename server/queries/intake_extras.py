"""What intake adds to a case: answers to the extra questions, and how far law enforcement is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.models import Case
from server.queries.moments import city_day
from server.queries.questions import answers_of
from workflows.law import STATUS_NAMES, is_settled


def intake_extras(session: Session, case: Case, now: datetime) -> dict[str, Any]:
    """Fields by name. Only a case with answers, or one that several reports joined, costs a query."""
    asked = case.has_answers or case.reports > 1
    return {"answers": answers_of(session, case) if asked else [], "law_transfer": law_of(case, now)}


def law_of(case: Case, now: datetime) -> dict[str, Any] | None:
    """How long ago the clue was handed over and what came back; None when none was."""
    if case.law_status is None or case.law_sent_at is None:
        return None
    return {"status": case.law_status, "status_name": STATUS_NAMES[case.law_status], "sent_at": case.law_sent_at,
            "days": (city_day(now) - city_day(case.law_sent_at)).days, "settled": is_settled(case.law_status)}
