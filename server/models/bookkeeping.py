"""Rows that keep the machinery honest: repeated requests, numbers, wrong tries, who runs the jobs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import Model


class RepeatedRequest(Model):
    """The answer given to a request that names itself, so that a repetition gets the same one."""

    __tablename__ = "repeated_requests"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    actor: Mapped[str] = mapped_column(String(60), primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class Serial(Model):
    """Last number given in a series, e.g. the case numbers of one district and day."""

    __tablename__ = "serials"

    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


class Attempts(Model):
    """How often something was tried in a window: wrong query codes, wrong passwords, reports per address."""

    __tablename__ = "attempts"

    what: Mapped[str] = mapped_column(String(120), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]


class JobLease(Model):
    """Who may run the jobs now. A row with an expiry, so that a dead holder is followed by another."""

    __tablename__ = "job_leases"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    expires_at: Mapped[datetime]
