"""受理限制: what comes from a device, a contact or an address is read later, for a while and for a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.restrictions import OUTCOMES, SUBJECTS


class Restriction(Chained, Model):
    """One restriction. `subject_hash` is an HMAC: nobody reads from it which device, number or address it is.

    It slows and never refuses. `reason` is the head's, `appeal` the reporter's, `review_text` the other head's: words
    stay here, the ledger holds an HMAC of each with the salt.
    """

    __tablename__ = "restrictions"
    __table_args__ = (
        one_of("subject", SUBJECTS), one_of("outcome", OUTCOMES),
        Index(None, "town", "ends_at"), Index(None, "district", "ends_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(8))
    subject_hash: Mapped[str] = mapped_column(String(64))
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    unit: Mapped[str] = mapped_column(String(15))
    reason: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    appealed_at: Mapped[datetime | None]
    appeal: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None] = mapped_column(String(8))
    review_text: Mapped[str] = mapped_column(default="")
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
