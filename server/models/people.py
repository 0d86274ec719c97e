"""People, the posts they hold and their open sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.models.registry import BigId, Model, one_of
from workflows.roles import Role


class Person(Model):
    """Somebody who works with the system. Reporters without an account are not people here."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    username: Mapped[str | None] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(30))
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    simulated: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    posts: Mapped[list[PersonPost]] = relationship(back_populates="person", lazy="raise", order_by="PersonPost.id")


class PersonPost(Model):
    """A role in a division (and a department): what a person may see and do follows from these rows alone."""

    __tablename__ = "posts"
    __table_args__ = (one_of("role", [role.value for role in Role]),
                      Index(None, "division", "role"), Index(None, "department", "role"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.code"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(back_populates="posts", lazy="raise")


class SignIn(Model):
    """An open session or a bearer token; only the hash of its secret is kept."""

    __tablename__ = "sign_ins"
    __table_args__ = (one_of("kind", ("cookie", "token")),)

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
