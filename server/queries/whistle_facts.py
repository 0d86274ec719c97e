"""What the rules need to know of a called unit and of whoever acts: on which side of the call somebody stands."""

from __future__ import annotations

from datetime import datetime

from server.models import Whistle, WhistleCall
from server.queries.catalogue import working_calendar
from server.queries.people import Actor
from server.queries.whistle_rules import limits_of, whistle_data
from workflows.deadlines import Limit, due_at
from workflows.people import BELOW_STATION, STATION
from workflows.roles import Post, Role, is_city, is_current
from workflows.whistle import TOPICS, CallFacts, CallState, Part, Side


def call_facts(call: WhistleCall) -> CallFacts:
    """Facts of a stored call."""
    return CallFacts(
        CallState(call.state), Part(call.part), call.arrive_by is not None, call.answered_at, call.rated_at,
        call.judged_at, call.judgement, {topic: getattr(call, f"{topic}_contest") for topic in TOPICS})


def sides_of(actor: Actor, whistle: Whistle, call: WhistleCall, now: datetime) -> frozenset[Side]:
    """Where a person's running posts put them. Whoever whistled never answers their own whistle."""
    posts = [post for post in actor.posts if is_current(post, now)]
    station = any(is_station(post, whistle.town) for post in posts)
    found = {Side.DISTRICT} if any(_rules(post, whistle, call) for post in posts) else set()
    if whistle.to_town:
        if station and whistle.person_id != actor.person_id:
            found.add(Side.CALLED)
        elif whistle.person_id == actor.person_id or any(_below(post, whistle) for post in posts):
            found.add(Side.CALLER)
        return frozenset(found)
    if station:
        found.add(Side.CALLER)
    elif any(post.role is Role.DEPARTMENT_OFFICER and post.department == call.department for post in posts):
        found.add(Side.CALLED)
    return frozenset(found)


def is_station(post: Post, town: str) -> bool:
    """Whether a post belongs to the town's station."""
    return post.role in STATION and post.department is None and post.division == town


def _below(post: Post, whistle: Whistle) -> bool:
    """A post like the one that whistled: a colleague or stand-in follows it up."""
    return post.role in BELOW_STATION and post.division == whistle.unit


def _rules(post: Post, whistle: Whistle, call: WhistleCall) -> bool:
    """A coordinator above both sides: the city's for a unit of the city."""
    if post.role is not Role.COORDINATOR or post.department is not None or post.division is None:
        return False
    if is_city(post.division):
        return post.division[:4] == whistle.district[:4]
    return post.division == whistle.district and (call.department or whistle.district)[:6] == whistle.district


def contest_until(call: WhistleCall) -> dict[str, datetime | None]:
    """When the window closes in which a decline, a rating or a judgement may be contested."""
    window = whistle_data().contest
    limit, calendar = Limit(window.amount, window.unit), working_calendar(call.district)
    began = {"decline": call.answered_at if call.state == CallState.DECLINED else None, "rating": call.rated_at,
             "judgement": call.judged_at if call.judgement == "unreasonable" else None}
    return {topic: due_at(moment, limit, calendar) if moment else None for topic, moment in began.items()}


def comes(kind: str) -> bool:
    """Whether a whistle of this kind asks somebody to come."""
    return limits_of(kind).arrive is not None
