"""What assessors establish by hand against somebody: proposed by one, decided by another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.assessment.facts import Level


class AssessmentMark(Model):
    """A deduction of the scheme that somebody is to be charged with. It counts once a second person has said that it
    holds; the words stay here, the ledger holds an HMAC of them with the salt."""

    __tablename__ = "assessment_marks"
    __table_args__ = (one_of("level", [level.value for level in Level]),
                      CheckConstraint("(decided_at IS NULL) = (holds IS NULL)", name="decided"),
                      Index(None, "decided_at"), Index(None, "district", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(10))
    owner: Mapped[str] = mapped_column(String(30))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    reason: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    holds: Mapped[bool | None]
