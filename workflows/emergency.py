"""The emergency state (应急状态) of a district: who switches it, who is called and seen, what an ordinary clock is.

Ordinary clocks stand still meanwhile. Urgent cases, supervised ones and those with a due time from outside run on,
and so does the wait for a reporter's answer: nobody here works on that.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from workflows.roles import EMERGENCY_TEAM, Post, Role, is_city, is_current
from workflows.states import OPEN, Stage, State

LONGEST = timedelta(days=30)
SWITCHERS = frozenset({Role.LEADER, Role.GRID_HEAD})
# Who sees the teams of everything below their division, and may say that somebody was told by phone or stands there.
GATHERERS = frozenset(
    {Role.GRID_HEAD, Role.COMMUNITY_HEAD, Role.STATION_OFFICER, Role.STATION_HEAD, Role.LEADER}
)
OBSERVERS = frozenset({Role.COORDINATOR, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER})
# Asked for help, not on duty: other people's rosters and phones are not for them.
OUTSIDE_ROSTERS = frozenset({Role.CITIZEN, Role.ASSISTANT, Role.VOLUNTEER, Role.REPORTER, Role.SYSTEM})
# The sorting guide supports the supervisor: without one no seat of the five is empty.
SEATS: tuple[Role, ...] = tuple(role for role in EMERGENCY_TEAM if role is not Role.WASTE_GUIDE)


def may_switch(posts: Iterable[Post], district: str, now: datetime) -> bool:
    """Whether somebody may begin and end the state: leader or grid head of the district or of its city."""
    return any(
        post.role in SWITCHERS and _above_all(post, district) and is_current(post, now) for post in posts
    )


def opens_rosters(post: Post, district: str) -> bool:
    """Whether a post that runs lets its holder read the district's rosters while the state lasts."""
    return post.role not in OUTSIDE_ROSTERS and is_in(post, district)


def is_in(post: Post, district: str) -> bool:
    """Whether a post stands in the district, at any level of it, or in the whole city."""
    division = post.division or ""
    return division[:6] == district or (is_city(division) and division[:4] == district[:4])


def sees_team(posts: Iterable[Post], community: str, now: datetime) -> bool:
    """Whether somebody reads who of a community's team was called: those above it, its head, and the team itself."""
    return any(
        is_current(post, now)
        and post.department is None
        and post.role in GATHERERS | OBSERVERS | frozenset(EMERGENCY_TEAM)
        and _reaches(post.division or "", community)
        for post in posts
    )


def may_gather(posts: Iterable[Post], community: str, now: datetime) -> bool:
    """Whether somebody may note for a member of the team that the call was heard or that they stand there."""
    return any(
        is_current(post, now)
        and post.department is None
        and post.role in GATHERERS
        and _reaches(post.division or "", community)
        for post in posts
    )


def _above_all(post: Post, district: str) -> bool:
    return post.department is None and len(post.division or "") == 6 and is_in(post, district)


def _reaches(division: str, community: str) -> bool:
    """Codes of districts, towns and communities begin with the code above; the city ends in 00."""
    return bool(division) and (
        community.startswith(division) or (is_city(division) and division[:4] == community[:4])
    )


def is_ordinary(severity: int, supervised: bool, from_outside: bool) -> bool:
    """Whether an emergency puts a case off: neither urgent, nor supervised, nor due by a letter from outside."""
    return severity > 1 and not supervised and not from_outside


def can_be_held(state: State, due_stage: str | None, ordinary: bool) -> bool:
    """Whether an emergency holds the clock of a case; a suspended one is held too and stands for two reasons."""
    return ordinary and state in OPEN and due_stage is not None and due_stage != Stage.ANSWER


def held_from(started_at: datetime, begun_at: datetime, now: datetime, grace: timedelta) -> datetime:
    """Since when a clock that is found running during an emergency stands still.

    From its start when it started during the emergency, or so shortly before that the beginning missed it; one that
    started earlier was no ordinary clock until now.
    """
    return max(started_at, begun_at) if started_at >= begun_at - grace else now
