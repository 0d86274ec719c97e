"""Photos: which picture belongs to what, who released it; what the camera said about itself is sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of

UNPUBLISHED = text("released_at IS NOT NULL AND published_sha256 IS NULL")
PURPOSES = ("report", "before", "after", "confirm", "check", "document")


class Photo(Model):
    """One picture in its place. Files are named by content, so that one file may serve many rows."""

    __tablename__ = "photos"
    __table_args__ = (one_of("purpose", PURPOSES), Index(None, "case_id", "id"), Index(None, "report_id"),
                      Index("ix_photos_unjudged", "id", postgresql_where=text("judged_at IS NULL"),
                            sqlite_where=text("judged_at IS NULL")),
                      Index("ix_photos_unpublished", "id", postgresql_where=UNPUBLISHED, sqlite_where=UNPUBLISHED))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"))
    event_n: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(String(10))
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    private: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Faces and plates that nobody is shown: areas as JSON [[x, y, width, height]] in shares of the picture, and the
    # served pictures in which they are covered. The original stays sealed as it was.
    covers: Mapped[str | None]
    covered_sha256: Mapped[str | None] = mapped_column(String(64))
    # The copy that the public sees, with time and place at its lower edge; None until it is made.
    published_sha256: Mapped[str | None] = mapped_column(String(64))
    prints: Mapped[str | None] = mapped_column(String(32))  # dHash and pHash as hexadecimal; None: not to be compared
    judged_at: Mapped[datetime | None]  # when somebody (a job) asked whether the picture can be what it says


class PhotoEvidence(Model):
    """What the file (EXIF) and the phone (`shot_*`, its clock corrected) say of place and time: the reporter's place,
    sealed like the identity; nulls where absent."""

    __tablename__ = "photo_evidence"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"), primary_key=True)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    taken_at: Mapped[datetime | None]
    make: Mapped[str | None] = mapped_column(String(120))
    model: Mapped[str | None] = mapped_column(String(120))
    shot_at: Mapped[datetime | None]
    shot_lon: Mapped[float | None]
    shot_lat: Mapped[float | None]
    shot_accuracy_m: Mapped[float | None]
