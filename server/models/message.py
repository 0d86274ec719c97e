"""Messages inside the system (站内消息): reminders, orders, whistles; to a person, or to whoever holds a post."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model


class Message(Model):
    """One message. Addressed to `person_id`, or to the current holders of `role` in `division` or `department`.

    `name` says what happened (stage.late, whistle.called …), `text` is written by the system and holds nobody's words,
    names or numbers. `once` makes a repetition impossible: the same thing is never sent twice. Before `deliver_at`
    (quiet hours) nobody sees it.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR role IS NOT NULL", name="addressee"),
        Index(None, "person_id", "deliver_at"), Index(None, "division", "role", "deliver_at"),
        Index(None, "department", "deliver_at"), Index(None, "case_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    once: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    text: Mapped[str]
    urgent: Mapped[bool] = mapped_column(default=False)
    district: Mapped[str] = mapped_column(String(6))
    division: Mapped[str | None] = mapped_column(String(15))
    department: Mapped[str | None] = mapped_column(String(30))
    role: Mapped[str | None] = mapped_column(String(24))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    whistle_id: Mapped[int | None]
    created_at: Mapped[datetime]
    deliver_at: Mapped[datetime]


class MessageRead(Model):
    """Who has read which message, and when."""

    __tablename__ = "message_reads"

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    read_at: Mapped[datetime]
