"""People enter the register, and their name and numbers change. Posts are given apart: server/actions/posts.py"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.actions.arranging import check_arranges_all, check_manager, lock_person, posts_from, tell
from server.actions.once import content_hash, find_answer, keep_answer
from server.errors import FieldError, Problem
from server.models import Person
from server.queries.people import Actor
from server.queries.post_rows import person_card
from server.transaction import transaction

FIELDS = ("name", "staff_no", "phone", "office_phone")


def enter_person(given: Mapping[str, str | None], actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Somebody new, without account and posts; answers the person.

    Raises role-forbidden, post-conflict for a staff number in use, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["person", given]), now)
        if stored is not None:
            return stored
        check_manager(actor, now)
        _check_number(tx.session, given.get("staff_no"), None)
        person = Person(**{name: given.get(name) for name in FIELDS}, created_at=now)
        tx.session.add(person)
        _write(tx.session)
        tell(tx, "person.entered", person.id, actor.posts[0].division, None, actor, now,
             {"fields": sorted(name for name in FIELDS if given.get(name))})
        return keep_answer(tx, key, actor.key, lambda: person_card(person, True))


def change_person(person_id: int, given: Mapping[str, str | None], actor: Actor, key: str | None,
                  now: datetime) -> dict[str, Any]:
    """Change what is given of name and numbers; answers the person.

    The own numbers may be changed by everybody, the rest by whoever arranges all posts of the person. Raises
    not-found, role-forbidden, territory-forbidden, post-conflict, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([person_id, "person", given]), now)
        if stored is not None:
            return stored
        person = lock_person(tx.session, person_id)
        posts = posts_from(tx.session, person_id, now)
        if actor.person_id != person_id or not given.keys() <= {"phone", "office_phone"}:
            check_arranges_all(actor, person_id, posts, now)
            if actor.person_id == person_id:
                raise Problem("role-forbidden", "自己的姓名和工号由别人更改")
        changed = sorted(name for name, value in given.items() if getattr(person, name) != value)
        if "staff_no" in changed:
            _check_number(tx.session, given["staff_no"], person_id)
        for name in changed:
            setattr(person, name, given[name])
        _write(tx.session)
        if changed:
            first = posts[0] if posts else None
            tell(tx, "person.changed", person.id, first.division if first else None,
                 first.department if first else None, actor, now, {"fields": changed})
        return keep_answer(tx, key, actor.key, lambda: person_card(person, True))


def _write(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError:  # somebody else took the number since it was looked up
        raise _taken() from None


def _check_number(session: Session, number: str | None, but: int | None) -> None:
    if number is None:
        return
    holder = session.scalar(select(Person.id).where(Person.staff_no == number))
    if holder is not None and holder != but:
        raise _taken()


def _taken() -> Problem:
    return Problem("post-conflict", "这个工号已有人使用", errors=(FieldError("staff_no", "已有人使用"),))
