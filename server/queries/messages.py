"""The messages of a person: to them by name, or to a post that they hold now, from when the post began."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Message, MessageRead
from server.queries.cases import cursor_moment, read_cursor, write_cursor
from server.queries.people import Actor
from workflows.roles import Post, is_current

# Older ones have been read or have ceased to matter; the bell never reads further back.
KEPT = timedelta(days=90)


def mine(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Messages that this person may see now: delivered, and addressed to them or to one of their posts."""
    addressed = [_of_post(post) for post in actor.posts if is_current(post, now)]
    if actor.person_id is not None:
        addressed.append(Message.person_id == actor.person_id)
    return and_(Message.deliver_at <= now, Message.deliver_at > now - KEPT, or_(*addressed) if addressed else false())


def _of_post(post: Post) -> ColumnElement[bool]:
    """A newcomer or substitute is told what comes from their first day on; what was said before is the others'."""
    where = Message.department == post.department if post.department else and_(
        Message.division == post.division, Message.department.is_(None))
    since = (Message.deliver_at >= post.starts_at,) if post.starts_at is not None else ()
    return and_(Message.person_id.is_(None), Message.role == post.role.value, where, *since)


def unread(actor: Actor) -> ColumnElement[bool]:
    """Messages that this person has not read; somebody else's reading does not count."""
    seen = select(MessageRead.message_id).where(
        MessageRead.message_id == Message.id, MessageRead.person_id == actor.person_id)
    return ~seen.exists()


def read_messages(actor: Actor, only_unread: bool, now: datetime, limit: int,
                  cursor: str | None) -> tuple[dict[str, Any], str | None]:
    """A page, the newest first, with how many are unread in all; and the next page's cursor."""
    with db.reading() as session:
        query = (select(Message, Case.number, MessageRead.read_at)
                 .outerjoin(Case, Case.id == Message.case_id)
                 .outerjoin(MessageRead, and_(MessageRead.message_id == Message.id,
                                              MessageRead.person_id == actor.person_id))
                 .where(mine(actor, now)))
        if only_unread:
            query = query.where(MessageRead.read_at.is_(None))
        if cursor:
            moment, last = read_cursor(cursor)
            before = cursor_moment(moment)
            query = query.where(or_(Message.deliver_at < before,
                                    and_(Message.deliver_at == before, Message.id < last)))
        rows = session.execute(query.order_by(Message.deliver_at.desc(), Message.id.desc()).limit(limit + 1)).all()
        answer = {"items": [_shape(*row) for row in rows[:limit]], "unread": count_unread(session, actor, now),
                  "as_of": now}
    if len(rows) <= limit:
        return answer, None
    last_row: Message = rows[limit - 1][0]
    return answer, write_cursor(last_row.deliver_at.isoformat(), last_row.id)


def count_unread(session: Session, actor: Actor, now: datetime) -> int:
    """How many messages wait for this person."""
    return session.scalar(select(func.count()).select_from(Message).where(mine(actor, now), unread(actor))) or 0


def _shape(row: Message, number: str | None, read_at: datetime | None) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "text": row.text, "urgent": row.urgent, "at": row.deliver_at,
            "read_at": read_at, "case": {"id": row.case_id, "number": number or ""} if row.case_id else None,
            "whistle_id": row.whistle_id, "personal": row.person_id is not None}
