"""Doubts with the verdict of a person, and second looks by somebody who does not know the first result."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.doubts import CODES, VERDICTS
from workflows.recheck import KINDS, RESULTS


class EvidenceFlag(Model):
    """A question that the system asks about a picture, a report or what one person did; it blames nobody by itself.

    `once` names it, so that the same doubt is raised once. `reason` is the system's own sentence; what the person
    who decided wrote stands in `note` and is sealed in the ledger with `salt`.
    """

    __tablename__ = "evidence_flags"
    __table_args__ = (one_of("code", CODES), one_of("state", VERDICTS), UniqueConstraint("once"),
                      Index(None, "district", "state", "id"), Index(None, "town", "state", "id"),
                      Index(None, "case_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    once: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    other_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    other_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(10), default="open")
    raised_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str | None]
    salt: Mapped[str | None] = mapped_column(String(32))


class Recheck(Model):
    """A case drawn by lot for a look by a member of another grid; the result stands beside the first one."""

    __tablename__ = "rechecks"
    __table_args__ = (one_of("kind", KINDS), one_of("result", RESULTS), UniqueConstraint("case_id"),
                      Index(None, "person_id", "done_at"), Index(None, "district", "drawn_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(12))
    district: Mapped[str] = mapped_column(String(6))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    drawn_at: Mapped[datetime]
    due_at: Mapped[datetime]
    result: Mapped[str | None] = mapped_column(String(12))
    note: Mapped[str | None]
    salt: Mapped[str | None] = mapped_column(String(32))
    done_at: Mapped[datetime | None]
    differs: Mapped[bool | None]


class RecheckPhoto(Model):
    """A picture of a second look: it belongs to no case, so that nobody who handled the matter finds it there."""

    __tablename__ = "recheck_photos"

    recheck_id: Mapped[int] = mapped_column(ForeignKey("rechecks.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"), primary_key=True)


class EvidenceRule(Model):
    """A tolerance or share that an administrator changed; what is not here is as in config/catalogue/evidence.toml."""

    __tablename__ = "evidence_rules"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]
