"""What the invented stations show the public: pictures of some of the cases that they close, each looked at before."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from random import Random

from server.actions.publishing import mark_released
from server.errors import Problem
from server.queries.people import Actor
from server.queries.photos import unreleased

SHOWN = 0.5


def is_shown(case_id: int) -> bool:
    """Whether this is one of the cases whose pictures the public sees."""
    return Random(f"shown/{case_id}").random() < SHOWN


def release_some(case_id: int, actor: Actor, now: datetime) -> None:
    """Whoever closed the case releases its pictures, if this is one of the cases that are shown."""
    if not is_shown(case_id):
        return
    with suppress(Problem):  # sealed, or another unit's to release
        for photo_id in unreleased(case_id):
            mark_released(photo_id, actor, now)
