"""Blow a whistle (吹哨): a step on the case, and with it the whistle, its calls and, when urgent, the team's muster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases import StepRequest, lock_case, step_in
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.whistle_follow import NEW
from server.errors import Problem
from server.models import Whistle
from server.queries.facts import actor_facts, case_facts
from server.queries.people import Actor
from server.queries.scope import may_read_case
from server.queries.whistles import describe
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.states import Action


@again_after_deadlock
def blow_whistle(case_id: int, fields: Mapping[str, Any], key: str | None, actor: Actor,
                 now: datetime) -> dict[str, Any]:
    """Whistle: a member or a community to the town, a town to departments; answers the whistle.

    Raises Problem: not-found, territory-forbidden, role-forbidden, invalid-transition, validation,
    idempotency-conflict.
    """
    wanted = content_hash([case_id, "whistle", fields])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is not None:
            return stored
        whistle = whistle_in(tx, case_id, fields, actor, now)
        return keep_answer(tx, key, actor.key, lambda: describe(tx.session, whistle.id, actor, now))


def whistle_in(tx: Transaction, case_id: int, fields: Mapping[str, Any], actor: Actor, now: datetime) -> Whistle:
    """The same inside a transaction, for a whistle that is passed on. Locks the case."""
    case = lock_case(tx.session, case_id)
    acting = actor_facts(actor, case, now)
    if not acting.roles and not may_read_case(actor, case, now):
        raise Problem("territory-forbidden")
    step_in(tx, case, case_facts(tx.session, case), acting, StepRequest(Action.WHISTLE, fields), actor, now)
    return tx.notes[NEW]  # type: ignore[return-value]


def case_of(session: Session, whistle_id: int) -> int:
    """The case of a whistle. Raises not-found."""
    found = session.scalar(select(Whistle.case_id).where(Whistle.id == whistle_id)) if whistle_id < 2**62 else None
    if found is None:
        raise Problem("not-found", "没有这一哨")
    return found
