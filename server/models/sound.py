"""Sounds that came with a report: sealed, heard by the accepting station only, never published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model


class ReportSound(Model):
    """One recording of a reporter. The file is named by its content and lies in the sounds folder."""

    __tablename__ = "report_sounds"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(20))
    bytes: Mapped[int]
    seconds: Mapped[float]
    at: Mapped[datetime]
