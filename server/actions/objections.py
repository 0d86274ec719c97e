"""Anybody may object to what is on display: no name is asked, the ticket and its code tell what became of it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.attempts import check_rate, count_attempt, find_spent
from server.actions.codes import query_code_of, ticket_of
from server.actions.freeze import locked_assessment
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.origins import Origin
from server.actions.publishing_revisions import tell
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Assessment, AssessmentScore, Objection, Reward
from server.queries.city import city_code
from server.queries.objections import objection_shape, open_on_rewards, own_objection, why_not_answer
from server.queries.people import REPORTER, Actor
from server.queries.rewards import lock_reward, reward_place, reward_shape, why_not_object
from server.transaction import Transaction, transaction
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import RewardState
from workflows.ledger import seal


@dataclass(frozen=True)
class Objected:
    """What somebody says of a displayed period or reward; `about` is the code of a unit in it, `id` the client's own
    UUID of the request."""

    id: str
    assessment_id: int | None
    reward_id: int | None
    about: str | None
    words: str


def object_to(given: Objected, origin: Origin, now: datetime) -> dict[str, Any]:
    """Keep an objection; answers ticket and query code. Raises not-found, window-closed, validation, rate-limited."""
    spent = find_spent({f"objection:{origin.address}": db.settings.report_rate} if origin.address else {}, now)
    if spent is not None:
        raise Problem("rate-limited", "短时间内提出太多，请稍后再试", retry_after=spent[1])
    with transaction() as tx:
        stored = find_answer(tx, given.id, "objection", content_hash(["objection", given]), now)
        if stored is not None:
            return stored
        subject = _displayed(tx.session, given, now)
        row = _keep(tx, subject, given, REPORTER, now)
        return keep_answer(tx, given.id, "objection", lambda: {
            "ticket": row.ticket, "query_code": query_code_of(given.id), "at": now})


def object_to_own(reward_id: int, words: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Whoever a displayed reward or penalty is about objects to it: the person, or the head of the unit.

    Raises not-found, role-forbidden, window-closed, invalid-transition while an earlier one waits for its answer.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["objection-own", reward_id, words]), now)
        if stored is not None:
            return stored
        row = lock_reward(tx.session, reward_id)
        why_not = why_not_object(row, actor, now)
        if why_not is not None:
            raise Problem("window-closed" if "公示期" in why_not else "role-forbidden", why_not)
        if open_on_rewards(tx.session, [row.id]) and row.level == Level.MEMBER:
            raise Problem("invalid-transition", "已经提出异议，请等候答复")
        _keep(tx, row, Objected(str(uuid4()), None, row.id, None, words), actor, now)
        return keep_answer(tx, key, actor.key, lambda: reward_shape(tx.session, row, actor, now))


def _keep(tx: Transaction, subject: Assessment | Reward, given: Objected, actor: Actor, now: datetime) -> Objection:
    salt = secrets.token_hex(16)
    row = Objection(request_id=given.id, ticket=_ticket(given.id, now), assessment_id=given.assessment_id,
                    reward_id=given.reward_id, about=given.about, district=_district(subject, given.about),
                    words=given.words, salt=salt, at=now)
    tx.session.add(row)
    tx.session.flush()
    _tell(tx, subject, "objected", actor, now, {
        "objection": row.id, "about": given.about, "seals": {"words": seal(given.words, bytes.fromhex(salt))}})
    return row


def _ticket(request_id: str, now: datetime) -> str:
    """异议编号, told apart from the numbers of reports by its first letters."""
    return "YY" + ticket_of(request_id, now).removeprefix("SP")


def _displayed(session: Session, given: Objected, now: datetime) -> Assessment | Reward:
    if given.reward_id is not None:
        reward = lock_reward(session, given.reward_id)
        if reward.level == Level.MEMBER or reward.display_until is None:
            raise Problem("not-found", "没有这项公示")
        if reward.state != RewardState.DISPLAYED or now >= reward.display_until:
            raise Problem("window-closed", "公示已经结束")
        return reward
    row = locked_assessment(session, given.assessment_id or 0)
    if row is None or row.state not in ("displayed", "final"):
        raise Problem("not-found", "没有这项公示")
    if row.state == "final" or row.display_until is None or now >= row.display_until:
        raise Problem("window-closed", "公示已经结束")
    if given.about is not None and session.scalar(select(AssessmentScore.id).where(
            AssessmentScore.assessment_id == row.id, AssessmentScore.level != Level.MEMBER,
            AssessmentScore.owner == given.about).limit(1)) is None:
        raise invalid("about", "公示里没有这个对象")
    return row


def _district(subject: Assessment | Reward, about: str | None) -> str:
    if isinstance(subject, Reward):
        return subject.district
    return about[:6] if about else city_code()


def _tell(tx: Transaction, subject: Assessment | Reward, what: str, actor: Actor, now: datetime,
          data: dict[str, Any]) -> None:
    if isinstance(subject, Assessment):
        tell(tx, subject, f"assessment.{what}", actor, now, data)
        return
    unit = actor.posts[0].division if actor.posts else None
    record(tx, Entry("reward", str(subject.id), subject, f"reward.{what}", actor, unit, None, reward_place(subject),
                     None, now, data))


def read_objection(ticket: str, code: str, now: datetime) -> dict[str, Any]:
    """What became of it, by ticket and code. Raises wrong-query-code, rate-limited."""
    what, rate = f"code:{ticket[:40]}", db.settings.query_code_rate
    check_rate(what, rate, now)
    with db.reading() as session:
        row = session.scalar(select(Objection).where(Objection.ticket == ticket))
        expected = query_code_of(row.request_id if row else ticket)
        if row is not None and hmac.compare_digest(expected.encode(), code.upper().encode()):
            return own_objection(row)
    count_attempt(what, rate, now)
    raise Problem("wrong-query-code", "异议编号或查询码不对")


def answer_objection(objection_id: int, text: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Answer an objection, once. Raises not-found, role-forbidden, invalid-transition."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["objection-answer", objection_id, text]), now)
        if stored is not None:
            return stored
        row = tx.session.get(Objection, objection_id, with_for_update=True) if objection_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这条异议")
        if row.answered_at is not None:
            raise Problem("invalid-transition", "这条异议已经答复")
        why_not = why_not_answer(tx.session, row, actor, now)
        if why_not is not None:
            raise Problem("role-forbidden", why_not)
        row.answer, row.answered_by, row.answered_at = text, actor.person_id, now
        subject = (tx.session.get_one(Assessment, row.assessment_id, with_for_update=True) if row.assessment_id
                   else lock_reward(tx.session, row.reward_id or 0))
        _tell(tx, subject, "objection_answered", actor, now, {
            "objection": row.id, "seals": {"answer": seal(text, bytes.fromhex(row.salt))}})
        return keep_answer(tx, key, actor.key, lambda: objection_shape(tx.session, row, actor, now))
