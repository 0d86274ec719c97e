"""Patrols over HTTP: what comes next, rounds, visits. Next: server/actions/visits.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.patrols import begin_patrol, finish_patrol
from server.actions.visits import make_visit
from server.api.edge import endpoint, idempotency_key
from server.api.patrols_shapes import (
    NEXT,
    PATROL,
    VISIT,
    VISITS,
    NextQuery,
    PatrolBody,
    VisitBody,
    VisitsQuery,
)
from server.api.reports import is_simulated
from server.auth import now
from server.queries.patrols import read_next
from server.queries.people import Actor
from server.queries.visits import VisitFilter, read_visits

patrols = Blueprint("patrols", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this visit"}


@endpoint(patrols, "GET", "/patrols/next", query=NextQuery, answers={200: NEXT})
def get_next(actor: Actor, query: NextQuery) -> dict[str, Any]:
    """The sources of the own territory, what to look at next on top and why"""
    return read_next(actor, query.division, query.point(), now())


@endpoint(patrols, "POST", "/patrols", body=PatrolBody, answers={201: PATROL}, headers=KEY)
def post_patrol(actor: Actor, body: PatrolBody) -> tuple[dict[str, Any], int]:
    """Begin a round through a grid; it keeps no times and no trail"""
    return begin_patrol(body.division, actor, idempotency_key(), now()), 201


@endpoint(patrols, "POST", "/patrols/<int:patrol_id>/visits", body=VisitBody, answers={201: VISIT}, headers=KEY)
def post_visit_of(patrol_id: int, actor: Actor, body: VisitBody) -> tuple[dict[str, Any], int]:
    """Keep a visit of a round"""
    return make_visit(body.given(), patrol_id, actor, idempotency_key(), now()), 201


@endpoint(patrols, "POST", "/patrols/<int:patrol_id>/finish", answers={200: PATROL}, headers=KEY)
def post_finish(patrol_id: int, actor: Actor) -> dict[str, Any]:
    """End a round"""
    return finish_patrol(patrol_id, actor, idempotency_key(), now())


@endpoint(patrols, "POST", "/visits", body=VisitBody, multipart="visit", answers={201: VISIT}, headers=KEY)
def post_visit(actor: Actor, body: VisitBody) -> tuple[dict[str, Any], int]:
    """Keep a visit: seen and in order, a talk, or a finding that was reported"""
    return make_visit(body.given(), None, actor, idempotency_key(), now(), simulated=is_simulated()), 201


@endpoint(patrols, "GET", "/visits", query=VisitsQuery, answers={200: VISITS})
def list_visits(actor: Actor, query: VisitsQuery) -> dict[str, Any]:
    """Visits in the own territory and the own ones, the newest first"""
    wanted = VisitFilter(query.division, query.source, query.kind, query.first_advice == "true",
                         query.mine == "true", query.first, query.last)
    return read_visits(actor, wanted, now(), query.limit, query.cursor)
