"""Posts begin, end and get a substitute. Next: server/actions/handover.py"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.arranging import (
    check_arranges,
    check_substitute,
    holding_of,
    lock_person,
    lock_post,
    lock_seat,
    posts_from,
    refuse,
    tell,
)
from server.actions.moves import move_work
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import stamp
from server.errors import Problem, invalid
from server.models import PersonPost
from server.queries.city import all_departments, city_index
from server.queries.moments import city_day
from server.queries.one_post import one_post
from server.queries.open_work import work_of, work_through
from server.queries.people import Actor
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.posts import Holding, Place, Term, conflicts, term_of_days
from workflows.roles import SINGLE_SEATS, Role


@dataclass(frozen=True)
class NewPost:
    """A post as it is asked for: first and last day in Asia/Shanghai, both in the term."""

    role: str
    division: str
    department: str | None
    first: date | None
    last: date | None
    substitute_id: int | None


@again_after_deadlock
def begin_post(person_id: int, given: NewPost, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Give somebody a post; answers the post.

    Raises not-found, role-forbidden, territory-forbidden, validation, post-conflict, idempotency-conflict.
    """
    role, level = _role_and_level(given)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([person_id, "begin", given]), now)
        if stored is not None:
            return stored
        active = lock_person(tx.session, person_id).active
        check_arranges(actor, person_id, role.value, given.division, now)
        if not active:
            raise invalid("person", "这个人已停用")
        wanted = Holding(person_id, role, given.division, given.department, _term(given, now))
        place = Place(level, _division_of(given.department))
        refuse(conflicts(wanted, place, _own(tx.session, wanted), _seat(tx.session, wanted)))
        check_substitute(tx.session, given.substitute_id, person_id, [wanted])
        post = add_post(tx, wanted, given.substitute_id, actor, now)
        return keep_answer(tx, key, actor.key, lambda: one_post(tx.session, post.id, actor, now))


def add_post(tx: Transaction, wanted: Holding, substitute_id: int | None, actor: Actor, now: datetime) -> PersonPost:
    """The row and its event; the caller has locked and checked."""
    return add_posts(tx, [(wanted, substitute_id)], actor, now)[0]


def add_posts(tx: Transaction, wanted: Sequence[tuple[Holding, int | None]], actor: Actor, now: datetime,
              ) -> list[PersonPost]:
    """Several posts, each with its substitute, and their events; the caller has locked and checked."""
    posts = [PersonPost(person_id=holding.person_id, role=holding.role.value, division=holding.division,
                        department=holding.department, starts_at=holding.term.starts_at, ends_at=holding.term.ends_at,
                        substitute_id=substitute_id) for holding, substitute_id in wanted]
    tx.session.add_all(posts)
    tx.session.flush()
    for post in posts:
        tell(tx, "person.post_began", post.person_id, post.division, post.department, actor, now,
             {"post": post.id, "role": post.role, "division": post.division, "department": post.department,
              "from": stamp(post.starts_at), "to": stamp(post.ends_at) if post.ends_at else None,
              "substitute": post.substitute_id})
    return posts


def _role_and_level(given: NewPost) -> tuple[Role, str]:
    if given.role not in set(Role):
        raise invalid("role", "没有这个岗位")
    if given.department is not None and given.department not in all_departments():
        raise invalid("department", "没有这个部门")
    try:
        return Role(given.role), city_index().division(given.division).level
    except KeyError:
        raise invalid("division", "没有这个区划") from None


def _division_of(department: str | None) -> str | None:
    return all_departments()[department].division if department is not None else None


def _term(given: NewPost, now: datetime) -> Term:
    first = given.first or city_day(now)
    if first < city_day(now):
        raise invalid("from", "不能倒填岗位的起日")
    term = term_of_days(first, given.last)
    # Today's post begins now: what was done this morning was done without it.
    return Term(max(term.starts_at, now), term.ends_at)


def _own(session: Session, wanted: Holding, but: int | None = None) -> list[Holding]:
    posts = posts_from(session, wanted.person_id, wanted.term.starts_at)
    return [holding_of(post) for post in posts if post.id != but]


def _seat(session: Session, wanted: Holding, but: int | None = None) -> list[Holding]:
    if wanted.role not in SINGLE_SEATS:
        return []
    lock_seat(session, wanted.division)
    rows = session.scalars(select(PersonPost).where(
        PersonPost.role == wanted.role, PersonPost.division == wanted.division, PersonPost.id != (but or 0)))
    return [holding_of(row) for row in rows]


