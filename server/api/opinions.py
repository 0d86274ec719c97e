"""Feedback and suggestions over HTTP: read them, answer them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from server.actions.opinions import reply_to_opinion
from server.api.answers import OPINIONS, REPLIED
from server.api.edge import endpoint, idempotency_key
from server.api.schemas import OpinionsQuery, ReplyBody
from server.auth import now
from server.queries.people import Actor
from server.queries.reading import read_opinions

opinions = Blueprint("opinions", __name__, url_prefix="/api/v1")


@endpoint(opinions, "GET", "/opinions", query=OpinionsQuery, answers={200: OPINIONS})
def list_opinions(actor: Actor, query: OpinionsQuery) -> dict[str, Any]:
    """Feedback and suggestions of the own territory, newest first"""
    items, cursor = read_opinions(actor, query.intent, query.state, now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {"items": items, "next": f"{request.path}?{urlencode(given)}" if cursor else None, "as_of": now()}


@endpoint(opinions, "POST", "/opinions/<ticket>/reply", body=ReplyBody, answers={200: REPLIED},
          headers={"Idempotency-Key": "UUID of this answer"})
def reply(ticket: str, actor: Actor, body: ReplyBody) -> dict[str, Any]:
    """Answer a suggestion or feedback: adopted or not, with the reason"""
    return reply_to_opinion(ticket, body.text, body.adopted, actor, idempotency_key(), now())
