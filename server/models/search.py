"""Search and figures: what the words of reports look like to an index, counters, lists that somebody keeps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of

MEASURES = ("reported", "dispatched", "handled", "closed")
DIMENSIONS = ("city", "district", "town", "department")


class SearchRow(Model):
    """Words, place and category of one report as pairs of characters (workflows.bigrams); erased with the words.

    PostgreSQL keeps them as a tsvector under a GIN index; SQLite as text that triggers mirror into the FTS5 table
    `search_index`, whose rowid is this id.
    """

    __tablename__ = "search_words"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    district: Mapped[str] = mapped_column(String(6))
    words: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class Counter(Model):
    """How many cases of a division or department have this day as their reported_on, dispatched_on …"""

    __tablename__ = "counters"
    __table_args__ = (one_of("measure", MEASURES), one_of("dimension", DIMENSIONS))

    dimension: Mapped[str] = mapped_column(String(10), primary_key=True)
    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(10), primary_key=True)
    value: Mapped[int]


class CountedCase(Model):
    """A case as the counters hold it: what has to be taken off when the case has changed."""

    __tablename__ = "counted_cases"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    department: Mapped[str | None] = mapped_column(String(30))
    reported_on: Mapped[date]
    dispatched_on: Mapped[date | None]
    handled_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class SavedFilter(Model):
    """A list of cases that a person comes back to: its name and the parameters of GET /cases as JSON."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("person_id", "name"), Index(None, "person_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str]
    created_at: Mapped[datetime]
