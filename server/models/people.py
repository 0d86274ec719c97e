"""People, the posts they hold, when they are away, and their open sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of
from workflows.roles import Role

ABSENCE_KINDS = ("leave", "training", "emergency_duty")


def open_index(name: str, column: str, waits: str) -> Index:
    """An index of the rows alone that still wait for something: small however long the past is."""
    return Index(name, column, postgresql_where=text(waits), sqlite_where=text(waits))


class Person(Model):
    """Somebody who works with the system. Reporters without an account are not people here."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    username: Mapped[str | None] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60), index=True)
    staff_no: Mapped[str | None] = mapped_column(String(20), unique=True, index=True)
    # The personal number is for those who work with the person; the office number of a head is public.
    phone: Mapped[str | None] = mapped_column(String(30), index=True)
    office_phone: Mapped[str | None] = mapped_column(String(30))
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    simulated: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class PersonPost(Model):
    """A role in a division (and a department): what a person may see and do follows from these rows alone.

    The end is the first moment that is no longer in the term. `substitute_id` stands in whenever the holder is away,
    unless the absence names somebody else.
    """

    __tablename__ = "posts"
    __table_args__ = (one_of("role", [role.value for role in Role]),
                      CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="term"),
                      CheckConstraint("substitute_id IS NULL OR substitute_id <> person_id", name="substitute"),
                      Index(None, "division", "role"), Index(None, "department", "role"),
                      open_index("ix_posts_ends_at_open", "ends_at", "wound_up_at IS NULL"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.code"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(index=True)
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    # The end has been carried out: open work went to somebody else, and the ledger says so.
    wound_up_at: Mapped[datetime | None]


class Absence(Model):
    """A person is away from all posts: leave, training, emergency duty. `ends_at` None means until further notice."""

    __tablename__ = "absences"
    __table_args__ = (one_of("kind", ABSENCE_KINDS),
                      CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="term"),
                      CheckConstraint("substitute_id IS NULL OR substitute_id <> person_id", name="substitute"),
                      Index(None, "person_id", "starts_at"),
                      open_index("ix_absences_starts_at_open", "starts_at", "begun_at IS NULL AND closed_at IS NULL"),
                      open_index("ix_absences_ends_at_open", "ends_at", "closed_at IS NULL"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(16))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(index=True)
    # Stands in for all posts of the person during this absence; else each post's own substitute does.
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    registered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    registered_at: Mapped[datetime]
    # What the clock has carried out: open work moved at the beginning, the return recorded at the end.
    begun_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Assignment(Model):
    """Somebody was asked for a stage of a case: what a person's own figures are made of.

    `due_at` is the person's own: work that was handed over counts from the hand-over with its full limit, while the
    case's clock runs on. What was moved before it fell due counts for nobody.
    """

    __tablename__ = "assignments"
    __table_args__ = (one_of("stage", ("confirm", "handle")),
                      one_of("ending", ("done", "moved", "dropped")),
                      one_of("reason", ("absence", "hand-over", "post-ended", "emergency", "other")),
                      CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended"),
                      Index(None, "case_id", "ended_at"), Index(None, "person_id", "ended_at"),
                      Index(None, "person_id", "due_at"), Index(None, "district", "due_at"),
                      open_index("ix_assignments_post_id_open", "post_id", "ended_at IS NULL"),
                      open_index("ix_assignments_for_person_id_open", "for_person_id", "ended_at IS NULL"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    district: Mapped[str] = mapped_column(String(6))
    stage: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    for_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    began_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(12))


class SignIn(Model):
    """An open session or a bearer token; only the hash of its secret is kept."""

    __tablename__ = "sign_ins"
    __table_args__ = (one_of("kind", ("cookie", "token")),)

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
