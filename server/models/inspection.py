"""Special inspections (专项检查): campaigns, who goes, which places, what was found at each, and the pictures of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.inspection import INSPECTION_STATES, PLACE_STATES, SKIP_REASONS


class Inspection(Chained, Model):
    """One campaign. `form` is canonical JSON and stays as it is once the campaign runs (`form_hash` says so).

    Title, theme and summary are words: the ledger holds an HMAC of each with the salt.
    """

    __tablename__ = "inspections"
    __table_args__ = (one_of("state", INSPECTION_STATES), CheckConstraint("last >= first", name="term"),
                      Index(None, "district", "first"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    theme: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(String(32))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    district: Mapped[str] = mapped_column(String(6))
    first: Mapped[date]
    last: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    form: Mapped[str]
    form_hash: Mapped[str] = mapped_column(String(64))
    simulated: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class InspectionInspector(Model):
    """Who goes."""

    __tablename__ = "inspection_inspectors"
    __table_args__ = (Index(None, "person_id"),)

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class InspectionPlace(Model):
    """One place to look at: a source of the register, or a spot that was named by hand. Codes as they were then."""

    __tablename__ = "inspection_places"
    __table_args__ = (
        one_of("state", PLACE_STATES), one_of("skipped_as", SKIP_REASONS),
        CheckConstraint("(state = 'open') = (done_at IS NULL)", name="done"),
        UniqueConstraint("inspection_id", "source_id"), Index(None, "inspection_id", "state"),
        Index(None, "done_at", postgresql_where=text("done_at IS NOT NULL"), sqlite_where=text("done_at IS NOT NULL")),
        Index(None, "source_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("pollution_sources.id"))
    name: Mapped[str] = mapped_column(String(80))
    by_rule: Mapped[bool]
    lon: Mapped[float]
    lat: Mapped[float]
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(8))
    skipped_as: Mapped[str | None] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(default="")
    salt: Mapped[str | None] = mapped_column(String(32))
    done_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # done_at is corrected by the phone's clock error (received_at - sent_at); what was said is kept too.
    done_at: Mapped[datetime | None]
    done_at_stated: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    clock_skewed: Mapped[bool] = mapped_column(default=False)


class InspectionAnswer(Model):
    """What was found at one item of the form: `part` of `whole` points; `whole` 0 when it did not apply.

    `report_id` and `case_id` since the finding became a case.
    """

    __tablename__ = "inspection_answers"
    __table_args__ = (CheckConstraint("part BETWEEN 0 AND whole", name="points"), UniqueConstraint("place_id", "code"),
                      Index(None, "case_id", postgresql_where=text("case_id IS NOT NULL"),
                            sqlite_where=text("case_id IS NOT NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("inspection_places.id"))
    code: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(30))
    part: Mapped[int]
    whole: Mapped[int]
    finding: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))


class InspectionPhoto(Model):
    """A picture of one item, taken on site."""

    __tablename__ = "inspection_photos"

    place_id: Mapped[int] = mapped_column(ForeignKey("inspection_places.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
