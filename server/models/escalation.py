"""Reminders (催办): the ladder as people edit it, what was sent for which clock, and what is said about an order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.addressees import ADDRESSEES
from workflows.escalation import RELATIONS


class RungRow(Model):
    """One rung of the ladder; its code names it for good, so that an edited rung is not sent again."""

    __tablename__ = "rungs"
    __table_args__ = (one_of("relation", RELATIONS), one_of("addressee", ADDRESSEES))

    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    stage: Mapped[str] = mapped_column(String(12))
    relation: Mapped[str] = mapped_column(String(8))
    amount: Mapped[int]
    unit: Mapped[str | None] = mapped_column(String(20))
    addressee: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)


class Reminder(Model):
    """A rung that came due for one run of a case's clock or for an order: sent, or passed over for a higher one.

    `once` names clock and rung, so that a second scheduler cannot do it again. `passed` names the seat that was meant
    when nobody held it and the message went further up.
    """

    __tablename__ = "reminders"
    __table_args__ = (one_of("outcome", ("sent", "skipped", "nobody")), Index(None, "case_id", "run"),
                      Index(None, "order_id"))

    once: Mapped[str] = mapped_column(String(80), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    district: Mapped[str] = mapped_column(String(6))
    run: Mapped[int]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    rung: Mapped[str] = mapped_column(String(30))
    stage: Mapped[str] = mapped_column(String(12))
    addressee: Mapped[str] = mapped_column(String(12))
    due_at: Mapped[datetime]
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(8))
    role: Mapped[str | None] = mapped_column(String(30))
    division: Mapped[str | None] = mapped_column(String(15))
    department: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    passed: Mapped[str | None] = mapped_column(String(30))


class OrderWord(Model):
    """What was said about an order, in its turn; the words themselves are the case's note of the same event."""

    __tablename__ = "order_words"
    __table_args__ = (one_of("kind", ("reply", "accept", "reject")), Index(None, "order_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    district: Mapped[str] = mapped_column(String(6))
    kind: Mapped[str] = mapped_column(String(8))
    unit: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    event_n: Mapped[int]
    at: Mapped[datetime]
