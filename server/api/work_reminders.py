"""Work reminders over HTTP: read, answer, withdraw. Next: server/actions/work_reminders.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.work_reminders import answer_reminder, withdraw_reminder
from server.api.edge import endpoint, idempotency_key
from server.api.work_reminders_shapes import (
    REMINDER,
    REMINDERS,
    ReminderAnswerBody,
    RemindersQuery,
    ReminderWithdrawBody,
)
from server.auth import now
from server.queries.people import Actor
from server.queries.work_reminders import ReminderFilter, read_reminders

work_reminders = Blueprint("work_reminders", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this answer"}


@endpoint(work_reminders, "GET", "/work-reminders", query=RemindersQuery, answers={200: REMINDERS})
def list_work_reminders(actor: Actor, query: RemindersQuery) -> dict[str, Any]:
    """Work reminders to oneself, to the own station, and for its assessors of the territory"""
    wanted = ReminderFilter(query.mine == "true", query.state, query.rule)
    return read_reminders(actor, wanted, now(), query.limit, query.cursor)


@endpoint(work_reminders, "POST", "/work-reminders/<int:reminder_id>/answer", body=ReminderAnswerBody,
          answers={200: REMINDER}, headers=KEY)
def post_reminder_answer(reminder_id: int, actor: Actor, body: ReminderAnswerBody) -> dict[str, Any]:
    """Answer a reminder; after its time the answer is kept and marked late"""
    return answer_reminder(reminder_id, body.text, actor, idempotency_key(), now())


@endpoint(work_reminders, "POST", "/work-reminders/<int:reminder_id>/withdraw", body=ReminderWithdrawBody,
          answers={200: REMINDER}, headers=KEY)
def post_reminder_withdrawal(reminder_id: int, actor: Actor, body: ReminderWithdrawBody) -> dict[str, Any]:
    """Take a reminder back with the reason: it counts nowhere"""
    return withdraw_reminder(reminder_id, body.reason, actor, idempotency_key(), now())
