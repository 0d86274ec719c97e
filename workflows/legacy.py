"""历史遗留: the district lists a case whose problem is older than the work of the grids.

What falls due while it is listed is counted on a line of its own; what fell due before stays where it is, so that
nothing late is listed away.
"""

from collections.abc import Iterable
from datetime import datetime

from workflows.roles import Post, Role, is_city, is_current
from workflows.states import OPEN, State

LISTERS = frozenset({Role.COORDINATOR, Role.LEADER})
LISTED, ENDED = "case.legacy_listed", "case.legacy_ended"


def lists_legacy(posts: Iterable[Post], district: str, now: datetime) -> bool:
    """Coordinators and leaders of the district or of the city."""
    return any(post.role in LISTERS and is_current(post, now) and post.division is not None
               and (is_city(post.division) or post.division == district) for post in posts)


def why_not_list(state: str, since: datetime | None) -> str | None:
    """Why a case cannot be listed now; None when it can. Once only: a case is not moved back and forth."""
    if since is not None:
        return "已经列入过历史遗留，不能再次列入"
    return None if State(state) in OPEN else "案件已经办完，不能列入"


def why_not_end(since: datetime | None, until: datetime | None) -> str | None:
    """Why the listing cannot be ended now; None when it can."""
    return None if since is not None and until is None else "现在没有列入历史遗留"


def is_listed(since: datetime | None, until: datetime | None, moment: datetime) -> bool:
    """Whether the case stood on the list at a moment."""
    return since is not None and since <= moment and (until is None or moment < until)
