"""What assessors establish by hand against somebody: one proposes it with reasons, another person decides."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.models import AssessmentMark, AssessmentScheme, Case
from server.queries.assessment_roster import read_roster
from server.queries.city import city_code
from server.queries.established import shape_mark, why_not_decide, why_not_near
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.schemes import scheme_of, scheme_row_for
from server.transaction import Transaction, transaction
from workflows.assessment.facts import Level
from workflows.assessment.periods import period_around
from workflows.assessment.rights import assesses
from workflows.assessment.scheme import PeriodKind
from workflows.ledger import seal
from workflows.roles import Place


@dataclass(frozen=True)
class Charge:
    """A deduction of the scheme that an owner is to be charged with, and why."""

    code: str
    level: Level
    owner: str
    case_id: int | None
    reason: str


def propose_mark(charge: Charge, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Propose it; nothing is deducted yet. Raises role-forbidden, validation, invalid-transition without a scheme."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["propose-mark", repr(charge)]), now)
        if stored is not None:
            return stored
        scheme = _in_force(tx.session, now)
        if charge.code not in [one.code for one in scheme_of(scheme).deductions if not one.flags]:
            raise invalid("code", "方案里没有这个由人认定的扣分项")
        district, town = _place(tx.session, charge, now)
        if not assesses(actor.posts, district, now):
            raise Problem("role-forbidden", "由本区或市级考核员提出")
        near = why_not_near(charge.level, charge.owner, Place(district, town), actor, now)
        if near is not None:
            raise Problem("role-forbidden", near)
        if charge.case_id is not None and tx.session.get(Case, charge.case_id) is None:
            raise invalid("case_id", "没有这个案件")
        salt = secrets.token_bytes(16)
        row = AssessmentMark(
            code=charge.code, level=charge.level.value, owner=charge.owner, district=district, town=town,
            case_id=charge.case_id, reason=charge.reason, salt=salt.hex(), proposed_by=actor.person_id,
            proposed_at=now)
        tx.session.add(row)
        tx.session.flush()
        _tell(tx, scheme, row, "scheme.mark_proposed", actor, now, {"seals": {"reason": seal(row.reason, salt)}})
        return keep_answer(tx, key, actor.key, lambda: shape_mark(tx.session, row, actor, now))


def decide_mark(mark_id: int, holds: bool, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Say that it holds or not, once, by somebody else. Raises not-found, role-forbidden, invalid-transition."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["decide-mark", mark_id, holds]), now)
        if stored is not None:
            return stored
        row = tx.session.scalar(select(AssessmentMark).where(AssessmentMark.id == mark_id).with_for_update()) \
            if mark_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这条认定")
        why_not = why_not_decide(row, actor, now)
        if why_not is not None:
            raise Problem("role-forbidden", why_not)
        if row.decided_at is not None:
            raise Problem("invalid-transition", "这条认定已经核定")
        row.holds, row.decided_by, row.decided_at = holds, actor.person_id, now
        _tell(tx, _in_force(tx.session, now), row, "scheme.mark_decided", actor, now, {"holds": holds})
        return keep_answer(tx, key, actor.key, lambda: shape_mark(tx.session, row, actor, now))


def _in_force(session: Session, now: datetime) -> AssessmentScheme:
    row = scheme_row_for(session, city_day(now))
    if row is None:
        raise Problem("invalid-transition", "没有生效的考核方案")
    return session.scalars(select(AssessmentScheme).where(AssessmentScheme.id == row.id).with_for_update()).one()


def _place(session: Session, charge: Charge, now: datetime) -> tuple[str, str | None]:
    """District and town of an owner who has a score now. Raises validation for anybody else."""
    period = period_around(PeriodKind.MONTH, city_day(now))
    roster = read_roster(session, period.first, period.last)
    if charge.owner not in roster.owners(charge.level, period.first, period.last):
        raise invalid("owner", "本月没有这个考核对象")
    district, town = roster.place_of(charge.level, charge.owner)
    return district or city_code(), town


def _tell(tx: Transaction, scheme: AssessmentScheme, row: AssessmentMark, name: str, actor: Actor, now: datetime,
          data: dict[str, Any]) -> None:
    record(tx, Entry("scheme", str(scheme.id), scheme, name, actor, None, None, Place(row.district, row.town), None,
                     now, {"mark": row.id, "code": row.code, "level": row.level, "owner": row.owner,
                           "case": row.case_id, **data}))
