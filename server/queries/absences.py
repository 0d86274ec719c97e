"""An absence as it is told, with who stands in on each post."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.models import Absence, Person, PersonPost
from server.queries.people import Actor
from server.queries.post_rows import absence_shape, held_posts, person_card

NOBODY = "没有代岗人，由本网格、最近网格的在岗人员或工作站承担"
STANDS_IN = "由代岗人承担"


def absence_answer(session: Session, absence: Absence, moved: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """`{absence, moved, stands_in}`: for each post of the person, as things are when the absence runs."""
    moment = max(absence.starts_at, now)
    runs = absence.ends_at is None or moment < absence.ends_at
    held = held_posts(session, actor, PersonPost.person_id == absence.person_id, moment, now) if runs else []
    return {"absence": told_absence(session, absence), "moved": moved, "stands_in": [
        {"post_id": row.post.id, "person": row.person(row.acting.person_id) if row.acting else None,
         "reason": STANDS_IN if row.acting else NOBODY} for row in held]}


def told_absence(session: Session, absence: Absence) -> dict[str, Any]:
    """One absence, with the person whom it names."""
    substitute = session.get(Person, absence.substitute_id) if absence.substitute_id else None
    return {**(absence_shape(absence) or {}), "substitute": person_card(substitute, False) if substitute else None,
            "closed_at": absence.closed_at}
