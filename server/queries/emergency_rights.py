"""Of which districts somebody reads and switches the emergency state."""

from __future__ import annotations

from datetime import datetime

from server.queries.city import city_index
from server.queries.people import Actor
from workflows.emergency import is_in, may_switch
from workflows.roles import is_current


def districts_of(actor: Actor, now: datetime) -> list[str]:
    """Districts of which the person reads the emergencies: those of the posts, all for a post of the city."""
    return [code for code in sorted(city_index().within((-180, -90, 180, 90), "district"))
            if any(is_in(post, code) and is_current(post, now) for post in actor.posts)]


def switched_by(actor: Actor, now: datetime) -> list[dict[str, str]]:
    """Districts whose state the person may switch."""
    return [{"code": code, "name": city_index().name(code)} for code in districts_of(actor, now)
            if may_switch(actor.posts, code, now)]
