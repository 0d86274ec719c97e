"""Doubts: written once, told in the case's chain, decided by a person with a note. They change nothing else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from server.actions.cases import lock_case
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Case, EvidenceFlag
from server.queries.doubts import doubt_of, may_decide
from server.queries.people import SYSTEM, Actor
from server.queries.scope import place_of_case
from server.transaction import Transaction, transaction
from workflows.doubts import OPEN
from workflows.ledger import seal


@dataclass(frozen=True)
class Doubt:
    """What is asked, about which picture or person; `once` names it, so that it is asked once."""

    once: str
    code: str
    reason: str
    photo_id: int | None = None
    other_photo_id: int | None = None
    other_case_id: int | None = None
    person_id: int | None = None


def raise_doubt(tx: Transaction, case: Case, doubt: Doubt, now: datetime) -> bool:
    """Ask a question about a case whose row is locked; False when it was asked before."""
    make = sqlite.insert if db.is_sqlite else postgresql.insert
    row = make(EvidenceFlag.__table__).values(
        once=doubt.once, code=doubt.code, reason=doubt.reason, case_id=case.id, photo_id=doubt.photo_id,
        other_photo_id=doubt.other_photo_id, other_case_id=doubt.other_case_id, person_id=doubt.person_id,
        district=case.district, town=case.town, state=OPEN, raised_at=now,
    ).on_conflict_do_nothing(index_elements=["once"])
    flag_id = tx.session.execute(row.returning(EvidenceFlag.__table__.c.id)).scalar()
    if flag_id is None:
        return False
    case.doubts += 1
    record(tx, Entry("case", str(case.id), case, "case.doubted", SYSTEM, None, None, place_of_case(case),
                     case.department, now, {"flag": flag_id, "code": doubt.code}, case.version))
    return True


def ask_alone(case_id: int, doubt: Doubt, now: datetime) -> int:
    """Ask a question about a case that nobody holds yet; its number."""
    with transaction() as tx:
        raise_doubt(tx, lock_case(tx.session, case_id), doubt, now)
        return tx.session.scalars(select(EvidenceFlag.id).where(EvidenceFlag.once == doubt.once)).one()


def decide(flag_id: int, verdict: str, note: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Say that a doubt holds or not, with the reason. Raises not-found, role-forbidden, validation,
    invalid-transition when somebody has said so already."""
    if not note.strip():
        raise invalid("note", "请写明依据")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["doubt", flag_id, verdict, note]), now)
        if stored is not None:
            return stored
        flag = tx.session.get(EvidenceFlag, flag_id) if flag_id < 2**53 else None
        if flag is None:
            raise Problem("not-found", "没有这条存疑")
        case = lock_case(tx.session, flag.case_id)
        tx.session.refresh(flag)
        if not may_decide(actor, flag, case, now):
            raise Problem("role-forbidden", "由工作站站长、协调员或考核员核定；与本人有关的由他人核定")
        if flag.state != OPEN:
            raise Problem("invalid-transition", "这条存疑已经核定")
        salt = secrets.token_bytes(16)
        flag.state, flag.decided_at, flag.decided_by = verdict, now, actor.person_id
        flag.note, flag.salt = note.strip(), salt.hex()
        record(tx, Entry("case", str(case.id), case, "case.doubt_decided", actor, None, None, place_of_case(case),
                         case.department, now, {"flag": flag.id, "code": flag.code, "verdict": verdict,
                                                "person": flag.person_id, "seals": {"note": seal(flag.note, salt)}},
                         case.version))
        return keep_answer(tx, key, actor.key, lambda: doubt_of(tx.session, flag.id, actor, now))
