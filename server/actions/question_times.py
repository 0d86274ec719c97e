"""What the clock brings for questions back to reporters: a word to whoever asked, then the end of the wait."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases import StepRequest, lock_case, step_in
from server.actions.messages import Addressee, Told, send
from server.errors import Problem
from server.extensions import db
from server.models import ReporterQuestion
from server.queries.facts import actor_facts, case_facts
from server.queries.people import SYSTEM
from server.transaction import transaction
from workflows.states import Action

log = logging.getLogger(__name__)
BATCH = 200
REMINDER = "询问反映人后还没有收到补充，时限仍暂停；可以直接联系反映人，或结束询问继续办理。"
OVER = "反映人没有在期限内补充，时限已接着走，请按现有情况继续办理。"


def keep_waiting_short(now: datetime) -> int:
    """End the waits that are over, then remind of those that last; returns how many were ended.

    After an outage a question that is over is not reminded of any more.
    """
    with db.reading() as session:
        over = list(session.scalars(select(ReporterQuestion.id).where(
            ReporterQuestion.state == "open", ReporterQuestion.due_at <= now)
            .order_by(ReporterQuestion.id).limit(BATCH)))
    ended = sum(_end(question_id, now) for question_id in over)
    with db.reading() as session:
        waiting = list(session.scalars(select(ReporterQuestion.id).where(
            ReporterQuestion.state == "open", ReporterQuestion.due_at > now, ReporterQuestion.remind_at <= now,
            ReporterQuestion.reminded_at.is_(None)).order_by(ReporterQuestion.id).limit(BATCH)))
    for question_id in waiting:
        with transaction() as tx:
            row = tx.session.get_one(ReporterQuestion, question_id, with_for_update=True)
            row.reminded_at = now
            _tell(tx.session, row, "question.waiting", REMINDER, now)
    return ended


def _end(question_id: int, now: datetime) -> int:
    """One wait ends in a transaction of its own; what cannot be ended must not stop the others."""
    try:
        with transaction() as tx:
            row = tx.session.get_one(ReporterQuestion, question_id)
            case = lock_case(tx.session, row.case_id)
            if case.question_id != row.number:
                return 0
            facts = case_facts(tx.session, case)
            step_in(tx, case, facts, actor_facts(SYSTEM, case, now), StepRequest(Action.END_QUESTION), SYSTEM, now)
            _tell(tx.session, row, "question.unanswered", OVER, now)
        return 1
    except Problem as problem:
        log.info("question %s: not ended: %s", question_id, problem)
    except Exception:
        log.exception("question %s: not ended", question_id)
    return 0


def _tell(session: Session, row: ReporterQuestion, name: str, text: str, now: datetime) -> None:
    if row.asked_by is not None:
        send(session, Addressee(person_id=row.asked_by),
             Told(f"{name}:{row.case_id}:{row.number}", name, text, row.district, row.case_id), now)
