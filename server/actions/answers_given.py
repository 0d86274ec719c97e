"""Keep what a reporter answered to the extra questions, and what a caller wishes for: sealed like the words."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from server.models import Case, Report, ReportAnswers
from server.queries.questions import fitting_answers
from workflows.ledger import seal


def keep_answers(session: Session, report: Report, case: Case | None, given: Mapping[str, Any],
                 wish: str) -> dict[str, str]:
    """Write the row beside the report; returns the seals by field, for the event. Most reports have nothing of it."""
    answers, wish = fitting_answers(report.category, given), wish.strip()
    if not answers and not wish:
        return {}
    salt = secrets.token_bytes(16)
    text = json.dumps([asdict(answer) for answer in answers], ensure_ascii=False)
    session.add(ReportAnswers(report_id=report.id, salt=salt.hex(), answers=text, wish=wish))
    if case is not None:
        case.has_answers = True
    return {**({"answers": seal(text, salt)} if answers else {}), **({"wish": seal(wish, salt)} if wish else {})}
