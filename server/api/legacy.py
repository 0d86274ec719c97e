"""历史遗留 over HTTP: the district lists a case as older than the grids' work, or ends that."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.legacy import end_legacy, list_legacy
from server.api.answers import CASE
from server.api.edge import endpoint, idempotency_key
from server.api.legacy_shapes import LegacyBody
from server.auth import now
from server.queries.people import Actor

legacy = Blueprint("legacy", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(legacy, "POST", "/cases/<int:case_id>/legacy", body=LegacyBody, answers={200: CASE}, headers=ONCE)
def post_legacy(case_id: int, actor: Actor, body: LegacyBody) -> dict[str, Any]:
    """List a case as an older problem: what falls due from now on is counted on a line of its own"""
    return list_legacy(case_id, body.reason.strip(), actor, idempotency_key(), now())


@endpoint(legacy, "POST", "/cases/<int:case_id>/legacy/end", body=LegacyBody, answers={200: CASE}, headers=ONCE)
def post_legacy_end(case_id: int, actor: Actor, body: LegacyBody) -> dict[str, Any]:
    """Take a case off the list of older problems"""
    return end_legacy(case_id, body.reason.strip(), actor, idempotency_key(), now())
