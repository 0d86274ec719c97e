"""What the clock brings for people: absences begin and end, posts end, and open work moves at that moment.

Reading never waits for this: lists and rights look at the terms themselves. Cheap when nothing is due.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from server.actions.absences import begin, close, lock_absence
from server.actions.arranging import lock_person
from server.actions.moves import ask_somebody, move_work
from server.actions.posts import wind_up
from server.extensions import db
from server.models import Absence, Case, PersonPost
from server.queries.open_work import Piece, work_left_with_the_absent
from server.queries.people import SYSTEM
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.states import State

log = logging.getLogger(__name__)
BATCH = 100


def carry_out(now: datetime) -> int:
    """Everything that has become due; returns how many absences and posts were carried out."""
    done = 0
    for which, step in (
            (select(Absence.id).where(Absence.begun_at.is_(None), Absence.closed_at.is_(None),
                                      Absence.starts_at <= now), _begin),
            (select(Absence.id).where(Absence.closed_at.is_(None), Absence.ends_at <= now), _close),
            (select(PersonPost.id).where(PersonPost.wound_up_at.is_(None), PersonPost.ends_at <= now), _wind_up)):
        with db.reading() as session:
            ids = list(session.scalars(which.limit(BATCH)))
        done += sum(_alone(step, one, now) for one in ids)
    _move_stragglers(now)
    _ask_for_those_without_a_name(now)
    return done


def _alone(step: Callable[[Transaction, int, datetime], None], one: int, now: datetime) -> int:
    """A transaction of its own; what cannot be carried out must not stop the others."""
    try:
        _in_transaction(step, one, now)
        return 1
    except Exception:
        log.exception("%s of %s failed", step.__name__, one)
        return 0


@again_after_deadlock
def _in_transaction(step: Callable[[Transaction, int, datetime], None], one: int, now: datetime) -> None:
    with transaction() as tx:
        step(tx, one, now)


def _begin(tx: Transaction, absence_id: int, now: datetime) -> None:
    absence = lock_absence(tx.session, absence_id)
    if absence.begun_at is not None or absence.closed_at is not None:
        return
    if absence.ends_at is not None and absence.ends_at <= now:  # over before anybody looked
        absence.begun_at = absence.starts_at
        return
    begin(tx, absence, SYSTEM, now)


def _close(tx: Transaction, absence_id: int, now: datetime) -> None:
    absence = lock_absence(tx.session, absence_id)
    if absence.closed_at is None and absence.ends_at is not None and absence.ends_at <= now:
        close(tx, absence, SYSTEM, now)


def _wind_up(tx: Transaction, post_id: int, now: datetime) -> None:
    post: Any = tx.session.get_one(PersonPost, post_id)
    lock_person(tx.session, post.person_id)
    tx.session.refresh(post)
    if post.wound_up_at is None and post.ends_at is not None and post.ends_at <= now:
        wind_up(tx, post, "hand-over" if _has_follower(tx, post) else "post-ended", SYSTEM, now)


def _has_follower(tx: Transaction, post: PersonPost) -> bool:
    """Whether somebody came in the very moment in which the holder left: a hand-over."""
    return tx.session.scalar(select(PersonPost.id).where(
        PersonPost.role == post.role, PersonPost.division == post.division, PersonPost.starts_at == post.ends_at,
        or_(PersonPost.department == post.department, PersonPost.department.is_(None))).limit(1)) is not None


def _move_stragglers(now: datetime) -> None:
    """Work that somebody was asked for in the moment in which they left."""
    with db.reading() as session:
        waiting = work_left_with_the_absent(session, now)
    if waiting:
        _move(waiting, now)


@again_after_deadlock
def _move(waiting: list[Piece], now: datetime) -> None:
    with transaction() as tx:
        move_work(tx, waiting, "absence", SYSTEM, now)


def _ask_for_those_without_a_name(now: datetime) -> None:
    """Confirmations that wait for nobody: somebody near may be back."""
    with db.reading() as session:
        ids = list(session.scalars(select(Case.id).where(
            Case.state == State.CONFIRMING, Case.confirmer_id.is_(None), Case.hold_id.is_(None))
            .order_by(Case.id).limit(BATCH)))
    for case_id in ids:
        with transaction() as tx:
            ask_somebody(tx, case_id, SYSTEM, now)
