"""Fields of an answered case about where it belongs: an unsettled border, a source elsewhere. No query of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from server.models import Case
from server.queries.borders import may_rule_border
from server.queries.city import named
from server.queries.people import Actor
from server.queries.routing import premises_name
from workflows import people
from workflows.facts import ActorFacts
from workflows.states import State

SOURCE_OPEN = frozenset({State.REPORTED, State.CONFIRMING, State.REGISTERED, State.DISPATCHED, State.HANDLING,
                         State.SUSPENDED})
SOURCE_SETTERS = people.SENDERS | people.COORDINATORS


def jurisdiction(case: Case, actor: Actor, acting: ActorFacts, now: datetime) -> dict[str, Any]:
    """`border`, `source_place`, `premises` and whether the person may set them."""
    border = {"town": named(case.border_town), "may_rule": may_rule_border(actor, case, now)}
    source = {"district": named(case.source_district), "town": named(case.source_town), "lon": case.source_lon,
              "lat": case.source_lat, "elsewhere": case.source_district != case.district}
    return {"border": border if case.border_town else None, "source_place": source if case.source_district else None,
            "may_set_source": may_set_source(case, acting), "premises": premises_name(case.premises)}


def may_set_source(case: Case, acting: ActorFacts) -> bool:
    """Station, dispatchers and coordinators, until the work is done."""
    return case.state in SOURCE_OPEN and bool(acting.roles & SOURCE_SETTERS)
