"""受理限制: a head slows what comes from a device, a contact or an address, for a while and for a reason.

It is reviewable once by another head, and it refuses nothing: reports still arrive and a person reads them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.actions.reporter import check_ticket
from server.actions.rule_sets import raise_version
from server.errors import Problem, invalid
from server.models import Case, Report, ReporterIdentity, Restriction
from server.queries.people import REPORTER, Actor
from server.queries.restrictions import SET, limits, shape_restriction, slowed_words
from server.transaction import Transaction, transaction
from workflows.ledger import seal
from workflows.restrictions import SUBJECT_NAMES, end_of, may_restrict, may_review
from workflows.roles import Place, Role


@dataclass(frozen=True)
class Wanted:
    """Slow what comes from the same device, contact or address as a report, for so many days."""

    ticket: str
    subject: str
    days: int
    reason: str


def restrict(wanted: Wanted, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Begin a restriction. Raises not-found, role-forbidden, validation, invalid-transition."""
    def write(tx: Transaction) -> Restriction:
        report = tx.session.scalar(select(Report).where(Report.ticket == wanted.ticket))
        if report is None:
            raise Problem("not-found", "没有这件反映")
        town = None if report.recuse else report.town
        if not may_restrict(actor.posts, report.district, town, now):
            raise Problem("role-forbidden", "受理限制由受理工作站的站长决定")
        return _begin(tx, report, town, wanted, actor, now)
    return _act(["restrict", repr(wanted)], write, actor, key, now)


def _begin(tx: Transaction, report: Report, town: str | None, wanted: Wanted, actor: Actor,
           now: datetime) -> Restriction:
    longest = limits().longest_days[wanted.subject]
    ends_at = end_of(wanted.days, longest, now)
    if ends_at is None:
        raise invalid("days", f"限制{SUBJECT_NAMES[wanted.subject]}最长 {longest} 天")
    known = _hash_of(tx.session, report, wanted.subject)
    if known is None:
        raise invalid("on", f"这件反映没有可以限制的{SUBJECT_NAMES[wanted.subject]}")
    running = tx.session.scalar(select(Restriction.id).where(
        Restriction.subject_hash == known, Restriction.ended_at.is_(None), Restriction.ends_at > now))
    if running is not None:
        raise Problem("invalid-transition", "已经在限制之中")
    row = Restriction(
        subject=wanted.subject, subject_hash=known, report_id=report.id, district=report.district, town=town,
        unit=town or report.district, reason=wanted.reason, salt=secrets.token_hex(16), person_id=actor.person_id,
        starts_at=now, ends_at=ends_at, event_count=0, appeal="", review_text="")
    tx.session.add(row)
    tx.session.flush()
    _tell_ledger(tx, row, "restriction.began", actor, now, {
        "on": row.subject, "report": report.id, "until": stamp(ends_at), "seals": _sealed(row, reason=row.reason)})
    return row


def _hash_of(session: Session, report: Report, subject: str) -> str | None:
    if subject == "contact":
        return session.scalar(select(ReporterIdentity.contact_hash).where(ReporterIdentity.report_id == report.id))
    return report.device_hash if subject == "device" else report.address_hash


def end_restriction(restriction_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The head ends the own restriction early. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction) -> Restriction:
        row = _running(tx.session, restriction_id, now)
        if not may_restrict(actor.posts, row.district, row.town, now):
            raise Problem("role-forbidden", "由决定限制的单位解除")
        _end(tx, row, actor, now)
        _tell_ledger(tx, row, "restriction.ended", actor, now, {})
        return row
    return _act(["end-restriction", restriction_id], write, actor, key, now)


