"""Extra questions as the pages and the rules want them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import FieldError, Problem
from server.models import Case, Report, ReportAnswers
from server.models import Question as QuestionRow
from server.queries.catalogue import category_of
from server.queries.joined_reports import answered_in
from server.queries.rule_cache import rules
from workflows.questions import MOST, Answered, Choice, Question, Unfitting, read_answers

SET = "questions"


def all_questions() -> tuple[Question, ...]:
    """Every question, switched off ones too, in the order in which they are asked."""
    return rules(SET, _load)


def _load(session: Session) -> tuple[Question, ...]:
    rows = session.scalars(select(QuestionRow).order_by(QuestionRow.category, QuestionRow.position, QuestionRow.id))
    return tuple(to_question(row) for row in rows)


def to_question(row: QuestionRow) -> Question:
    """A row as a plain value."""
    return Question(row.code, row.category, row.kind, row.text, row.text_en, row.unit,
                    tuple(Choice(**choice) for choice in json.loads(row.choices)), row.active)


def list_questions(*, active: bool | None = None) -> list[dict[str, Any]]:
    """Questions for a page; `active` leaves out those that are switched off."""
    return [asdict(question) for question in all_questions() if not active or question.active]


def fitting_answers(category: str, given: Mapping[str, Any]) -> tuple[Answered, ...]:
    """What a report of this category answered. Raises validation, naming the question."""
    if not given:
        return ()
    if len(given) > MOST:
        raise Problem("validation", "回答太多", errors=(FieldError("answers", f"最多 {MOST} 个"),))
    try:
        return read_answers(all_questions(), category, category_of(category).parent, given)
    except Unfitting as unfit:
        name = f"answers.{unfit.code}"
        raise Problem("validation", f"{name}：{unfit}", errors=(FieldError(name, str(unfit)),)) from unfit


def answers_of(session: Session, case: Case) -> list[dict[str, Any]]:
    """What the reporters of a case and of those merged into it answered and wished for, report by report."""
    rows = session.execute(
        select(Report.ticket, Report.received_at, ReportAnswers.answers, ReportAnswers.wish)
        .join(ReportAnswers, ReportAnswers.report_id == Report.id)
        .where(answered_in(case))
        .order_by(Report.received_at)).all()
    return [{"ticket": row.ticket, "at": row.received_at, "wish": row.wish, "answers": json.loads(row.answers)}
            for row in rows]
