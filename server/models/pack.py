"""Weekly meeting packs (周例会晾晒材料) of communities, what was agreed in the meetings, and supplements to them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.assessment.packs import ItemState, OwnerKind, PackState


class MeetingPack(Chained, Model):
    """One community and one week. `body` are the facts as of `as_of`, `layout` how the head shows them, both JSON.

    `frozen` is the whole document as it was signed off and never changes; `hash` is its HMAC with `salt`: the ledger
    holds that alone, because the document has names and words in it.
    """

    __tablename__ = "meeting_packs"
    __table_args__ = (one_of("state", [state.value for state in PackState]),
                      CheckConstraint("last > first", name="week"),
                      CheckConstraint("(state = 'signed') = (frozen IS NOT NULL)", name="signed"),
                      UniqueConstraint("community", "first"), Index(None, "town", "first"),
                      Index(None, "district", "first"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    community: Mapped[str] = mapped_column(String(12))
    town: Mapped[str] = mapped_column(String(9))
    district: Mapped[str] = mapped_column(String(6))
    first: Mapped[date]
    last: Mapped[date]
    state: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(default=1)
    as_of: Mapped[datetime]
    body: Mapped[str]
    layout: Mapped[str]
    review: Mapped[str] = mapped_column(default="")
    good_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    good_note: Mapped[str] = mapped_column(default="")
    bad_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    bad_note: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(String(32))
    frozen: Mapped[str | None]
    hash: Mapped[str | None] = mapped_column(String(64))
    simulated: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class PackItem(Model):
    """What somebody promised or was asked for in a meeting. It is planned until the pack is signed off, then open."""

    __tablename__ = "pack_items"
    __table_args__ = (one_of("state", [state.value for state in ItemState]),
                      one_of("owner_kind", [kind.value for kind in OwnerKind]),
                      CheckConstraint("(owner_kind = 'person') = (person_id IS NOT NULL)", name="owner"),
                      Index(None, "pack_id"), Index(None, "community", "state"), Index(None, "state", "due_on"),
                      Index(None, "owner", "state"), Index(None, "person_id", "state"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("meeting_packs.id"))
    community: Mapped[str] = mapped_column(String(12))
    words: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    owner_kind: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proof: Mapped[str] = mapped_column(default="")
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    reason: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class PackSupplement(Model):
    """What was added after the sign-off; the pack itself stays as it was shown."""

    __tablename__ = "pack_supplements"
    __table_args__ = (Index(None, "pack_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("meeting_packs.id"))
    words: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
