"""Somebody has read a message: their own mark, which says nothing about anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from server.errors import Problem
from server.extensions import db
from server.models import Message, MessageRead
from server.queries.messages import count_unread, mine, unread
from server.queries.people import Actor
from server.transaction import Transaction, transaction


def mark_read(message_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Read one; said again, the first time stays. Raises not-found, also for somebody else's."""
    with transaction() as tx:
        found = tx.session.scalar(select(Message.id).where(Message.id == message_id, mine(actor, now))) \
            if message_id < 2**53 else None
        if found is None:
            raise Problem("not-found", "没有这条消息")
        return _mark(tx, [found], actor, now)


def mark_all_read(actor: Actor, now: datetime) -> dict[str, Any]:
    """Read all that wait for this person now."""
    with transaction() as tx:
        return _mark(tx, tx.session.scalars(select(Message.id).where(mine(actor, now), unread(actor))), actor, now)


def _mark(tx: Transaction, ids: Iterable[int], actor: Actor, now: datetime) -> dict[str, Any]:
    make = sqlite.insert if db.is_sqlite else postgresql.insert
    rows = [{"message_id": message_id, "person_id": actor.person_id, "read_at": now} for message_id in ids]
    if rows:
        tx.session.execute(make(MessageRead.__table__).on_conflict_do_nothing(), rows)
    return {"unread": count_unread(tx.session, actor, now)}
