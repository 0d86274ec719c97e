"""The reminder ladder: read by everybody of staff, edited as a whole by administrators."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.ladder import replace_ladder
from server.api.edge import endpoint, idempotency_key
from server.api.ladder_shapes import LADDER, LadderBody
from server.auth import now
from server.queries.ladder_sheet import read_ladder_sheet
from server.queries.people import Actor

ladder_api = Blueprint("ladder", __name__, url_prefix="/api/v1")


@endpoint(ladder_api, "GET", "/ladder", answers={200: LADDER})
def get_ladder(actor: Actor) -> dict[str, Any]:
    """Who is reminded of what, and when: every rung of every stage"""
    return read_ladder_sheet(actor, now())


@endpoint(ladder_api, "POST", "/ladder", body=LadderBody, answers={200: LADDER},
          headers={"Idempotency-Key": "UUID of this change"})
def edit_ladder(actor: Actor, body: LadderBody) -> dict[str, Any]:
    """Put these rungs in the place of all others; the version must be the newest"""
    return replace_ladder([row.rung() for row in body.rungs], body.version, actor, idempotency_key(), now())
