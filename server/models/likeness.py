"""What looks alike: parts of pictures' prints to find copies by, and links that people draw between cases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.likeness import LINKS


class PhotoBand(Model):
    """A sixteenth of a picture's prints: copies share at least one, so that nobody compares with every picture."""

    __tablename__ = "photo_bands"

    band: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"), primary_key=True)


class CaseLink(Model):
    """`case_id` is a duplicate of, a part of, a recurrence of or related to `other_id`; ended, never deleted.

    `by_id` is null where the system itself saw it.
    """

    __tablename__ = "case_links"
    __table_args__ = (one_of("kind", LINKS), Index(None, "case_id"), Index(None, "other_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
