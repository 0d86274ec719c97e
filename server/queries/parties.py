"""Who answers for a case: ground, trade, enterprise, person (四方责任)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, CaseParty
from server.queries.city import named, named_unit
from server.queries.duties import known_duties
from server.queries.facts import actor_facts
from server.queries.people import Actor
from server.queries.reading import readable_case
from server.queries.routing import premises, premises_name
from workflows import people
from workflows.roles import Role
from workflows.states import OPEN, State

PARTY_NAMES = {"enterprise": "企业（主体责任）", "person": "当事人"}
# Who names an enterprise or a person, and reads a person's name: whoever works on the case itself.
WORKERS = people.SENDERS | people.OFFICERS | people.COORDINATORS | {Role.GRID_MEMBER}
BEFORE_DISPATCH = frozenset({State.REPORTED, State.CONFIRMING, State.REGISTERED})


def works_on(actor: Actor, case: Case, now: datetime) -> bool:
    """Whether one of the person's posts works on this case."""
    return bool(actor_facts(actor, case, now).roles & WORKERS)


def may_set_premises(actor: Actor, case: Case, now: datetime) -> bool:
    """Station and dispatchers say what kind of premises it is, until somebody was sent."""
    return case.state in BEFORE_DISPATCH and bool(actor_facts(actor, case, now).roles & people.SENDERS)


def read_parties(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The four parties of a case. Raises as readable_case."""
    with db.reading() as session:
        return parties_of(session, readable_case(session, case_id, actor, now), actor, now)


def parties_of(session: Session, case: Case, actor: Actor, now: datetime) -> dict[str, Any]:
    """The same inside an open session; a person's name only for those who work on the case."""
    known, works = known_duties(case), works_on(actor, case, now)
    rows = session.scalars(select(CaseParty).where(CaseParty.case_id == case.id, CaseParty.removed_at.is_(None))
                           .order_by(CaseParty.id))
    return {"place": named(known["duty_place"]), "industry": named_unit(known["duty_unit"]),
            "others": [{"id": row.id, "party": row.party, "party_name": PARTY_NAMES[row.party], "at": row.at,
                        "name": row.name if works or row.party == "enterprise" else None} for row in rows],
            "may_edit": works and case.state in OPEN, "may_set_premises": may_set_premises(actor, case, now),
            "premises": {"code": case.premises, "name": premises_name(case.premises)} if case.premises else None,
            "choices": [{"code": one.code, "name": one.name} for one in premises()]}
