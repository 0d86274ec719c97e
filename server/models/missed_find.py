"""漏报: what an assessor found to have been visible at a dated visit that reported nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model


class MissedFind(Model):
    """A case that somebody else reported first and one visit before it. At most one stands for a case.

    `visited_at` and `found_at` are the visit's time and the report's; the place is the case's when it was stated. The
    words stay here, the ledger holds an HMAC of them with the salt, in the chain of the visit.
    """

    __tablename__ = "missed_finds"
    __table_args__ = (
        CheckConstraint("visited_at < found_at", name="before"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="taken_back"),
        Index("ix_missed_finds_standing", "case_id", unique=True, postgresql_where=text("withdrawn_at IS NULL"),
              sqlite_where=text("withdrawn_at IS NULL")),
        Index(None, "district", "found_at"), Index(None, "person_id", "found_at"), Index(None, "visit_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    visited_at: Mapped[datetime]
    found_at: Mapped[datetime]
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    words: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    stated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stated_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_words: Mapped[str] = mapped_column(default="")
