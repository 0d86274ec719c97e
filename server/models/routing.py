"""Routing as data: ordered rules, rulings kept as precedents, and who besides the two known parties answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of

PARTIES = ("enterprise", "person")


class RoutingRule(Model):
    """One rule, tried in the order of `position`. `content` is JSON: when it holds, where it leads, its reason.

    `broken` says why the system switched it off; whoever mends it switches it on again.
    """

    __tablename__ = "routing_rules"
    __table_args__ = (Index(None, "position"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    active: Mapped[bool]
    content: Mapped[str]
    broken: Mapped[str | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Ruling(Model):
    """A ruling as a precedent. Its reason stands among the notes of its case, sealed like every word there.

    `units` are those that had the case before, separated by blanks; `responsible` who was wrong, if anybody.
    """

    __tablename__ = "rulings"
    __table_args__ = (Index(None, "category", "id"), Index(None, "case_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    event_n: Mapped[int]
    category: Mapped[str] = mapped_column(ForeignKey("categories.code"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    premises: Mapped[str | None] = mapped_column(String(20))
    units: Mapped[str]
    department: Mapped[str] = mapped_column(String(30))
    responsible: Mapped[str | None] = mapped_column(String(12))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class CaseParty(Model):
    """An enterprise or a person that answers for the case. The name is erasable: the ledger holds only its seal."""

    __tablename__ = "case_parties"
    __table_args__ = (one_of("party", PARTIES), Index(None, "case_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    party: Mapped[str] = mapped_column(String(12))
    name: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
