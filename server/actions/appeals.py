"""申诉与剔除: filed with words and pictures, taken to the second instance, withdrawn. Next: appeal_decisions.py"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.catalogue_types import LimitData
from server.actions.case_rows import Upload, add_photos
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.errors import Problem, invalid
from server.models import Appeal, AppealInstance, AppealPhoto, Case
from server.queries.appeal_form import find_target, limits
from server.queries.appeal_shapes import instances_of, shape_appeal
from server.queries.appeals import find_appeal
from server.queries.catalogue import working_calendar
from server.queries.exclusion_form import WHO_ASKS, is_rating_of
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from server.transaction import Transaction, transaction
from workflows.assessment.appeals import (
    AppealKind,
    AppealState,
    Outcome,
    bench,
    may_ask_exclusion,
)
from workflows.assessment.facts import Level
from workflows.deadlines import Limit, due_at
from workflows.ledger import seal
from workflows.roles import Place


@dataclass(frozen=True)
class Filed:
    """What somebody wants to appeal: a line, one fact by its name, or all facts of a case, of one score."""

    score_id: int
    line: str | None
    ref: str | None
    case_id: int | None
    ground: str
    words: str


@dataclass(frozen=True)
class Aside:
    """A case or a rating that should leave every score."""

    case_id: int
    kind: AppealKind
    ref: str | None
    words: str


def end_of(limit: LimitData, start: datetime, district: str) -> datetime:
    """When a limit ends by the district's calendar."""
    return due_at(start, Limit(limit.amount, limit.unit), working_calendar(district))


def file_appeal(wanted: Filed, uploads: Sequence[Upload], actor: Actor, key: str | None,
                now: datetime) -> dict[str, Any]:
    """File an appeal. Raises not-found, role-forbidden, validation, invalid-transition (too late, filed already)."""
    def write(tx: Transaction) -> Appeal:
        target = find_target(tx.session, wanted.score_id, wanted.line, wanted.ref, wanted.case_id, actor, now)
        if target.why_not is not None:
            raise Problem("role-forbidden" if target.foreign else "invalid-transition", target.why_not)
        row = Appeal(
            kind=target.kind.value, ground="rating" if target.kind is AppealKind.RATING else wanted.ground,
            assessment_id=target.assessment.id, score_id=target.score.id, level=target.score.level,
            owner=target.score.owner, line=wanted.line, ref=wanted.ref, case_id=target.case_id,
            district=target.district, town=target.score.town, filed_by=actor.person_id, filed_at=now,
            state=AppealState.FIRST.value, event_count=0)
        _open(tx, row, wanted.words, uploads, actor, now)
        return row
    return act(["appeal", repr(wanted), [one.photo.sha256 for one in uploads]], write, actor, key, now)


def ask_exclusion(wanted: Aside, uploads: Sequence[Upload], actor: Actor, key: str | None,
                  now: datetime) -> dict[str, Any]:
    """Ask that a case or a rating be set aside. Raises not-found, role-forbidden, validation, invalid-transition."""
    def write(tx: Transaction) -> Appeal:
        case = tx.session.get(Case, wanted.case_id) if wanted.case_id < 2**53 else None
        if case is None or not may_read_case(actor, case, now):
            raise Problem("not-found", "没有这件案件")
        place = place_of_case(case)
        if not may_ask_exclusion(actor.posts, place, now):
            raise Problem("role-forbidden", WHO_ASKS)
        _check_aside(tx.session, wanted)
        row = Appeal(kind=wanted.kind.value, ground=wanted.kind.value, ref=wanted.ref, case_id=case.id,
                     district=place.district, town=place.town, filed_by=actor.person_id, filed_at=now,
                     state=AppealState.FIRST.value, event_count=0)
        _open(tx, row, wanted.words, uploads, actor, now)
        return row
    return act(["exclude", repr(wanted), [one.photo.sha256 for one in uploads]], write, actor, key, now)


def _check_aside(session: Session, wanted: Aside) -> None:
    if (wanted.kind is AppealKind.ABUSIVE) != (wanted.ref is not None):
        raise invalid("rating", "恶意评价剔除要写明是哪一次评价，其他剔除针对整件案件")
    if wanted.ref is not None and not is_rating_of(session, wanted.ref, wanted.case_id):
        raise invalid("rating", "这件案件没有这次评价")
    known = session.scalars(select(Appeal).where(
        Appeal.case_id == wanted.case_id, Appeal.score_id.is_(None), Appeal.kind == wanted.kind.value,
        Appeal.ref == wanted.ref if wanted.ref else Appeal.ref.is_(None))).all()
    instances = instances_of(session, [row.id for row in known])
    for row in known:
        if row.state in (AppealState.FIRST.value, AppealState.SECOND.value):
            raise Problem("invalid-transition", "已经有人申请，正在等候裁定")
        if instances[row.id][-1].outcome == Outcome.GRANTED:
            raise Problem("invalid-transition", "已经剔除")


