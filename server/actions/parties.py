"""Record who answers for a case besides ground and trade; the ledger holds a seal of the name, never the name."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.actions.cases import lock_case
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import Case, CaseParty
from server.queries.duties import check_premises
from server.queries.facts import actor_facts
from server.queries.parties import may_set_premises, parties_of, works_on
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from server.transaction import Transaction, transaction
from workflows.ledger import seal
from workflows.states import OPEN

Write = Callable[[Session, Case], tuple[str, dict[str, Any]]]


def add_party(case_id: int, party: str, name: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Name an enterprise or a person; answers the four parties. Raises not-found, territory-forbidden."""
    def write(session: Session, case: Case) -> tuple[str, dict[str, Any]]:
        salt = secrets.token_bytes(16)
        row = CaseParty(case_id=case.id, party=party, name=name.strip(), salt=salt.hex(), person_id=actor.person_id,
                        at=now)
        session.add(row)
        session.flush()
        return "case.party_added", {"party": party, "row": row.id, "seals": {"name": seal(row.name, salt)}}

    return _write(case_id, ["party", party, name], works_on, write, actor, key, now)


def remove_party(case_id: int, party_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Somebody was named wrongly. Raises not-found."""
    def write(session: Session, case: Case) -> tuple[str, dict[str, Any]]:
        row = session.get(CaseParty, party_id) if party_id < 2**53 else None
        if row is None or row.case_id != case.id or row.removed_at is not None:
            raise Problem("not-found", "没有这个责任方")
        row.removed_at = now
        return "case.party_removed", {"party": row.party, "row": row.id}

    return _write(case_id, ["remove", party_id], works_on, write, actor, key, now)


def set_premises(case_id: int, premises: str | None, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Say what kind of premises it is: the routing is asked anew. Only until somebody was sent."""
    check_premises(premises)

    def write(_session: Session, case: Case) -> tuple[str, dict[str, Any]]:
        before, case.premises = case.premises, premises
        return "case.premises_set", {"from_premises": before, "to_premises": premises}

    return _write(case_id, ["premises", premises], may_set_premises, write, actor, key, now)


def _write(case_id: int, wanted: list[Any], may: Callable[[Actor, Case, datetime], bool], write: Write, actor: Actor,
           key: str | None, now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([case_id, *wanted]), now)
        if stored is not None:
            return stored
        case = lock_case(tx.session, case_id)
        _check(case, may, actor, now)
        name, data = write(tx.session, case)
        _record(tx, case, name, data, actor, now)
        return keep_answer(tx, key, actor.key, lambda: parties_of(tx.session, case, actor, now))


def _check(case: Case, may: Callable[[Actor, Case, datetime], bool], actor: Actor, now: datetime) -> None:
    if not actor_facts(actor, case, now).roles and not may_read_case(actor, case, now):
        raise Problem("territory-forbidden")
    if case.state not in OPEN:
        raise Problem("invalid-transition", "案件已经办结")
    if not may(actor, case, now):
        raise Problem("role-forbidden", "由承办本案的工作站、派遣员或部门填写")


def _record(tx: Transaction, case: Case, name: str, data: dict[str, Any], actor: Actor, now: datetime) -> None:
    unit = next((post.department or post.division for post in actor.posts), None)
    case.updated_at = now
    record(tx, Entry("case", str(case.id), case, name, actor, unit, None, place_of_case(case), case.department, now,
                     data, case.version))
