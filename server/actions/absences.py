"""Somebody is away, and comes back: open work goes to whoever stands in, and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.actions.arranging import (
    BIGGEST_ID,
    check_arranges_all,
    check_substitute,
    holding_of,
    lock_person,
    posts_from,
    tell,
)
from server.actions.moves import move_work
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import stamp
from server.errors import FieldError, Problem, invalid
from server.models import Absence, PersonPost
from server.queries.absences import absence_answer
from server.queries.city import city_code
from server.queries.moments import city_day, day_start
from server.queries.open_work import work_for, work_of
from server.queries.people import Actor
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.posts import Holding, Term

LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class NewAbsence:
    """Why, from when to when (the first moment back; None: until further notice), and who stands in for all posts."""

    kind: str
    starts_at: datetime
    ends_at: datetime | None
    substitute_id: int | None


@again_after_deadlock
def register_absence(person_id: int, given: NewAbsence, actor: Actor, key: str | None, now: datetime,
                     ) -> dict[str, Any]:
    """Somebody is or will be away; what begins now moves the open work at once.

    Raises not-found, role-forbidden, territory-forbidden, validation, post-conflict, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([person_id, "absence", given]), now)
        if stored is not None:
            return stored
        lock_person(tx.session, person_id)
        posts = posts_from(tx.session, person_id, now)
        own = actor.person_id == person_id
        if not own:
            check_arranges_all(actor, person_id, posts, now)
        term = _term(given, now)
        _check_alone(tx.session, person_id, term, None)
        lent = [post for post in posts if holding_of(post).term.overlaps(term)]
        check_substitute(tx.session, given.substitute_id, person_id, [_meanwhile(post, term) for post in lent])
        if own and given.substitute_id is None and any(post.substitute_id is None for post in lent):
            raise invalid("substitute", "请写明代岗人")
        absence = Absence(person_id=person_id, kind=given.kind, starts_at=term.starts_at, ends_at=term.ends_at,
                          substitute_id=given.substitute_id, registered_by=actor.person_id, registered_at=now)
        tx.session.add(absence)
        tx.session.flush()
        moved = begin(tx, absence, actor, now) if term.starts_at <= now else _plan(tx, absence, actor, now)
        return keep_answer(tx, key, actor.key, lambda: absence_answer(tx.session, absence, moved, actor, now))


def _meanwhile(post: PersonPost, term: Term) -> Holding:
    """The post for as long as its holder is away: the substitute may be anywhere else before and after."""
    held = holding_of(post)
    ends = min((moment for moment in (held.term.ends_at, term.ends_at) if moment is not None), default=None)
    return Holding(held.person_id, held.role, held.division, held.department,
                   Term(max(held.term.starts_at, term.starts_at), ends))


def _term(given: NewAbsence, now: datetime) -> Term:
    if given.starts_at < day_start(city_day(now)):
        raise invalid("from", "不能补登过去的日子")
    if given.starts_at > now + LONGEST or (given.ends_at is not None and given.ends_at > now + 2 * LONGEST):
        raise invalid("from", "日期太远")
    if given.ends_at is not None and given.ends_at <= max(given.starts_at, now):
        raise invalid("to", "结束须晚于开始和现在")
    return Term(max(given.starts_at, now), given.ends_at)


def _check_alone(session: Session, person_id: int, term: Term, but: int | None) -> None:
    """Raises post-conflict when the person is away in this time already."""
    rows = session.scalars(select(Absence).where(
        Absence.person_id == person_id, Absence.id != (but or 0),
        or_(Absence.ends_at.is_(None), Absence.ends_at > term.starts_at)))
    if any(Term(row.starts_at, row.ends_at).overlaps(term) for row in rows):
        raise Problem("post-conflict", "这段时间已经登记不在岗", errors=(FieldError("from", "与已登记的时间重叠"),))


def _facts(absence: Absence) -> dict[str, Any]:
    return {"absence": absence.id, "kind": absence.kind, "from": stamp(absence.starts_at),
            "to": stamp(absence.ends_at) if absence.ends_at else None, "substitute": absence.substitute_id}


def _tell(tx: Transaction, name: str, absence: Absence, actor: Actor, now: datetime, **more: Any) -> None:
    """The event stands where the person works: in the division of the first post."""
    first = next(iter(posts_from(tx.session, absence.person_id, now)), None)
    tell(tx, name, absence.person_id, first.division if first else city_code(), first.department if first else None,
         actor, now, {**_facts(absence), **more})


def _plan(tx: Transaction, absence: Absence, actor: Actor, now: datetime) -> int:
    _tell(tx, "person.away_planned", absence, actor, now)
    return 0


def begin(tx: Transaction, absence: Absence, actor: Actor, now: datetime) -> int:
    """Carry out that somebody is away: what waits for them goes to whoever stands in. Returns how much moved."""
    absence.begun_at = now
    tx.session.flush()
    waiting = work_of(tx.session, absence.person_id)
    moved = move_work(tx, waiting, "absence", actor, now)
    _tell(tx, "person.away", absence, actor, now, moved=moved)
    return moved


def close(tx: Transaction, absence: Absence, actor: Actor, now: datetime) -> int:
    """Carry out that somebody is back: what others still do for them returns. Returns how much moved."""
    absence.closed_at = now
    tx.session.flush()
    moved = move_work(tx, work_for(tx.session, absence.person_id), "absence", actor, now)
    _tell(tx, "person.back", absence, actor, now, moved=moved)
    return moved


@again_after_deadlock
def end_absence(absence_id: int, at: datetime | None, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Back early, back later, or not away at all: set the end; None means now.

    Raises not-found, role-forbidden, territory-forbidden, validation, post-conflict, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([absence_id, "absence-end", at]), now)
        if stored is not None:
            return stored
        absence = lock_absence(tx.session, absence_id)
        if actor.person_id != absence.person_id:
            check_arranges_all(actor, absence.person_id, posts_from(tx.session, absence.person_id, now), now)
        if absence.ends_at is not None and absence.ends_at <= now:
            raise Problem("post-conflict", "这次不在岗已经结束")
        absence.ends_at = _new_end(tx.session, absence, at, now)
        tx.session.flush()
        moved = 0
        if absence.ends_at <= now or absence.ends_at <= absence.starts_at:
            moved = close(tx, absence, actor, now)
        else:
            _tell(tx, "person.absence_changed", absence, actor, now)
        return keep_answer(tx, key, actor.key, lambda: absence_answer(tx.session, absence, moved, actor, now))


def lock_absence(session: Session, absence_id: int) -> Absence:
    """The absence, with its person locked. Raises not-found."""
    absence = session.get(Absence, absence_id) if absence_id < BIGGEST_ID else None
    if absence is None:
        raise Problem("not-found", "没有这条记录")
    lock_person(session, absence.person_id)
    session.refresh(absence)
    return absence


def _new_end(session: Session, absence: Absence, at: datetime | None, now: datetime) -> datetime:
    moment = max(at or now, absence.starts_at)
    if at is not None and at < now:
        raise invalid("at", "不能倒填返岗时间")
    if moment > now + 2 * LONGEST:
        raise invalid("at", "日期太远")
    if absence.ends_at is not None and moment > absence.ends_at:
        _check_alone(session, absence.person_id, Term(absence.ends_at, moment), absence.id)
    return moment
