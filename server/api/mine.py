"""One's own work over HTTP: what I reported and what became of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint

from server.api.edge import endpoint
from server.api.mine_shapes import OWN_REPORTS, OwnReportsQuery
from server.auth import now
from server.queries.own_reports import read_own_reports
from server.queries.people import Actor

mine = Blueprint("mine", __name__, url_prefix="/api/v1")


@endpoint(mine, "GET", "/me/reports", query=OwnReportsQuery, answers={200: OWN_REPORTS})
def list_own_reports(actor: Actor, query: OwnReportsQuery) -> dict[str, Any]:
    """What I reported myself, the newest first, with its state and, for suggestions, the answer"""
    found = read_own_reports(actor, now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": found["next"]}
    return {**found, "next": f"/api/v1/me/reports?{urlencode(given)}" if found["next"] else None}
