"""Urgent calls over HTTP: call, see, receive, take back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.urgent_calls import Call, make_call, receive_call, withdraw_call
from server.api.edge import endpoint, idempotency_key
from server.api.urgent_calls_shapes import CALL, CALLS, ActBody, UrgentBody, UrgentQuery
from server.auth import now
from server.queries.people import Actor
from server.queries.urgent_calls import read_urgent_call, read_urgent_calls

urgent_calls = Blueprint("urgent_calls", __name__, url_prefix="/api/v1")


@endpoint(urgent_calls, "POST", "/urgent-calls", body=UrgentBody, answers={201: CALL},
          headers={"Idempotency-Key": "UUID of this call"})
def call_urgently(actor: Actor, body: UrgentBody) -> tuple[dict[str, Any], int]:
    """Call the heads of grid and station and whoever is on duty"""
    return make_call(Call(**body.model_dump()), idempotency_key(), actor, now()), 201


@endpoint(urgent_calls, "GET", "/urgent-calls", query=UrgentQuery, answers={200: CALLS})
def list_urgent_calls(actor: Actor, query: UrgentQuery) -> dict[str, Any]:
    """Urgent calls of the last day: one's own and those of the ground that one answers for"""
    return read_urgent_calls(actor, query.open == "true", now())


@endpoint(urgent_calls, "GET", "/urgent-calls/<int:call_id>", answers={200: CALL})
def get_urgent_call(call_id: int, actor: Actor) -> dict[str, Any]:
    """One urgent call, with who has received it"""
    return read_urgent_call(call_id, actor, now())


@endpoint(urgent_calls, "POST", "/urgent-calls/<int:call_id>/received", body=ActBody, answers={200: CALL})
def receive_urgent_call(call_id: int, actor: Actor, body: ActBody) -> dict[str, Any]:
    """Say that one has received it; said again, the first one stays"""
    return receive_call(call_id, actor, now())


@endpoint(urgent_calls, "POST", "/urgent-calls/<int:call_id>/withdraw", body=ActBody, answers={200: CALL})
def withdraw_urgent_call(call_id: int, actor: Actor, body: ActBody) -> dict[str, Any]:
    """Take back one's own call: pressed by mistake, or over"""
    return withdraw_call(call_id, actor, now())
