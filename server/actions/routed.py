"""What routing adds to a step: the rule that led, the precedent of a ruling, who answers after a new category."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.actions.stages import exempt_stage
from server.models import Case, Ruling
from server.queries.duties import known_duties
from server.queries.people import Actor
from server.queries.routing import authority_for, handling_place, route_of
from workflows.facts import CaseFacts
from workflows.states import Action, Stage

DISPUTE = "dispute"  # why nobody's score counts the time between a return and its ruling


def follow_routing(session: Session, case: Case, before: CaseFacts, action: Action, event_n: int,
                   responsible: str | None, actor: Actor, now: datetime) -> dict[str, Any]:
    """After a step; answers what its event adds: which rule led, and whether it was followed."""
    if action is Action.RECATEGORISE:
        case.duty_unit = authority_for(case.category, handling_place(case))
    elif action is Action.REGISTER and case.duty_unit is None:
        for name, value in known_duties(case).items():
            setattr(case, name, value)
    elif action is Action.RETURN and case.due_stage == Stage.RULE:
        exempt_stage(session, case, DISPUTE)
        return {"exempt": DISPUTE}
    elif action is Action.RULE:
        _keep_precedent(session, case, before, event_n, responsible, actor, now)
    if action not in (Action.DISPATCH, Action.TRANSFER, Action.RULE):
        return {}
    found = route_of(case)
    return {"routing": {"rule": found.rule_id, "lead": found.lead, "followed": found.lead == case.department}}


def _keep_precedent(session: Session, case: Case, before: CaseFacts, event_n: int, responsible: str | None,
                    actor: Actor, now: datetime) -> None:
    session.add(Ruling(
        case_id=case.id, event_n=event_n, category=case.category, district=case.district, town=case.town,
        premises=case.premises, units=" ".join(before.parties), department=case.department or "",
        responsible=responsible, person_id=actor.person_id, at=now))