def review_restriction(restriction_id: int, lifted: bool, text: str, actor: Actor, key: str | None,
                       now: datetime) -> dict[str, Any]:
    """Another head looks at it, once. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction) -> Restriction:
        row = _running(tx.session, restriction_id, now)
        if not may_review(actor.posts, actor.person_id, row.person_id, row.district, row.unit, now):
            raise Problem("role-forbidden", "复核由另一单位的站长或上级协调员进行")
        if row.outcome is not None:
            raise Problem("invalid-transition", "已经复核过一次")
        row.outcome, row.review_text, row.reviewed_at, row.reviewed_by = (
            "lifted" if lifted else "upheld", text, now, actor.person_id)
        if lifted:
            _end(tx, row, actor, now)
        _tell_ledger(tx, row, "restriction.reviewed", actor, now,
                     {"outcome": row.outcome, "seals": _sealed(row, text=text)})
        send(tx.session, Addressee(person_id=row.person_id), Told(
            f"restriction.reviewed:{row.id}", "restriction.reviewed",
            f"您决定的受理限制已复核：{'解除' if lifted else '维持'}。", row.district), now)
        return row
    return _act(["review-restriction", restriction_id, lifted, text], write, actor, key, now)


def appeal_restriction(ticket: str, code: str, text: str, key: str | None, now: datetime) -> dict[str, Any]:
    """The reporter asks for the one review. Raises wrong-query-code, rate-limited, invalid-transition."""
    check_ticket(ticket, code, now)
    with transaction() as tx:
        report = tx.session.scalars(select(Report).where(Report.ticket == ticket)).one()
        who = f"report:{report.id}"
        stored = find_answer(tx, key, who, content_hash([ticket, "appeal", text]), now)
        if stored is not None:
            return stored
        _appeal(tx, report, text, REPORTER, now)
        return keep_answer(tx, key, who, lambda: {"restricted": slowed_words(tx.session, report, now)})


def _appeal(tx: Transaction, report: Report, text: str, actor: Actor, now: datetime) -> None:
    row = tx.session.get(Restriction, report.restriction_id, with_for_update=True) if report.restriction_id else None
    if row is None or row.ended_at is not None or row.ends_at <= now:
        raise Problem("invalid-transition", "现在没有对您的受理限制")
    if row.appealed_at is not None or row.outcome is not None:
        raise Problem("invalid-transition", "已经申请过复核")
    row.appealed_at, row.appeal = now, text
    data = {"seals": _sealed(row, appeal=text)} if text else {}
    _tell_ledger(tx, row, "restriction.appealed", actor, now, data)
    send(tx.session, Addressee(role=Role.COORDINATOR, division=row.district), Told(
        f"restriction.appealed:{row.id}", "restriction.appealed",
        "有一件受理限制申请复核，请在「规则 · 受理限制」里看。", row.district), now)


def _act(content: list[Any], write: Callable[[Transaction], Restriction], actor: Actor, key: str | None,
         now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = write(tx)
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: shape_restriction(tx.session, row, actor, now))


def _running(session: Session, restriction_id: int, now: datetime) -> Restriction:
    row = session.get(Restriction, restriction_id, with_for_update=True) if restriction_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这条受理限制")
    if row.ended_at is not None or row.ends_at <= now:
        raise Problem("invalid-transition", "这条受理限制已经结束")
    return row


def _end(tx: Transaction, row: Restriction, actor: Actor, now: datetime) -> None:
    """What waits in the low queue under it is read like everything else again."""
    row.ended_at, row.ended_by = now, actor.person_id
    for case in tx.session.scalars(select(Case).where(Case.restriction_id == row.id)):
        case.restriction_id = None


def _sealed(row: Restriction, **words: str) -> dict[str, str]:
    return {name: seal(text, bytes.fromhex(row.salt)) for name, text in words.items()}


def _tell_ledger(tx: Transaction, row: Restriction, name: str, actor: Actor, now: datetime,
                 data: dict[str, Any]) -> None:
    raise_version(tx, SET, now)
    record(tx, Entry("restriction", str(row.id), row, name, actor, row.unit, None, Place(row.district, row.town), None,
                     now, data))
