"""Pollution sources, how often they are looked at, and visits. No position of anybody is kept, and no trail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.patrol import RISKS, VisitKind


class PollutionSource(Chained, Model):
    """One source in the register; the codes of its place are stamped when it is entered or moved.

    `seen_at` is the last visit, `due_on` the last day on which the next one is in time: both follow visits and plan.
    """

    __tablename__ = "pollution_sources"
    __table_args__ = (
        one_of("risk", RISKS), CheckConstraint("active_to IS NULL OR active_to >= active_from", name="term"),
        UniqueConstraint("code"), Index(None, "district", "risk"), Index(None, "town", "risk"),
        Index(None, "street_grid"), Index(None, "sub_grid"), Index(None, "community"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    risk: Mapped[str] = mapped_column(String(8))
    operator: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(160), default="")
    external_id: Mapped[str | None] = mapped_column(String(60))
    lon: Mapped[float]
    lat: Mapped[float]
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    active_from: Mapped[date]
    active_to: Mapped[date | None]
    seen_at: Mapped[datetime | None]
    due_on: Mapped[date]
    simulated: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PatrolRule(Model):
    """A division's own interval in days for a risk, of one kind of source or of all (kind is empty)."""

    __tablename__ = "patrol_rules"
    __table_args__ = (one_of("risk", RISKS), CheckConstraint("days BETWEEN 1 AND 366", name="days"),
                      UniqueConstraint("division", "kind", "risk"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    kind: Mapped[str] = mapped_column(String(20))
    risk: Mapped[str] = mapped_column(String(8))
    days: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Patrol(Model):
    """One round: whose, in which grid, on which day. It has no times: nobody's minutes are measured."""

    __tablename__ = "patrols"
    __table_args__ = (Index(None, "person_id", "day"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    day: Mapped[date]
    finished: Mapped[bool] = mapped_column(default=False)


class Visit(Chained, Model):
    """One record at a source, or at premises that are in no register. The place is the source's, never the phone's."""

    __tablename__ = "visits"
    __table_args__ = (
        one_of("kind", [kind.value for kind in VisitKind]),
        CheckConstraint("source_id IS NOT NULL OR premises IS NOT NULL", name="where"),
        CheckConstraint("NOT first_advice OR kind = 'talk'", name="first_advice"),
        Index(None, "source_id", "done_at"), Index(None, "person_id", "done_at"),
        Index(None, "town", "done_at"), Index(None, "district", "done_at"),
        Index(None, "case_id", postgresql_where=text("case_id IS NOT NULL"),
              sqlite_where=text("case_id IS NOT NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("pollution_sources.id"))
    premises: Mapped[str | None] = mapped_column(String(20))
    patrol_id: Mapped[int | None] = mapped_column(ForeignKey("patrols.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit: Mapped[str | None] = mapped_column(String(30))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"))
    action: Mapped[str | None] = mapped_column(String(20))  # the step on the case that counted as a visit
    first_advice: Mapped[bool] = mapped_column(default=False)
    notice: Mapped[str | None] = mapped_column(String(20))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    # done_at is corrected by the phone's clock error (received_at - sent_at); what was said is kept too.
    done_at: Mapped[datetime]
    done_at_stated: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    clock_skewed: Mapped[bool] = mapped_column(default=False)
    simulated: Mapped[bool] = mapped_column(default=False)


class VisitWords(Model):
    """Who was told what, and the notice as it was handed out. Erasable: the ledger holds only HMACs of these."""

    __tablename__ = "visit_words"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    told: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    place_text: Mapped[str] = mapped_column(String(200), default="")