def check_fits(session: Session, wanted: Holding, level: str, but: int) -> None:
    """Raises what stands against a post that takes the place of another one (`but`), which has ended by then."""
    place = Place(level, _division_of(wanted.department))
    refuse(conflicts(wanted, place, _own(session, wanted, but), _seat(session, wanted, but)))


@again_after_deadlock
def end_post(post_id: int, last: date | None, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Set the last day of a post; None ends it now, and its open work moves. Answers the post.

    Raises not-found, role-forbidden, territory-forbidden, validation, post-conflict, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([post_id, "end", last]), now)
        if stored is not None:
            return stored
        post = lock_post(tx.session, post_id)
        check_arranges(actor, post.person_id, post.role, post.division, now)
        check_running(post, now)
        change_end(tx, post, _end(tx.session, post, last, now), actor, now)
        return keep_answer(tx, key, actor.key, lambda: one_post(tx.session, post.id, actor, now))


def change_end(tx: Transaction, post: PersonPost, ends_at: datetime | None, actor: Actor, now: datetime) -> None:
    """Another end and its event, a moment that has come included; the caller has locked and checked."""
    post.ends_at = ends_at
    tx.session.flush()
    if ends_at is not None and ends_at <= now:
        wind_up(tx, post, "post-ended", actor, now)
    else:
        tell(tx, "person.post_end_set", post.person_id, post.division, post.department, actor, now,
             {"post": post.id, "to": stamp(ends_at) if ends_at else None})


def check_running(post: PersonPost, now: datetime) -> None:
    """Raises post-conflict for a post that has ended."""
    if post.ends_at is not None and post.ends_at <= now:
        raise Problem("post-conflict", "这个岗位已经结束")


def _end(session: Session, post: PersonPost, last: date | None, now: datetime) -> datetime:
    if last is None:
        return max(now, post.starts_at)
    if last < city_day(now):
        raise invalid("on", "不能倒填岗位的止日，要马上结束请用 now")
    ends_at = term_of_days(last, last).ends_at
    assert ends_at is not None
    if ends_at <= post.starts_at:
        raise invalid("on", "止日早于起日")
    if post.ends_at is None or ends_at > post.ends_at:
        wanted = Holding(post.person_id, Role(post.role), post.division, post.department, Term(post.starts_at, ends_at))
        check_fits(session, wanted, city_index().division(post.division).level, post.id)
    return ends_at


def wind_up(tx: Transaction, post: PersonPost, reason: str, actor: Actor, now: datetime) -> int:
    """Carry out the end of a post: its open work goes to whoever acts there now. Returns how much moved."""
    post.wound_up_at = now
    tx.session.flush()
    pieces = work_through(tx.session, post.id)
    if not posts_from(tx.session, post.person_id, now):
        pieces += [piece for piece in work_of(tx.session, post.person_id) if piece not in pieces]
    moved = move_work(tx, pieces, reason, actor, now)
    tell(tx, "person.post_ended", post.person_id, post.division, post.department, actor, now,
         {"post": post.id, "role": post.role, "division": post.division, "department": post.department,
          "at": stamp(post.ends_at or now), "moved": moved})
    return moved


@again_after_deadlock
def name_substitute(post_id: int, substitute_id: int | None, actor: Actor, key: str | None, now: datetime,
                    ) -> dict[str, Any]:
    """Name who stands in whenever the holder is away, or nobody; answers the post.

    Raises not-found, role-forbidden, territory-forbidden, validation, post-conflict, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([post_id, "substitute", substitute_id]), now)
        if stored is not None:
            return stored
        post = lock_post(tx.session, post_id)
        check_arranges(actor, post.person_id, post.role, post.division, now)
        check_running(post, now)
        check_substitute(tx.session, substitute_id, post.person_id, [holding_of(post)])
        change_substitute(tx, post, substitute_id, actor, now)
        return keep_answer(tx, key, actor.key, lambda: one_post(tx.session, post.id, actor, now))


def change_substitute(tx: Transaction, post: PersonPost, substitute_id: int | None, actor: Actor, now: datetime,
                      ) -> None:
    """Another substitute, work that is lent at the moment included; the caller has locked and checked."""
    before, post.substitute_id = post.substitute_id, substitute_id
    tx.session.flush()
    lent = [piece for piece in work_through(tx.session, post.id) if piece.for_person_id == post.person_id]
    moved = move_work(tx, lent, "other", actor, now)
    tell(tx, "person.substitute_named", post.person_id, post.division, post.department, actor, now,
         {"post": post.id, "before": before, "substitute": substitute_id, "moved": moved})
