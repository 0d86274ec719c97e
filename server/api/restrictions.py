"""受理限制 over HTTP: begun by a head, told to the reporter, reviewed once by another head."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.restrictions import (
    Wanted,
    appeal_restriction,
    end_restriction,
    restrict,
    review_restriction,
)
from server.api.edge import endpoint, idempotency_key
from server.api.reports import query_code
from server.api.restrictions_shapes import (
    ORIGIN,
    RESTRICTED_ANSWER,
    RESTRICTION,
    RESTRICTIONS,
    AppealBody,
    RestrictBody,
    RestrictionsQuery,
    ReviewBody,
)
from server.api.schemas import CodeQuery
from server.auth import now
from server.queries.people import Actor
from server.queries.restrictions import read_origin, read_restrictions

restrictions = Blueprint("restrictions", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(restrictions, "GET", "/restrictions", query=RestrictionsQuery, answers={200: RESTRICTIONS})
def get_restrictions(actor: Actor, query: RestrictionsQuery) -> dict[str, Any]:
    """Restrictions of the own territory, newest first"""
    running = {"true": True, "false": False, None: None}[query.running]
    return read_restrictions(actor, running, now())


@endpoint(restrictions, "GET", "/reports/<ticket>/origin", answers={200: ORIGIN})
def get_origin(ticket: str, actor: Actor) -> dict[str, Any]:
    """How much came lately with the same device, contact and address, before a head restricts one of them"""
    return read_origin(ticket, actor, now())


@endpoint(restrictions, "POST", "/restrictions", body=RestrictBody, answers={201: RESTRICTION}, headers=ONCE)
def post_restriction(actor: Actor, body: RestrictBody) -> tuple[dict[str, Any], int]:
    """Slow what comes from the same device, contact or address; with a reason and an end"""
    wanted = Wanted(body.ticket, body.on, body.days, body.reason.strip())
    return restrict(wanted, actor, idempotency_key(), now()), 201


@endpoint(restrictions, "POST", "/restrictions/<int:restriction_id>/end", answers={200: RESTRICTION}, headers=ONCE)
def post_restriction_end(restriction_id: int, actor: Actor) -> dict[str, Any]:
    """End it early"""
    return end_restriction(restriction_id, actor, idempotency_key(), now())


@endpoint(restrictions, "POST", "/restrictions/<int:restriction_id>/review", body=ReviewBody,
          answers={200: RESTRICTION}, headers=ONCE)
def post_restriction_review(restriction_id: int, actor: Actor, body: ReviewBody) -> dict[str, Any]:
    """Another head looks at it, once: lifted or upheld, with the reason"""
    return review_restriction(restriction_id, body.lifted, body.text.strip(), actor, idempotency_key(), now())


@endpoint(restrictions, "POST", "/reports/<ticket>/restriction-review", audience="all", query=CodeQuery,
          body=AppealBody, answers={200: RESTRICTED_ANSWER}, headers=ONCE)
def post_own_restriction_review(ticket: str, query: CodeQuery, body: AppealBody) -> dict[str, Any]:
    """Ask for the one review of a restriction"""
    return appeal_restriction(ticket, query_code(query), body.text.strip(), idempotency_key(), now())
