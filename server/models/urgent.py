"""紧急呼叫: one row for each call, with the words and the place that the ledger only holds under seal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.urgent import STATES


class UrgentCall(Model):
    """Somebody of staff called for help. `duty_id` was on duty and told by name; `called_at` is when it came in.

    `made_at` is when the button was pressed: earlier than `called_at` when there was no network.
    """

    __tablename__ = "urgent_calls"
    __table_args__ = (one_of("state", STATES), Index(None, "district", "called_at"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(String(10))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    made_at: Mapped[datetime]
    called_at: Mapped[datetime]
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    salt: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    received_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