def _open(tx: Transaction, row: Appeal, words: str, uploads: Sequence[Upload], actor: Actor, now: datetime) -> None:
    """Write the request with its first instance and its pictures, and call the bench."""
    tx.session.add(row)
    tx.session.flush()
    photos = add_photos(tx.session, uploads, case_id=None, report_id=None, event_n=None, person_id=actor.person_id,
                        private=True, now=now)
    for photo in photos:
        photo.judged_at = now
        tx.session.add(AppealPhoto(appeal_id=row.id, photo_id=photo.id))
    first = add_instance(tx, row, 1, words, now)
    tell_ledger(tx, row, "appeal.filed", actor, now, {
        "kind": row.kind, "ground": row.ground, "assessment": row.assessment_id, "score": row.score_id,
        "level": row.level, "owner": row.owner, "line": row.line, "ref": row.ref, "case": row.case_id,
        "due": stamp(first.due_at), "photos": [photo.sha256 for photo in photos],
        "seals": {"words": seal(words, bytes.fromhex(first.salt))}})


def add_instance(tx: Transaction, row: Appeal, number: int, words: str, now: datetime, *,
                 call: bool = True) -> AppealInstance:
    """Open an instance with its own time limit and tell whoever sits on its bench, unless it is decided at once."""
    limit = limits().first if number == 1 else limits().second
    instance = AppealInstance(appeal_id=row.id, instance=number, words=words, salt=secrets.token_hex(16), asked_at=now,
                              due_at=end_of(limit, now, row.district), reason="")
    tx.session.add(instance)
    tx.session.flush()
    seat = bench(AppealKind(row.kind), Level(row.level) if row.level else None, row.district, number)
    for role in sorted(seat.roles) if call else ():
        send(tx.session, Addressee(role=role, division=seat.division), Told(
            f"appeal.waits:{row.id}:{number}:{role.value}", "appeal.waits",
            f"有一件{'剔除申请' if row.score_id is None else '申诉'}等您裁定，请在「考核 · 申诉」里看。",
            row.district), now)
    return instance


def ask_second(appeal_id: int, words: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take an appeal to the second instance, within its days. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction) -> Appeal:
        row = own_appeal(tx.session, appeal_id, actor, now)
        if row.state != AppealState.ANSWERED or row.second_until is None:
            raise Problem("invalid-transition", "现在不能申请二审")
        if row.second_until <= now:
            raise Problem("invalid-transition", "申请二审的期限已过")
        row.state, row.second_until = AppealState.SECOND.value, None
        second = add_instance(tx, row, 2, words, now)
        tell_ledger(tx, row, "appeal.taken_further", actor, now, {
            "due": stamp(second.due_at), "seals": {"words": seal(words, bytes.fromhex(second.salt))}})
        return row
    return act(["second", appeal_id, words], write, actor, key, now)


def withdraw(appeal_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Whoever filed takes it back while it waits; what a first instance said stands. Raises as above."""
    def write(tx: Transaction) -> Appeal:
        row = own_appeal(tx.session, appeal_id, actor, now)
        if row.state not in (AppealState.FIRST.value, AppealState.SECOND.value):
            raise Problem("invalid-transition", "已经裁定，不能撤回")
        row.state, row.settled_at = AppealState.WITHDRAWN.value, now
        tell_ledger(tx, row, "appeal.withdrawn", actor, now, {})
        return row
    return act(["withdraw-appeal", appeal_id], write, actor, key, now)


def own_appeal(session: Session, appeal_id: int, actor: Actor, now: datetime) -> Appeal:
    """The appeal, locked, for whoever filed it. Raises not-found, role-forbidden."""
    row = find_appeal(session, appeal_id, actor, now, lock=True)
    if row.filed_by != actor.person_id:
        raise Problem("role-forbidden", "由提出申诉的人办理")
    return row


def act(content: list[Any], write: Callable[[Transaction], Appeal], actor: Actor, key: str | None, now: datetime,
        ) -> dict[str, Any]:
    """Carry a write out once and answer with the appeal as its page shows it."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = write(tx)
        return keep_answer(tx, key, actor.key, lambda: shape_appeal(tx.session, row, actor, now))


def tell_ledger(tx: Transaction, row: Appeal, name: str, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """One event of the appeal; the district hears of it, not the whole neighbourhood of whoever is scored."""
    record(tx, Entry("appeal", str(row.id), row, name, actor, None, None, Place(row.district), None, now, data))
