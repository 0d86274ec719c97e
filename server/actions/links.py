"""Draw and end links between cases: duplicate of, part of, recurs, related. Both cases' chains tell of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.cases import lock_cases
from server.actions.marks import tell_both
from server.actions.once import content_hash, find_answer, keep_answer
from server.errors import Problem, invalid
from server.models import Case, CaseLink
from server.queries.case_likeness import links_of, may_link
from server.queries.people import Actor
from server.queries.scope import may_read_case
from server.transaction import Transaction, again_after_deadlock, transaction


@again_after_deadlock
def link(case_id: int, other_id: int, kind: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Link a case to another that the person may read; answers the case's links.

    Raises not-found, territory-forbidden, validation, invalid-transition when they are linked already.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["link", case_id, other_id, kind]), now)
        if stored is not None:
            return stored
        other = tx.session.get(Case, other_id) if other_id < 2**53 else None
        if other is None or other_id == case_id or not may_read_case(actor, other, now):
            raise invalid("other", "没有这个案件")
        case = _mine(tx, case_id, other_id, actor, now)
        if _linked(tx, case_id, other_id):
            raise Problem("invalid-transition", "两案已经关联")
        tx.session.add(CaseLink(case_id=case_id, other_id=other_id, kind=kind, by_id=actor.person_id, at=now))
        tell_both(tx, case, other, "case.linked", {"kind": kind}, actor, _unit(actor), now)
        return keep_answer(tx, key, actor.key, lambda: {"links": links_of(tx.session, case, actor, now)})


@again_after_deadlock
def unlink(case_id: int, link_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """End a link of the case, also one that the system drew; answers the case's links. Raises as `link`."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["unlink", case_id, link_id]), now)
        if stored is not None:
            return stored
        row = tx.session.get(CaseLink, link_id) if link_id < 2**53 else None
        if row is None or case_id not in (row.case_id, row.other_id):
            raise Problem("not-found", "没有这个关联")
        far = row.other_id if row.case_id == case_id else row.case_id
        case = _mine(tx, case_id, far, actor, now)
        tx.session.refresh(row)
        if row.ended_at is not None:
            raise Problem("invalid-transition", "这个关联已经解除")
        row.ended_at, row.ended_by = now, actor.person_id
        first, second = tx.session.get_one(Case, row.case_id), tx.session.get_one(Case, row.other_id)
        if row.kind == "recurs" and first.recurs_of_id == second.id:
            first.recurs_of_id, first.recurrence = None, 0
        tell_both(tx, first, second, "case.unlinked", {"kind": row.kind}, actor, _unit(actor), now)
        return keep_answer(tx, key, actor.key, lambda: {"links": links_of(tx.session, case, actor, now)})


def _mine(tx: Transaction, case_id: int, other_id: int, actor: Actor, now: datetime) -> Case:
    """Both cases locked in the order of their ids; the first one is in the person's hands."""
    case = lock_cases(tx.session, case_id, other_id)
    if not may_link(actor, case, now):
        raise Problem("territory-forbidden", "由受理工作站或派遣员关联案件")
    return case


def _linked(tx: Transaction, one: int, other: int) -> bool:
    pair = (one, other)
    return tx.session.scalar(select(CaseLink.id).where(
        CaseLink.ended_at.is_(None), CaseLink.case_id.in_(pair), CaseLink.other_id.in_(pair)).limit(1)) is not None


def _unit(actor: Actor) -> str | None:
    return actor.posts[0].department or actor.posts[0].division if actor.posts else None
