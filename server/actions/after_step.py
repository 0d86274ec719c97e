"""What follows a step in its own transaction: each line is one concern with a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.actions.asked import follow_question
from server.actions.lots import draw_lot
from server.actions.marks import look_again
from server.actions.milestones import follow_milestones
from server.actions.orders import follow_order
from server.actions.routed import follow_routing
from server.actions.search_words import widen_words
from server.actions.visits_beside import visit_by_step
from server.actions.whistle_follow import follow_whistle
from server.models import Case, Photo
from server.queries.people import Actor
from server.transaction import Transaction
from workflows.case_flow import CaseFacts, Decision
from workflows.states import Action


@dataclass(frozen=True)
class Taken:
    """A step as it was taken: the facts before, the decision, the parsed fields, its pictures, its event's number."""

    case: Case
    before: CaseFacts
    decision: Decision
    fields: Mapping[str, Any]
    photos: list[Photo]
    event_n: int
    unit: str | None
    done_at: datetime | None = None  # when it was done, long before it came


def follow_step(tx: Transaction, taken: Taken, actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything that a step sets off; returns what the ledger's event adds to its data."""
    routed = follow_routing(tx.session, taken.case, taken.before, taken.decision.action, taken.event_n,
                            taken.fields.get("responsible"), actor, now)
    widen_words(tx.session, taken.case, taken.before.category)
    if taken.case.category != taken.before.category:
        look_again(tx, taken.case, now)
    visit_by_step(tx, taken.case, taken.decision.action, taken.done_at or now, actor, now)
    draw_lot(tx, taken.case, taken.before, taken.decision.action, now)
    if taken.decision.action is Action.WHISTLE:
        return follow_whistle(tx, taken.case, taken.event_n, taken.fields, actor, now)
    asked = follow_question(tx.session, taken.case, taken.before, taken.decision.action, taken.event_n, actor,
                            taken.unit, now)
    order = follow_order(tx, taken.case, taken.decision.action, taken.fields, actor, taken.unit, taken.event_n, now)
    steps = follow_milestones(tx.session, taken.case, taken.decision.action, taken.fields, actor, now)
    return {**routed, **order, **asked, **steps}
