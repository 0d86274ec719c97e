"""Schemes: drafted by assessors, adopted by a leader of the city before their term, never edited afterwards."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.actions.first_scheme import hash_of
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import FieldError, Problem, invalid
from server.models import Assessment, AssessmentScheme
from server.queries.city import city_code
from server.queries.moments import city_day, is_plausible
from server.queries.people import Actor
from server.queries.scheme_shapes import shape_scheme
from server.transaction import Transaction, transaction
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.scheme_body import UnreadableScheme, parse_scheme, scheme_body
from workflows.assessment.scheme_checks import flaws
from workflows.assessment.scheme_rights import adopts_schemes, edits_scheme, why_not_from, writes_schemes
from workflows.ledger import canonical, seal
from workflows.roles import Place

DRAFT, ADOPTED = "draft", "adopted"


@dataclass(frozen=True)
class Wanted:
    """A scheme as its author sends it; `body` is JSON as in config/catalogue."""

    title: str
    starts_on: date
    reason: str
    body: dict[str, Any]


def draft_scheme(wanted: Wanted, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """A new version as a draft. Raises role-forbidden, validation naming every field that is wrong."""
    if not writes_schemes(actor.posts, now):
        raise Problem("role-forbidden", "考核方案由考核员起草")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["draft-scheme", repr(wanted)]), now)
        if stored is not None:
            return stored
        newest = tx.session.scalar(select(AssessmentScheme).order_by(AssessmentScheme.version.desc()).limit(1)
                                   .with_for_update())
        version = newest.version + 1 if newest is not None else 1
        row = AssessmentScheme(version=version, state=DRAFT, author_id=actor.person_id, created_at=now, event_count=0,
                               simulated=False, **_columns(version, wanted, now))
        tx.session.add(row)
        tx.session.flush()
        _tell(tx, row, "scheme.drafted", actor, now, _sealed(row))
        return keep_answer(tx, key, actor.key, lambda: shape_scheme(tx.session, row, actor, now))


def edit_scheme(scheme_id: int, wanted: Wanted, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Change a draft. What was adopted is never edited: the attempt is kept in the ledger and refused.

    Raises not-found, role-forbidden, validation, invalid-transition.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["edit-scheme", scheme_id, repr(wanted)]), now)
        if stored is not None:
            return stored
        row = _locked(tx.session, scheme_id)
        if not edits_scheme(actor.posts, actor.person_id, row.author_id, now):
            raise Problem("role-forbidden", "草稿由起草人或市级考核员修改")
        refused = row.state != DRAFT
        if refused:
            _tell(tx, row, "scheme.refused", actor, now, {"attempt": "edit"})
        else:
            for name, value in _columns(row.version, wanted, now).items():
                setattr(row, name, value)
            _tell(tx, row, "scheme.edited", actor, now, _sealed(row))
            return keep_answer(tx, key, actor.key, lambda: shape_scheme(tx.session, row, actor, now))
    raise Problem("invalid-transition", "方案批准后不能修改，这次尝试已记入账本；要改请起草新的一版")


def adopt_scheme(scheme_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Put a draft in force from its first day on; the version before it ends the day before.

    Raises not-found, role-forbidden, invalid-transition, validation for a first day that cannot be.
    """
    if not adopts_schemes(actor.posts, now):
        raise Problem("role-forbidden", "考核方案由市级领导批准")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["adopt-scheme", scheme_id]), now)
        if stored is not None:
            return stored
        row = _locked(tx.session, scheme_id)
        if row.state != DRAFT:
            raise Problem("invalid-transition", "这一版已经批准")
        if row.author_id == actor.person_id:
            raise Problem("role-forbidden", "起草和批准须是两个人")
        before = _last_adopted(tx.session)
        settled = tx.session.scalar(select(func.max(Assessment.last)).where(Assessment.state != "draft"))
        reason = why_not_from(row.starts_on, city_day(now), before.starts_on if before else None, settled)
        if reason is not None:
            raise invalid("starts_on", reason)
        if before is not None:
            before.ends_on = row.starts_on - timedelta(days=1)
            _tell(tx, before, "scheme.ended", actor, now, {"ends_on": before.ends_on.isoformat()})
        row.state, row.adopted_by, row.adopted_at = ADOPTED, actor.person_id, now
        _tell(tx, row, "scheme.adopted", actor, now, {})
        return keep_answer(tx, key, actor.key, lambda: shape_scheme(tx.session, row, actor, now))


def _columns(version: int, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """Checked values of a draft's row. Raises validation naming every field that is wrong."""
    if not is_plausible(wanted.starts_on) or wanted.starts_on <= city_day(now):
        raise invalid("starts_on", "起始日最早为明天：方案须在生效之前批准")
    try:
        scheme = parse_scheme(version, wanted.title, wanted.body)
    except UnreadableScheme as unreadable:
        raise invalid(f"body.{unreadable.flaw.field}", unreadable.flaw.reason) from unreadable
    wrong = flaws(scheme, INDICATORS)
    if wrong:
        raise Problem("validation", wrong[0].reason,
                      errors=tuple(FieldError(f"body.{flaw.field}", flaw.reason) for flaw in wrong[:20]))
    body = canonical(scheme_body(scheme))
    return {"title": wanted.title, "starts_on": wanted.starts_on, "reason": wanted.reason, "body": body,
            "hash": hash_of(body), "salt": secrets.token_hex(16)}


def _locked(session: Session, scheme_id: int) -> AssessmentScheme:
    row = session.scalar(select(AssessmentScheme).where(AssessmentScheme.id == scheme_id).with_for_update()) \
        if scheme_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这一版方案")
    return row


def _last_adopted(session: Session) -> AssessmentScheme | None:
    return session.scalar(select(AssessmentScheme).where(AssessmentScheme.state == ADOPTED)
                          .order_by(AssessmentScheme.starts_on.desc()).limit(1).with_for_update())


def _sealed(row: AssessmentScheme) -> dict[str, Any]:
    salt = bytes.fromhex(row.salt or "")
    return {"seals": {"title": seal(row.title, salt), "reason": seal(row.reason, salt)}}


def _tell(tx: Transaction, row: AssessmentScheme, name: str, actor: Actor, now: datetime,
          data: dict[str, Any]) -> None:
    record(tx, Entry("scheme", str(row.id), row, name, actor, None, None, Place(city_code()), None, now,
                     {"version": row.version, "starts_on": row.starts_on.isoformat(), "hash": row.hash, **data},
                     below=True))
