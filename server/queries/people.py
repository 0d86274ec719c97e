"""Who somebody is and which posts they hold now."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

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
    return _actor_of(session.execute(_with_posts(now).where(Person.id == person_id)).all())


def _with_posts(now: datetime) -> Select[Any]:
    """One row per current post of an active person, one row without a post when there is none."""
    return select(Person, PersonPost).outerjoin(PersonPost, and_(
        PersonPost.person_id == Person.id, PersonPost.starts_at <= now,
        or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > now))).where(Person.active).order_by(PersonPost.id)


def _actor_of(rows: Sequence[Any]) -> Actor | None:
    if not rows:
        return None
    person = rows[0].Person
    posts = tuple(to_post(row.PersonPost) for row in rows if row.PersonPost is not None)
    return Actor("person", person.id, person.name, posts)


def hash_secret(secret: str) -> str:
    """What is stored of a session secret: it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_signed_in(session: Session, kind: str, secret: str, now: datetime) -> Actor | None:
    """The person of a live session with the posts held at `now`, or None."""
    return find_all_signed_in(session, [(kind, secret)], now).get((kind, secret))


def find_all_signed_in(session: Session, secrets: Collection[tuple[str, str]], now: datetime,
                       ) -> dict[tuple[str, str], Actor]:
    """{(kind, secret): person} of the live sessions among these, in one query."""
    by_hash = {hash_secret(secret): (kind, secret) for kind, secret in secrets}
    query = _with_posts(now).add_columns(SignIn.secret_hash, SignIn.kind).join(SignIn, SignIn.person_id == Person.id)
    found: dict[tuple[str, str], list[Any]] = {}
    for row in session.execute(query.where(SignIn.secret_hash.in_(by_hash), SignIn.expires_at > now)):
        if row.kind == by_hash[row.secret_hash][0]:
            found.setdefault(by_hash[row.secret_hash], []).append(row)
    return {key: actor for key, rows in found.items() if (actor := _actor_of(rows)) is not None}


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
