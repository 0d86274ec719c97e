"""The rows of questions back to reporters: one when a step asks, closed by whatever ends the wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.models import Case, ReporterQuestion
from server.queries.closing import after, closing
from server.queries.people import Actor
from workflows.case_flow import CaseFacts
from workflows.states import Action


def follow_question(session: Session, case: Case, before: CaseFacts, action: Action, event_n: int, actor: Actor,
                    unit: str | None, now: datetime) -> dict[str, Any]:
    """After any step: a new question gets its row, one no longer open is closed. Answers what the event adds."""
    if action is Action.ASK_REPORTER:
        session.add(ReporterQuestion(
            case_id=case.id, district=case.district, number=case.questions, event_n=event_n, asked_by=actor.person_id,
            unit=unit, asked_at=now, remind_at=after(now, closing().remind), due_at=after(now, closing().end),
            state="open"))
        return {"question": case.questions}
    if before.question_id is None or case.question_id is not None:
        return {}
    row = find_question(session, case.id, before.question_id)
    if row is None:
        return {}
    row.state, row.ended_at = _state_after(action, actor), now
    if action is Action.ANSWER_QUESTION:
        row.answer_n = event_n
        _tell(session, row, now)
    return {"question": row.number, "outcome": row.state}


def _state_after(action: Action, actor: Actor) -> str:
    if action is Action.ANSWER_QUESTION:
        return "answered"
    return "unanswered" if action is Action.END_QUESTION and actor.kind == "system" else "ended"


def _tell(session: Session, row: ReporterQuestion, now: datetime) -> None:
    if row.asked_by is not None:
        told = Told(f"question.answered:{row.case_id}:{row.number}", "question.answered",
                    "反映人已补充情况，时限已接着走。", row.district, row.case_id)
        send(session, Addressee(person_id=row.asked_by), told, now)


def find_question(session: Session, case_id: int, number: int) -> ReporterQuestion | None:
    """The question of a case by its number."""
    return session.scalar(select(ReporterQuestion).where(
        ReporterQuestion.case_id == case_id, ReporterQuestion.number == number))
