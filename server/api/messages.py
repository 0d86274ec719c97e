"""Messages inside the system: what waits for whoever is signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint

from server.actions.message_reads import mark_all_read, mark_read
from server.api.edge import endpoint
from server.api.messages_shapes import LEFT, MESSAGES, MessagesQuery
from server.auth import now
from server.queries.messages import read_messages
from server.queries.people import Actor

messages = Blueprint("messages", __name__, url_prefix="/api/v1")


@endpoint(messages, "GET", "/messages", query=MessagesQuery, answers={200: MESSAGES})
def list_messages(actor: Actor, query: MessagesQuery) -> dict[str, Any]:
    """Messages to the person and to the posts held now, the newest first, with the number of unread ones"""
    answer, cursor = read_messages(actor, query.unread == "true", now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {**answer, "next": f"/api/v1/messages?{urlencode(given)}" if cursor else None}


@endpoint(messages, "POST", "/messages/<int:message_id>/read", answers={200: LEFT})
def read_message(message_id: int, actor: Actor) -> dict[str, Any]:
    """The person has read a message; said again, the first time stays"""
    return mark_read(message_id, actor, now())


@endpoint(messages, "POST", "/messages/read-all", answers={200: LEFT})
def read_all_messages(actor: Actor) -> dict[str, Any]:
    """The person has read everything that waits now"""
    return mark_all_read(actor, now())
