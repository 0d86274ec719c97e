"""What is said between the loop and those outside it: questions to reporters, answers by link, texts to begin with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of

QUESTION_STATES = ("open", "answered", "unanswered", "ended")
REPLIES = ("done", "denied")


class ReporterQuestion(Model):
    """A question back to the reporter; `cases.question_id` holds the `number` of the one that is open.

    Words stand in case_notes under the events `event_n` (asked) and `answer_n` (answered).
    """

    __tablename__ = "reporter_questions"
    __table_args__ = (one_of("state", QUESTION_STATES), UniqueConstraint("case_id", "number"),
                      Index(None, "state", "due_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    district: Mapped[str] = mapped_column(String(6))
    number: Mapped[int]
    event_n: Mapped[int]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    unit: Mapped[str | None] = mapped_column(String(30))
    asked_at: Mapped[datetime]
    remind_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="open")
    ended_at: Mapped[datetime | None]
    answer_n: Mapped[int | None]
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"))


class EnterpriseLink(Model):
    """A one-time link by which an enterprise or property company answers without an account.

    Of the token only a hash is kept. What was said stands in case_notes under the event `event_n`.
    """

    __tablename__ = "enterprise_links"
    __table_args__ = (one_of("reply", REPLIES), Index(None, "case_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    district: Mapped[str] = mapped_column(String(6))
    name: Mapped[str] = mapped_column(String(100))
    salt: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit: Mapped[str | None] = mapped_column(String(30))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    reply: Mapped[str | None] = mapped_column(String(8))
    event_n: Mapped[int | None]


class AnswerTemplate(Model):
    """A text to begin with, for the words of one step, in one category, a group of them, or in all."""

    __tablename__ = "answer_templates"
    __table_args__ = (Index(None, "action", "position"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    action: Mapped[str] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
