"""The emergency state of a district: when, by whom, who was called, which clocks stood still."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model


class Emergency(Model):
    """A district under emergency (应急状态); one at a time in each district."""

    __tablename__ = "emergencies"
    __table_args__ = (CheckConstraint("planned_end > begun_at", name="plan"),
                      CheckConstraint("ended_at IS NULL OR ended_at >= begun_at", name="term"),
                      Index(None, "district", "ended_at"),
                      Index(None, "district", unique=True, postgresql_where=text("ended_at IS NULL"),
                            sqlite_where=text("ended_at IS NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    district: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    title: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str]
    simulated: Mapped[bool] = mapped_column(default=False)
    begun_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    begun_at: Mapped[datetime]
    planned_end: Mapped[datetime]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None]
    # Every clock that stood still goes on again; until then the job has something to finish.
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    end_note: Mapped[str] = mapped_column(default="")


class Muster(Model):
    """One member of a community's emergency team was called: when, heard it when, stood there when."""

    __tablename__ = "musters"
    __table_args__ = (Index(None, "emergency_id", "community"), Index(None, "person_id", "emergency_id"),
                      Index(None, "whistle_id"),
                      CheckConstraint("(emergency_id IS NULL) <> (whistle_id IS NULL)", name="cause"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    # What the team was called for: the emergency of the district, or an urgent whistle (紧急哨).
    emergency_id: Mapped[int | None] = mapped_column(ForeignKey("emergencies.id"))
    whistle_id: Mapped[int | None] = mapped_column(ForeignKey("whistles.id"))
    district: Mapped[str] = mapped_column(String(6))
    community: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    role: Mapped[str] = mapped_column(String(30))
    # None: the seat is empty and nobody stands in.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    for_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    called_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    # Who said so: the person, or a head who was told by phone.
    received_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    arrived_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class PutOff(Model):
    """An ordinary clock that stood still during an emergency: what was put off, and until when it is due now."""

    __tablename__ = "put_offs"
    __table_args__ = (Index(None, "emergency_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    emergency_id: Mapped[int] = mapped_column(ForeignKey("emergencies.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    district: Mapped[str] = mapped_column(String(6))
    stage: Mapped[str] = mapped_column(String(12))
    paused_at: Mapped[datetime]
    due_before: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    due_after: Mapped[datetime | None]
