"""Who somebody is and which posts they hold now."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from server.models import Department, DivisionRow, Person, PersonPost, SignIn
from workflows.roles import Post, Role


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person with posts, a reporter with a query code, or the system itself."""

    kind: str
    person_id: int | None = None
    name: str = ""
    posts: tuple[Post, ...] = ()

    @property
    def key(self) -> str:
        """Name of the actor in the ledger and for repeated requests."""
        return f"{self.kind}:{self.person_id}" if self.person_id else self.kind


REPORTER = Actor("reporter", name="反映人")
SYSTEM = Actor("system", name="系统")


def to_post(row: PersonPost) -> Post:
    """The rules' view of a post row."""
    return Post(Role(row.role), row.division, row.department, row.starts_at, row.ends_at)


def find_actor(session: Session, person_id: int, now: datetime) -> Actor | None:
    """The active person with the posts held at `now`; None when unknown or switched off."""
    person = session.scalar(select(Person).where(Person.id == person_id).options(selectinload(Person.posts)))
    if person is None or not person.active:
        return None
    return _with_posts(person, now)


def _with_posts(person: Person, now: datetime) -> Actor:
    return Actor("person", person.id, person.name, tuple(
        to_post(row) for row in person.posts
        if row.starts_at <= now and (row.ends_at is None or now < row.ends_at)))


def hash_secret(secret: str) -> str:
    """What is stored of a session secret: it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_signed_in(session: Session, kind: str, secret: str, now: datetime) -> Actor | None:
    """The person of a live session with the posts held at `now`, or None."""
    person_id = session.scalar(select(SignIn.person_id).where(
        SignIn.secret_hash == hash_secret(secret), SignIn.kind == kind, SignIn.expires_at > now))
    return find_actor(session, person_id, now) if person_id is not None else None


def find_all_signed_in(session: Session, secrets: Collection[tuple[str, str]], now: datetime,
                       ) -> dict[tuple[str, str], Actor]:
    """{(kind, secret): person} of the live sessions among these: two queries for all of them, for the live channel."""
    by_hash = {hash_secret(secret): (kind, secret) for kind, secret in secrets}
    signed_in = session.execute(select(SignIn.secret_hash, SignIn.kind, SignIn.person_id).where(
        SignIn.secret_hash.in_(by_hash), SignIn.expires_at > now)).all()
    actors = {person.id: _with_posts(person, now) for person in session.scalars(
        select(Person).where(Person.id.in_({row.person_id for row in signed_in}), Person.active)
        .options(selectinload(Person.posts)))}
    return {by_hash[row.secret_hash]: actors[row.person_id] for row in signed_in
            if row.person_id in actors and by_hash[row.secret_hash][0] == row.kind}


def person_shape(session: Session, actor: Actor, role_names: dict[str, str]) -> dict[str, Any]:
    """`person` of /session and /me."""
    codes = {post.division for post in actor.posts}
    units = {post.department for post in actor.posts if post.department}
    divisions = dict(session.execute(select(DivisionRow.code, DivisionRow.name).where(
        DivisionRow.code.in_(codes))).all())
    departments = dict(session.execute(select(Department.code, Department.name).where(
        Department.code.in_(units))).all())
    return {"id": actor.person_id, "name": actor.name, "posts": [
        {"role": post.role.value, "role_name": role_names.get(post.role.value, post.role.value),
         "division": post.division, "division_name": divisions.get(post.division, ""),
         "department": post.department, "department_name": departments.get(post.department or ""),
         "from": post.starts_at, "to": post.ends_at}
        for post in actor.posts]}
