"""Intake: what is asked once per category, and what reporters answered (sealed like their words)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.questions import KINDS


class Question(Model):
    """One extra question of a category or of a whole group. Never deleted: answers name it by its code."""

    __tablename__ = "questions"
    __table_args__ = (one_of("kind", KINDS), Index(None, "category", "position"),
                      CheckConstraint("position >= 0", name="position"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    category: Mapped[str] = mapped_column(ForeignKey("categories.code"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(String(120))
    text_en: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(20))
    choices: Mapped[str]  # JSON: [{value, name, name_en}]
    active: Mapped[bool] = mapped_column(default=True)


class ReportAnswers(Model):
    """What one reporter answered and wished for: erasable, the ledger holds only an HMAC with the salt kept here.

    The questions stand beside the answers in their words of that day: a question may be worded anew.
    """

    __tablename__ = "report_answers"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    answers: Mapped[str]  # JSON: [{code, question, answer}]
    wish: Mapped[str]
