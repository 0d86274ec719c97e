"""Keep and drop a person's own filters: a private convenience, so that no event tells of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.actions.once import content_hash, find_answer, keep_answer
from server.errors import Problem, invalid
from server.models import Person, SavedFilter
from server.queries.filters import filter_shape
from server.queries.people import Actor
from server.transaction import transaction

MOST = 30  # of one person


def save_filter(name: str, query: dict[str, str], actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Keep the parameters of a list under a name. Raises validation for a blank name or too many filters."""
    if not name:
        raise invalid("name", "请写筛选的名称")
    text = json.dumps(query, ensure_ascii=False, sort_keys=True)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["filter", name, text]), now)
        if stored is not None:
            return stored
        # Two at once of one person: the second waits, and finds the first one's row.
        tx.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
        own = SavedFilter.person_id == actor.person_id
        row = tx.session.scalar(select(SavedFilter).where(own, SavedFilter.name == name))
        if row is None:
            if (tx.session.scalar(select(func.count()).select_from(SavedFilter).where(own)) or 0) >= MOST:
                raise invalid("name", f"最多保存 {MOST} 个筛选，请先删去不用的")
            row = SavedFilter(person_id=actor.person_id, name=name, created_at=now)
            tx.session.add(row)
        row.query = text
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: filter_shape(row))


def drop_filter(filter_id: int, actor: Actor) -> None:
    """Raises not-found for somebody else's as for one that is not there."""
    with transaction() as tx:
        row = tx.session.get(SavedFilter, filter_id) if filter_id < 2**53 else None
        if row is None or row.person_id != actor.person_id:
            raise Problem("not-found", "没有这个筛选")
        tx.session.delete(row)
