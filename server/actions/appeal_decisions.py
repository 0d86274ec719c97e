"""An instance decides: what is granted leaves the statistics while every fact stays.

Next: rescoring.py, by which the scores follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.appeals import act, add_instance, end_of, tell_ledger
from server.actions.messages import Addressee, Told, send
from server.errors import Problem, invalid
from server.models import Appeal, AppealInstance, AssessmentExemption, AssessmentFact, AssessmentScore
from server.queries.appeal_form import limits, owned_facts
from server.queries.appeal_shapes import instances_of
from server.queries.appeal_sight import appealed
from server.queries.appeals import find_appeal
from server.queries.people import Actor
from server.transaction import Transaction
from workflows.assessment.appeals import (
    EXCLUSIONS,
    PENDING,
    AppealKind,
    AppealState,
    Exempted,
    Outcome,
    exempted,
    why_not_decide,
)
from workflows.ledger import seal


@dataclass(frozen=True)
class Decision:
    """What an instance says; `refs` are the facts that leave the line, when a whole line was appealed."""

    outcome: Outcome
    reason: str
    refs: tuple[str, ...] = ()


def decide_appeal(appeal_id: int, made: Decision, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Decide the instance that is pending. Raises not-found, role-forbidden, validation, invalid-transition."""
    def write(tx: Transaction) -> Appeal:
        row = find_appeal(tx.session, appeal_id, actor, now, lock=True)
        if AppealState(row.state) not in PENDING:
            raise Problem("invalid-transition", "没有等候裁定的申请")
        instances = instances_of(tx.session, [row.id])[row.id]
        asked, current = appealed(tx.session, row, instances), instances[-1]
        why_not = why_not_decide(actor.posts, actor.person_id, asked, current.instance, now)
        if why_not is not None:
            raise Problem("role-forbidden", why_not)
        _check(tx.session, row, made)
        leaves = () if made.outcome is Outcome.REFUSED else exempted(
            asked, row.ground, row.line, row.ref, row.case_id, made.refs)
        _decide(tx, row, current, made, leaves, actor, now)
        return row
    return act(["decide-appeal", appeal_id, repr(made)], write, actor, key, now)


def _check(session: Session, row: Appeal, made: Decision) -> None:
    whole_line = row.kind == AppealKind.LINE
    if made.outcome is Outcome.PARTLY and not whole_line:
        raise invalid("outcome", "针对一件事项的申请只能支持或不支持")
    if (made.outcome is not Outcome.REFUSED and whole_line) != bool(made.refs):
        raise invalid("refs", "支持对整项的申诉时，选出不再计入的事项；其他情况不选")
    if not made.refs:
        return
    score = session.get_one(AssessmentScore, row.score_id)
    known = set(session.scalars(select(AssessmentFact.ref).where(
        owned_facts(score), AssessmentFact.ref.in_(made.refs))))
    unknown = [ref for ref in made.refs if ref not in known]
    if unknown:
        raise invalid("refs", f"这个得分没有计入过 {unknown[0]}")


def _decide(tx: Transaction, row: Appeal, current: AppealInstance, made: Decision, leaves: Sequence[Exempted],
            actor: Actor, now: datetime) -> None:
    current.outcome, current.reason = made.outcome.value, made.reason
    current.decided_by, current.decided_at = actor.person_id, now
    further = current.instance == 1 and made.outcome is not Outcome.GRANTED
    row.state = (AppealState.ANSWERED if further else AppealState.SETTLED).value
    row.second_until = end_of(limits().ask_second, now, row.district) if further else None
    row.settled_at, row.rescore = None if further else now, bool(leaves)
    tx.session.add_all(AssessmentExemption(
        ref=one.ref, case_id=one.case_id, level=one.level.value if one.level else None, owner=one.owner,
        indicator=one.indicator, reason=one.reason, district=row.district, appeal_id=row.id,
        decided_by=actor.person_id, decided_at=now) for one in leaves)
    tell_ledger(tx, row, "appeal.decided", actor, now, {
        "instance": current.instance, "outcome": made.outcome.value,
        "exempts": [{"reason": one.reason, "ref": one.ref, "case": one.case_id, "level": one.level,
                     "owner": one.owner, "line": one.indicator} for one in leaves],
        "seals": {"reason": seal(made.reason, bytes.fromhex(current.salt))}})
    _tell_filer(tx, row, current, now)


def _tell_filer(tx: Transaction, row: Appeal, current: AppealInstance, now: datetime) -> None:
    what = "剔除申请" if AppealKind(row.kind) in EXCLUSIONS else "申诉"
    send(tx.session, Addressee(person_id=row.filed_by), Told(
        f"appeal.decided:{row.id}:{current.instance}", "appeal.decided",
        f"您提出的{what}已有裁定，请在「考核 · 申诉」里看。", row.district), now)


def revoke_exclusion(appeal_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The higher level takes back that a case was set aside. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction) -> Appeal:
        row = find_appeal(tx.session, appeal_id, actor, now, lock=True)
        instances = instances_of(tx.session, [row.id])[row.id]
        if AppealKind(row.kind) not in EXCLUSIONS or instances[-1].outcome != Outcome.GRANTED:
            raise Problem("invalid-transition", "没有可以撤销的剔除")
        why_not = why_not_decide(actor.posts, actor.person_id, appealed(tx.session, row, instances), 2, now)
        if why_not is not None:
            raise Problem("role-forbidden", why_not)
        _revoke(tx, row, instances[-1], reason, actor, now)
        return row
    return act(["revoke-exclusion", appeal_id, reason], write, actor, key, now)


def _revoke(tx: Transaction, row: Appeal, last: AppealInstance, reason: str, actor: Actor, now: datetime) -> None:
    if last.instance == 1:
        last = add_instance(tx, row, 2, "", now, call=False)
    last.outcome, last.reason = Outcome.REVOKED.value, reason
    last.decided_by, last.decided_at = actor.person_id, now
    for one in tx.session.scalars(select(AssessmentExemption).where(
            AssessmentExemption.appeal_id == row.id, AssessmentExemption.ended_at.is_(None))):
        one.ended_at = now
    row.rescore, row.settled_at = True, now
    tell_ledger(tx, row, "appeal.revoked", actor, now, {
        "instance": last.instance, "seals": {"reason": seal(reason, bytes.fromhex(last.salt))}})
    _tell_filer(tx, row, last, now)
