"""What the reporter's page says besides the course: a question, a refusal in plain words, a closing without a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, CaseNote, ReporterQuestion
from server.queries.catalogue import catalogue
from server.queries.city import unit_name
from workflows.states import Action, State

OUTCOMES = {"answered": "已收到补充", "unanswered": "没有等到补充，按现有情况继续办理", "ended": "不再等补充，继续办理"}


def reporter_extras(session: Session, case: Case, notes: Sequence[CaseNote]) -> dict[str, Any]:
    """Further fields of the status; a question costs a query only while one is open."""
    return {"question": _question(session, case, notes) if case.question_id is not None else None,
            "refusal": _refusal(case, notes) if case.state == State.DECLINED else None,
            "closed_without_yes": case.closed_without_yes}


def _question(session: Session, case: Case, notes: Sequence[CaseNote]) -> dict[str, Any] | None:
    row = session.scalar(select(ReporterQuestion).where(
        ReporterQuestion.case_id == case.id, ReporterQuestion.number == case.question_id))
    if row is None:
        return None
    text = next((note.text for note in notes if note.event_n == row.event_n), "")
    return {"text": text, "unit": unit_name(row.unit), "asked_at": row.asked_at, "due_at": row.due_at,
            "reminded": row.reminded_at is not None}


def _refusal(case: Case, notes: Sequence[CaseNote]) -> dict[str, Any]:
    """The reason in plain words, and where its one review stands."""
    reason = next((item for item in catalogue().decline_reasons if item.code == case.decline_reason), None)
    words = [note.text for note in notes if note.kind in ("decline.note", "review.note")]
    review = "upheld" if case.reviewed else "asked" if case.reopen_asked else "possible"
    return {"reason": reason.name if reason else "", "explain": reason.explain if reason else "", "words": words,
            "review": review}


def answer_title(name: str, data: dict[str, Any]) -> str | None:
    """Titles of what is said back and forth, on the reporter's page; None for everything else."""
    if name == "case.noted":
        return "受理单位说明" if data.get("visibility") == "public" else None
    if data.get("action") == Action.END_QUESTION:
        return OUTCOMES.get(data.get("outcome", ""), OUTCOMES["ended"])
    said = {Action.ASK_REPORTER: "请您补充情况", Action.ANSWER_QUESTION: OUTCOMES["answered"]}
    return said.get(data.get("action", ""))
