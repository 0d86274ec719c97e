"""One person leaves a post and another comes: the same place, no gap, and the open work goes along visibly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.actions.arranging import (
    check_arranges,
    check_substitute,
    lock_people,
    lock_person,
    lock_post,
    tell,
)
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.posts import add_post, check_fits, check_running, wind_up
from server.actions.record import stamp
from server.errors import Problem, invalid
from server.models import PersonPost
from server.queries.city import city_index
from server.queries.moments import city_day
from server.queries.one_post import one_post
from server.queries.people import Actor
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.posts import Holding, Term, midnight
from workflows.roles import Role


@dataclass(frozen=True)
class HandOver:
    """Who takes the post, from which day, and who then stands in."""

    to_id: int
    first: date
    substitute_id: int | None


@again_after_deadlock
def hand_over(post_id: int, given: HandOver, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """End a post and begin the successor's at the same moment; answers both, and how much work has moved.

    On a coming day both happen at its midnight, and the work moves then. Raises not-found, role-forbidden,
    territory-forbidden, validation, post-conflict, idempotency-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([post_id, "hand-over", given]), now)
        if stored is not None:
            return stored
        ended = _lock_both(tx, post_id, given.to_id)
        check_arranges(actor, ended.person_id, ended.role, ended.division, now)
        check_arranges(actor, given.to_id, ended.role, ended.division, now)
        check_running(ended, now)
        moment = _moment(ended, given.first, now)
        wanted = Holding(given.to_id, Role(ended.role), ended.division, ended.department, Term(moment, ended.ends_at))
        check_fits(tx.session, wanted, city_index().division(ended.division).level, ended.id)
        check_substitute(tx.session, given.substitute_id, given.to_id, [wanted])
        ended.ends_at = moment
        tx.session.flush()
        begun = add_post(tx, wanted, given.substitute_id, actor, now)
        moved = wind_up(tx, ended, "hand-over", actor, now) if moment <= now else 0
        tell(tx, "person.handed_over", ended.person_id, ended.division, ended.department, actor, now,
             {"post": ended.id, "to_person": given.to_id, "to_post": begun.id, "at": stamp(moment), "moved": moved})
        return keep_answer(tx, key, actor.key, lambda: {
            "ended": one_post(tx.session, ended.id, actor, now), "begun": one_post(tx.session, begun.id, actor, now),
            "moved": moved})


def _lock_both(tx: Transaction, post_id: int, to_id: int) -> PersonPost:
    holder = lock_post(tx.session, post_id).person_id
    if holder == to_id:
        raise invalid("to", "不能交接给本人")
    try:
        lock_people(tx.session, holder, to_id)
        receives = lock_person(tx.session, to_id)
    except Problem:
        raise invalid("to", "没有这个人") from None
    if not receives.active:
        raise invalid("to", "这个人已停用")
    return lock_post(tx.session, post_id)


def _moment(post: PersonPost, first: date, now: datetime) -> datetime:
    """A coming day's midnight; today at once."""
    if first < city_day(now):
        raise invalid("from", "交接不能倒填日期")
    moment = max(midnight(first), now)
    if moment < post.starts_at:
        raise invalid("from", "这个岗位那时还没有开始")
    if post.ends_at is not None and moment >= post.ends_at:
        raise invalid("from", "这个岗位那时已经结束")
    return moment
