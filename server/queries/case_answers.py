"""Beside a case, asked for by its page: the closing standard, questions to the reporter, links of enterprises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from server.models import Case, CaseNote, EnterpriseLink, Person, ReporterQuestion
from server.queries.city import unit_name
from server.queries.closing import standard_of
from server.queries.enterprise import case_of_link, link_state

WORDS = ("ask-reporter.text", "answer-question.text", "enterprise-answer.text")


def case_answers(session: Session, case: Case, now: datetime) -> dict[str, Any]:
    """The caller has checked that the case may be read."""
    return {"standard": [{"code": code, "text": text} for code, text in standard_of(case.category)],
            "questions": _questions(session, case) if case.questions else [], "links": _links(session, case, now)}


def _words(session: Session, case: Case) -> dict[int, str]:
    """{number of the event: its words}."""
    return {note.event_n: note.text for note in session.scalars(
        select(CaseNote).where(CaseNote.case_id == case.id, CaseNote.kind.in_(WORDS)))}


def _questions(session: Session, case: Case) -> list[dict[str, Any]]:
    words = _words(session, case)
    rows = session.execute(select(ReporterQuestion, Person.name)
                           .outerjoin(Person, Person.id == ReporterQuestion.asked_by)
                           .where(ReporterQuestion.case_id == case.id).order_by(ReporterQuestion.number.desc())).all()
    return [{"number": row.number, "text": words.get(row.event_n, ""), "state": row.state, "who": name or "",
             "unit": unit_name(row.unit), "asked_at": row.asked_at, "due_at": row.due_at,
             "reminded_at": row.reminded_at, "ended_at": row.ended_at,
             "answer": words.get(row.answer_n or 0, "")} for row, name in rows]


def _links(session: Session, case: Case, now: datetime) -> list[dict[str, Any]]:
    # One list of ids, each found by an index: an OR over two indexes is read as the whole table in a long history.
    cases = union_all(select(literal(case.id)), select(Case.id).where(Case.main_case_id == case.id))
    rows = session.execute(select(EnterpriseLink, Person.name).join(Person, Person.id == EnterpriseLink.created_by)
                           .where(EnterpriseLink.case_id.in_(cases))
                           .order_by(EnterpriseLink.id.desc())).all()
    words = _words(session, case) if any(row.answered_at for row, _ in rows) else {}
    return [{"id": row.id, "name": row.name, "state": link_state(row, case_of_link(session, row), now), "who": name,
             "unit": unit_name(row.unit), "created_at": row.created_at, "expires_at": row.expires_at,
             "answered_at": row.answered_at, "reply": row.reply, "text": words.get(row.event_n or 0, "")}
            for row, name in rows]
