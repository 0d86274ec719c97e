"""Change a threshold of suggestions, doubts or second looks: an administrator of the city does, the ledger tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.errors import Problem, invalid
from server.models import EvidenceRule
from server.queries.evidence_rules import SET, default_thresholds, may_change, rules_shape
from server.queries.people import Actor
from server.transaction import transaction


def change_threshold(name: str, value: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Set one number within its bounds. Raises role-forbidden, validation."""
    if not may_change(actor, now):
        raise Problem("role-forbidden", "由市级系统管理员更改阈值")
    known = default_thresholds().get(name)
    if known is None:
        raise invalid("name", "没有这个阈值")
    if not known.least <= value <= known.most:
        raise invalid("value", f"应在 {known.least} 到 {known.most} 之间")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["threshold", name, value]), now)
        if stored is not None:
            return stored
        row = tx.session.get(EvidenceRule, name, with_for_update=True)
        before = row.value if row else known.value
        if row is None:
            tx.session.add(EvidenceRule(name=name, value=value))
        else:
            row.value = value
        changed(tx, SET, actor, now, {"name": name, "from": before, "to": value})
        return keep_answer(tx, key, actor.key, lambda: rules_shape(tx.session, actor, now))
