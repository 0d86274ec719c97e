"""One post with its holder, as a change of it answers, and the work that waits there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.models import PersonPost
from server.queries.people import Actor
from server.queries.post_rows import held_posts, post_shape


def one_post(session: Session, post_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The post as this person sees it."""
    (held,) = held_posts(session, actor, PersonPost.id == post_id, now, now, running=False)
    return {**post_shape(held, actor, now), "person": held.person(held.holder.id)}
