"""Who somebody is and which posts they hold now."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    func,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from server.models import Absence, Department, DivisionRow, Person, PersonPost, SignIn
from server.models.registry import UtcDateTime
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


_NOW = bindparam("now", type_=UtcDateTime)
_NO_DAY = type_coerce(null(), UtcDateTime)  # the column of a union takes its type from the first part
REPORTER = Actor("reporter", name="反映人")
SYSTEM = Actor("system", name="系统")


def to_post(row: PersonPost) -> Post:
    """The rules' view of a post row."""
    return Post(Role(row.role), row.division, row.department, row.starts_at, row.ends_at, row.id)


def find_actor(session: Session, person_id: int, now: datetime) -> Actor | None:
    """The active person with the posts held at `now`, as holder or substitute; None when unknown or switched off."""
    return _actor_of(session.execute(_ONE_PERSON, {"now": now, "person": person_id}).all())


def _held(who: ColumnElement[bool], *also: Any) -> CompoundSelect[Any]:
    """One row per post that the persons hold at :now, one row without a post for somebody who holds none.

    Posts of others come along while their holder is away and the person is named as substitute. That part reads the
    absences that have not ended: as many as people are away or have told that they will be.
    """
    person = [Person.id.label("person_id"), Person.name, *also]
    post = [PersonPost.id.label("post_id"), PersonPost.role, PersonPost.division, PersonPost.department,
            PersonPost.starts_at, PersonPost.ends_at]
    own = (select(*person, *post, null().label("holder_id"), _NO_DAY.label("away_from"), _NO_DAY.label("away_to"))
           .outerjoin(PersonPost, and_(PersonPost.person_id == Person.id, runs(PersonPost, _NOW)))
           .where(Person.active, who))
    lent = (select(*person, *post, PersonPost.person_id, Absence.starts_at, Absence.ends_at)
            .select_from(Absence).join(PersonPost, PersonPost.person_id == Absence.person_id)
            .join(Person, Person.id == func.coalesce(Absence.substitute_id, PersonPost.substitute_id))
            # Without an index on the posts' end, or SQLite begins with every post there is.
            .where(Person.active, who, runs(Absence, _NOW), PersonPost.starts_at <= _NOW,
                   func.coalesce(PersonPost.ends_at > _NOW, true())))
    if also:
        own = own.join(SignIn, SignIn.person_id == Person.id)
        lent = lent.join(SignIn, SignIn.person_id == Person.id)
    return union_all(own, lent)


def runs(table: type[PersonPost | Absence], now: Any) -> ColumnElement[bool]:
    """Whether a post's or an absence's term runs; the end itself is no longer in it."""
    return and_(table.starts_at <= now, or_(table.ends_at.is_(None), table.ends_at > now))


def _actor_of(rows: Sequence[Any]) -> Actor | None:
    if not rows:
        return None
    posts = [_post_of(row) for row in rows if row.post_id is not None]
    posts.sort(key=lambda post: (post.stands_in_for is not None, post.post_id))
    return Actor("person", rows[0].person_id, rows[0].name, tuple(posts))


def _post_of(row: Any) -> Post:
    begins, ends = row.starts_at, row.ends_at
    if row.holder_id is not None:  # a substitute's right lasts as long as post and absence both do
        begins = max(begins, row.away_from)
        ends = min((moment for moment in (ends, row.away_to) if moment is not None), default=None)
    return Post(Role(row.role), row.division, row.department, begins, ends, row.post_id, row.holder_id)


# Every signed-in request asks this: the statements are built once, which costs more than running them.
_ONE_PERSON = _held(Person.id == bindparam("person"))
_SIGNED_IN = _held(and_(SignIn.secret_hash.in_(bindparam("hashes", expanding=True)), SignIn.expires_at > _NOW),
                   SignIn.secret_hash, SignIn.kind)


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
    found: dict[tuple[str, str], list[Any]] = {}
    for row in session.connection().execute(_SIGNED_IN, {"now": now, "hashes": list(by_hash)}):
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
    holders = dict(session.execute(select(Person.id, Person.name).where(
        Person.id.in_({post.stands_in_for for post in actor.posts if post.stands_in_for}))).all())
    return {"id": actor.person_id, "name": actor.name, "posts": [
        {"role": post.role.value, "role_name": role_names.get(post.role.value, post.role.value),
         "division": post.division, "division_name": divisions.get(post.division, ""),
         "department": post.department, "department_name": departments.get(post.department or ""),
         "from": post.starts_at, "to": post.ends_at, "post_id": post.post_id,
         "stands_in_for": holders.get(post.stands_in_for or 0)}
        for post in actor.posts]}
