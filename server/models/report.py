"""What somebody told us. The words, the exact place and the identity stand in tables of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of

INTENTS = ("complaint", "feedback", "suggestion")


class Report(Chained, Model):
    """One submission, named by its client's UUID. Several may join one case."""

    __tablename__ = "reports"
    __table_args__ = (one_of("intent", INTENTS), one_of("state", ("joined", "received", "answered", "left")),
                      Index(None, "case_id", "id"), Index(None, "district", "state", "received_at"),
                      Index(None, "restriction_id", postgresql_where=text("restriction_id IS NOT NULL"),
                            sqlite_where=text("restriction_id IS NOT NULL")))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    ticket: Mapped[str] = mapped_column(String(24), unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    intent: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(ForeignKey("categories.code"))
    source: Mapped[str] = mapped_column(String(20))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    anonymous: Mapped[bool] = mapped_column(default=True)
    recuse: Mapped[bool] = mapped_column(default=False)
    photos_private: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]
    # occurred_at is corrected by the phone's clock error (received_at - sent_at); what was said is kept too.
    occurred_at: Mapped[datetime]
    occurred_at_stated: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    clock_skewed: Mapped[bool] = mapped_column(default=False)
    simulated: Mapped[bool] = mapped_column(default=False)
    # HMACs of the page's random device name and of the address it came from; empty again after some weeks.
    device_hash: Mapped[str | None] = mapped_column(String(64))
    address_hash: Mapped[str | None] = mapped_column(String(64))
    restriction_id: Mapped[int | None]


class ReportDetail(Model):
    """The reporter's words, exact place and device: sealed like the identity, erasable, never in an event."""

    __tablename__ = "report_details"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    description: Mapped[str] = mapped_column(default="")
    place_text: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    datum: Mapped[str] = mapped_column(String(8))
    device_lon: Mapped[float | None]
    device_lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]


class ReporterIdentity(Model):
    """Name and phone of a reporter, encrypted; readable through the accepting station with a logged reason."""

    __tablename__ = "reporter_identities"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    sealed: Mapped[str]
    contact_hash: Mapped[str | None] = mapped_column(String(64))
    proved_at: Mapped[datetime | None]


class IdentityLook(Model):
    """Each look at an identity, with its reason."""

    __tablename__ = "identity_looks"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str]
    at: Mapped[datetime]


class Rating(Model):
    """A reporter's judgement of one answer: solved and satisfied are two questions."""

    __tablename__ = "ratings"
    __table_args__ = (one_of("solved", ("yes", "partly", "no")),
                      CheckConstraint("satisfaction BETWEEN 1 AND 5", name="satisfaction"),
                      Index(None, "case_id", "round"), Index(None, "report_id", "round", unique=True),
                      Index(None, "at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    round: Mapped[int]
    solved: Mapped[str] = mapped_column(String(8))
    satisfaction: Mapped[int | None]  # absent when somebody only said that it is not solved
    comment: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class Reply(Model):
    """The answer to a suggestion or to feedback: adopted or not, with the reason."""

    __tablename__ = "replies"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    adopted: Mapped[bool | None]
    text: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
