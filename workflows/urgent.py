"""紧急呼叫: a member in danger, or in front of one, calls whoever answers for the ground: who is told, who answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from workflows.roles import Place, Post, Role, covers

OPEN, RECEIVED, WITHDRAWN = "open", "received", "withdrawn"
STATES = (OPEN, RECEIVED, WITHDRAWN)
# What was called longer ago than this, kept on a phone without network, is told as belated.
BELATED = timedelta(minutes=5)

ANSWERING = frozenset({
    Role.GRID_HEAD, Role.COMMUNITY_HEAD, Role.STATION_OFFICER, Role.STATION_HEAD, Role.DISTRICT_DISPATCHER,
    Role.COORDINATOR, Role.LEADER})


def seats_told(place: Place) -> tuple[tuple[Role, str], ...]:
    """The seats whose holders get the call at once: heads of grid and station; where there is no town the district."""
    seats = []
    if place.street_grid:
        seats.append((Role.GRID_HEAD, place.street_grid))
    if place.town:
        seats.append((Role.STATION_HEAD, place.town))
    return tuple(seats) or ((Role.DISTRICT_DISPATCHER, place.district),)


def may_answer(posts: Iterable[Post], place: Place, now: datetime) -> bool:
    """Whether a person answers for the ground of a call, by a post that runs now."""
    return any(post.role in ANSWERING and covers(post, place, None, now) for post in posts)


def made_at(done_at: datetime | None, sent_at: datetime | None, now: datetime) -> datetime:
    """When the call was made: the phone's word, put right by how wrong its clock was when it sent; never after now."""
    if done_at is None:
        return now
    drift = now - sent_at if sent_at is not None else timedelta()
    return min(done_at + drift, now)
