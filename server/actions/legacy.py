"""历史遗留: the district lists a case as older than the grids' work, and ends that, with its reasons."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from server.actions.cases import lock_case
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import Case, CaseNote
from server.queries.case_detail import case_detail
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from server.transaction import Transaction, transaction
from workflows.ledger import seal
from workflows.legacy import ENDED, LISTED, lists_legacy, why_not_end, why_not_list


def list_legacy(case_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Put a case on the list. Raises not-found, role-forbidden, invalid-transition, idempotency-conflict."""
    def write(case: Case) -> None:
        _refuse(why_not_list(case.state, case.legacy_from))
        case.legacy_from = now
    return _act(case_id, LISTED, reason, write, actor, key, now)


def end_legacy(case_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take it off the list: what falls due from now on counts like everything else. Raises like `list_legacy`."""
    def write(case: Case) -> None:
        _refuse(why_not_end(case.legacy_from, case.legacy_to))
        case.legacy_to = now
    return _act(case_id, ENDED, reason, write, actor, key, now)


def _refuse(why: str | None) -> None:
    if why is not None:
        raise Problem("invalid-transition", why)


def _act(case_id: int, name: str, reason: str, write: Any, actor: Actor, key: str | None,
         now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([case_id, name, reason]), now)
        if stored is not None:
            return stored
        case = lock_case(tx.session, case_id)
        if not may_read_case(actor, case, now):
            raise Problem("not-found", "没有这件案件")
        if not lists_legacy(actor.posts, case.district, now):
            raise Problem("role-forbidden", "历史遗留由区级协调员或领导列入、解除")
        write(case)
        case.updated_at = now
        _tell(tx, case, name, reason, actor, now)
        return keep_answer(tx, key, actor.key, lambda: case_detail(tx.session, case, actor, now))


def _tell(tx: Transaction, case: Case, name: str, reason: str, actor: Actor, now: datetime) -> None:
    """The reason is read by everybody who works on the case; the ledger holds its seal."""
    salt, unit = secrets.token_bytes(16), actor.posts[0].division if actor.posts else None
    event_n = record(tx, Entry("case", str(case.id), case, name, actor, unit, None, place_of_case(case),
                               case.department, now, {"seals": {"reason": seal(reason, salt)}}, case.version))
    tx.session.add(CaseNote(case_id=case.id, event_n=event_n, kind=name, text=reason, salt=salt.hex(),
                            person_id=actor.person_id, unit=unit, at=now, visibility="departments"))
