"""工作提醒: one row for each reminder that the system raised by rule, and the words that answered it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model


class WorkReminder(Chained, Model):
    """To one member (`person_id`) or to the station of `town`. `once` names it: raised again, it is the same one.

    `facts` is canonical JSON: what was seen, as kinds and ids. Whoever is to answer by `due_at` answers once.
    """

    __tablename__ = "work_reminders"
    __table_args__ = (CheckConstraint("answered_at IS NULL OR withdrawn_at IS NULL", name="one_end"),
                      CheckConstraint("due_at >= raised_at", name="term"), UniqueConstraint("once"),
                      Index(None, "district", "due_at"), Index(None, "town", "due_at"),
                      Index(None, "person_id", "due_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rule: Mapped[str] = mapped_column(String(30))
    once: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    facts: Mapped[str]
    raised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class WorkReminderWords(Model):
    """The answer, or why it was withdrawn. Erasable: the ledger holds only an HMAC of these."""

    __tablename__ = "work_reminder_words"

    reminder_id: Mapped[int] = mapped_column(ForeignKey("work_reminders.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
