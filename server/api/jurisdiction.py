"""Where a case belongs and who answers for it: parties, premises, borders, sources, precedents, and steps in bulk."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.borders import Seen, rule_border, set_source
from server.actions.bulk import BulkStep, take_steps
from server.actions.parties import add_party, remove_party, set_premises
from server.api.answers import CASE
from server.api.edge import endpoint, expected_version, idempotency_key
from server.api.routing_shapes import (
    BULK,
    PARTIES,
    RULINGS,
    BorderBody,
    BulkBody,
    PartyBody,
    PremisesBody,
    RulingsQuery,
    SourceBody,
)
from server.auth import now
from server.queries.parties import read_parties
from server.queries.people import Actor
from server.queries.rulings import read_rulings
from workflows.states import Action

jurisdiction = Blueprint("jurisdiction", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this change"}
SEEN = {"If-Match": '"<version>" of the case as it was read', **ONCE}


@endpoint(jurisdiction, "GET", "/rulings", query=RulingsQuery, answers={200: RULINGS})
def list_rulings(actor: Actor, query: RulingsQuery) -> dict[str, Any]:
    """Rulings as precedents, by words and category; with `like` those first that are like that case"""
    return read_rulings(actor, query.q, query.category, query.like, now(), query.limit, query.cursor)


@endpoint(jurisdiction, "GET", "/cases/<int:case_id>/parties", answers={200: PARTIES})
def get_parties(case_id: int, actor: Actor) -> dict[str, Any]:
    """The four parties of a case: ground, trade, enterprise, person"""
    return read_parties(case_id, actor, now())


@endpoint(jurisdiction, "POST", "/cases/<int:case_id>/parties", body=PartyBody, answers={201: PARTIES}, headers=ONCE)
def post_party(case_id: int, actor: Actor, body: PartyBody) -> tuple[dict[str, Any], int]:
    """Name an enterprise or a person that answers for the case"""
    return add_party(case_id, body.party, body.name, actor, idempotency_key(), now()), 201


@endpoint(jurisdiction, "DELETE", "/cases/<int:case_id>/parties/<int:party_id>", answers={200: PARTIES}, headers=ONCE)
def delete_party(case_id: int, party_id: int, actor: Actor) -> dict[str, Any]:
    """Take back a party that was named wrongly"""
    return remove_party(case_id, party_id, actor, idempotency_key(), now())


@endpoint(jurisdiction, "POST", "/cases/<int:case_id>/premises", body=PremisesBody, answers={200: PARTIES},
          headers=ONCE)
def post_premises(case_id: int, actor: Actor, body: PremisesBody) -> dict[str, Any]:
    """Say what kind of premises it is; the routing is asked anew"""
    return set_premises(case_id, body.premises, actor, idempotency_key(), now())


@endpoint(jurisdiction, "POST", "/cases/<int:case_id>/border", body=BorderBody, answers={200: CASE}, headers=SEEN)
def post_border(case_id: int, actor: Actor, body: BorderBody) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Rule which of the two towns at a border has the case"""
    case = rule_border(case_id, body.town, Seen(expected_version(), idempotency_key()), actor, now())
    return case, 200, {"ETag": f'"{case["version"]}"'}


@endpoint(jurisdiction, "POST", "/cases/<int:case_id>/source", body=SourceBody, answers={200: CASE}, headers=SEEN)
def post_source(case_id: int, actor: Actor, body: SourceBody) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Say where the matter comes from, when that is elsewhere"""
    seen = Seen(expected_version(), idempotency_key())
    case = set_source(case_id, body.lon, body.lat, body.datum, seen, actor, now())
    return case, 200, {"ETag": f'"{case["version"]}"'}


@endpoint(jurisdiction, "POST", "/cases/bulk", body=BulkBody, answers={200: BULK}, headers=ONCE)
def post_bulk(actor: Actor, body: BulkBody) -> dict[str, Any]:
    """Take one step on many cases; answers what became of each"""
    items = [(item.id, item.version) for item in body.items]
    return take_steps(BulkStep(Action(body.action), items, body.fields, idempotency_key()), actor, now())
