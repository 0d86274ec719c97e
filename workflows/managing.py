"""Who arranges whose posts. Nobody arranges their own: a right is always given by somebody else."""

from collections.abc import Iterable
from datetime import datetime

from workflows.roles import EMERGENCY_TEAM, Post, Role, is_city, is_current

TOWN_POSTS = frozenset(
    {Role.GRID_MEMBER, Role.STATION_OFFICER, Role.ASSISTANT, Role.COMMUNITY_HEAD, *EMERGENCY_TEAM}
)
ABOVE_COORDINATORS = frozenset({Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR})
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.STATION_HEAD})


def may_manage(posts: Iterable[Post], role: Role, path: Iterable[str], now: datetime) -> bool:
    """Whether somebody with these posts arranges a post of `role` in a division.

    `path` is the code of the division and of all divisions above it. The head of a division is arranged by whoever
    stands above that division.
    """
    codes = tuple(path)
    return any(_manages(post, role, codes, now) for post in posts)


def _manages(post: Post, role: Role, path: tuple[str, ...], now: datetime) -> bool:
    if not is_current(post, now) or post.department is not None or post.division not in path:
        return False
    if post.role is Role.ADMINISTRATOR:
        return is_city(post.division)
    if post.role is Role.STATION_HEAD:
        return role in TOWN_POSTS
    if post.role is Role.COORDINATOR:
        heads_own_division = role is Role.GRID_HEAD and path[0] == post.division
        return role not in ABOVE_COORDINATORS and not heads_own_division
    return False


def is_manager(posts: Iterable[Post], now: datetime) -> bool:
    """Whether somebody arranges anybody's posts at all."""
    return any(post.role in MANAGERS and is_current(post, now) for post in posts)
