"""What the calls about messages take and answer."""

from __future__ import annotations

from server.api.answers import BOOLEAN, INTEGER, STRING, TIME, array, nullable, record
from server.api.edge import Query
from server.api.schemas import Cursor, Flag, Limit


class MessagesQuery(Query):
    """GET /messages."""

    unread: Flag | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


MESSAGE = record(
    id=INTEGER, name=STRING, text=STRING, urgent=BOOLEAN, at=TIME, read_at=nullable(TIME),
    case=nullable(record(id=INTEGER, number=STRING)), whistle_id=nullable(INTEGER), personal=BOOLEAN)
MESSAGES = record(items=array(MESSAGE), unread=INTEGER, next=nullable(STRING), as_of=TIME)
LEFT = record(unread=INTEGER)
