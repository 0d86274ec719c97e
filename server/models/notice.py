"""Notices to reporters on their way out of the house, and codes by which a contact is proved to be somebody's own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.notices import CHANNELS, STATES

_OPEN = text("state IN ('waiting', 'sending')")


class ReporterNotice(Model):
    """One notice to one reporter. `once` makes a second one of the same event impossible.

    `text` is the system's own sentence with the place of the link left open; it holds no name, number or code. Where it
    goes to is opened from the reporter's sealed identity when it is sent. `sealed` is for codes only, which belong to
    no report yet: address and words, erased with the last try.
    """

    __tablename__ = "reporter_notices"
    __table_args__ = (
        one_of("channel", CHANNELS), one_of("state", STATES),
        Index(None, "send_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index(None, "report_id"), Index(None, "case_id"), Index(None, "district", "id"), Index(None, "town", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    once: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(8))
    simulated: Mapped[bool]
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    text: Mapped[str]
    sealed: Mapped[str | None]
    state: Mapped[str] = mapped_column(String(8))
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ContactCode(Model):
    """A code that was sent to a contact; whoever types it back has the contact in hand. Gone after some days.

    The code itself is an HMAC over the id: nothing to store, nothing to leak.
    """

    __tablename__ = "contact_codes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    contact_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    proved_at: Mapped[datetime | None]
