"""Who arranges a duty roster, who may read it, and who may stand on it."""

from collections.abc import Iterable
from datetime import datetime

from workflows.roles import Post, Role, is_city, is_current

# Who takes turns on a unit's roster, and so is put there by the rotation.
TURNS: frozenset[Role] = frozenset(
    {
        Role.STATION_OFFICER,
        Role.STATION_HEAD,
        Role.DISTRICT_DISPATCHER,
        Role.CITY_DISPATCHER,
        Role.COORDINATOR,
        Role.DEPARTMENT_OFFICER,
    }
)
EDITORS = frozenset({Role.STATION_HEAD, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER, Role.COORDINATOR})
# They neither answer an urgent call nor go along at night.
NEVER_ON_DUTY = frozenset({Role.ASSISTANT, Role.AUDITOR, Role.ADMINISTRATOR, Role.VOLUNTEER, Role.WASTE_GUIDE})


def editing_post(
    posts: Iterable[Post], division: str, department: str | None, now: datetime
) -> Post | None:
    """The post by which somebody arranges the roster of a unit, or None.

    A station's head, the dispatchers and coordinators of a district or the city: that unit and its departments;
    officers of a department: their own; administrators: all of the city.
    """
    return next((post for post in posts if is_current(post, now) and _edits(post, division, department)), None)


def _edits(post: Post, division: str, department: str | None) -> bool:
    if post.role is Role.ADMINISTRATOR:
        return True
    if post.role is Role.DEPARTMENT_OFFICER:
        return department is not None and post.department == department
    return post.role in EDITORS and post.department is None and post.division == division


def may_read(posts: Iterable[Post], division: str, now: datetime) -> bool:
    """Everybody with a running post knows who is on duty in the own district and in the city; the city's people
    know it everywhere.
    """
    return any(
        is_city(division) or is_city(post.division) or (post.division or "")[:6] == division[:6]
        for post in posts
        if is_current(post, now)
    )


def may_serve(post: Post, division: str, department: str | None) -> bool:
    """Whether a post makes its holder one of the unit's own people: at a station everybody of the town."""
    if post.role in NEVER_ON_DUTY:
        return False
    if department is not None or post.department is not None:
        return post.department == department
    if len(division) == 9:
        return (post.division or "").startswith(division)
    return post.division == division
