"""What a case shows besides its own row. A part that most cases do not have must cost them no query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.models import Case
from server.queries.doubts import doubt_extras
from server.queries.intake_extras import intake_extras
from server.queries.jurisdiction import jurisdiction
from server.queries.legacy import legacy_of
from server.queries.people import Actor
from server.queries.restrictions import slowing_case
from server.queries.sounds import sounds_of
from workflows.facts import ActorFacts


def case_extras(session: Session, case: Case, actor: Actor, acting: ActorFacts, now: datetime) -> dict[str, Any]:
    """Further fields of the answered case, by name."""
    return {**jurisdiction(case, actor, acting, now), **doubt_extras(case, actor), **intake_extras(session, case, now),
            **legacy_of(case, actor, now),
            "restriction": slowing_case(session, case), "sounds": sounds_of(session, case, actor, now)}
