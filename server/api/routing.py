"""Routing over HTTP: the ordered rules, the sandbox, and why one case goes where it goes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.routing_rules import GivenRule, add_rule, change_rule, order_rules, remove_rule
from server.api.edge import endpoint, idempotency_key
from server.api.routing_shapes import CHAIN, RULES, TRIED, OrderBody, RuleBody, TryBody
from server.auth import now
from server.queries.people import Actor
from server.queries.routing_sheet import Sample, read_case_routing, read_rules, try_rules

routing = Blueprint("routing", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this change"}


def _given(body: RuleBody) -> GivenRule:
    return GivenRule(body.name, body.active, body.when.model_dump(exclude_defaults=True),
                     body.target.model_dump(exclude_none=True), body.reason)


@endpoint(routing, "GET", "/routing/rules", answers={200: RULES})
def get_rules(actor: Actor) -> dict[str, Any]:
    """The routing rules in the order in which they are tried"""
    return read_rules(actor, now())


@endpoint(routing, "POST", "/routing/rules", body=RuleBody, answers={201: RULES}, headers=ONCE)
def post_rule(actor: Actor, body: RuleBody) -> tuple[dict[str, Any], int]:
    """Add a rule at the end"""
    return add_rule(_given(body), actor, idempotency_key(), now()), 201


@endpoint(routing, "POST", "/routing/rules/<int:rule_id>", body=RuleBody, answers={200: RULES}, headers=ONCE)
def post_rule_change(rule_id: int, actor: Actor, body: RuleBody) -> dict[str, Any]:
    """Change a rule, switch it on or off"""
    return change_rule(rule_id, _given(body), actor, idempotency_key(), now())


@endpoint(routing, "DELETE", "/routing/rules/<int:rule_id>", answers={200: RULES}, headers=ONCE)
def delete_rule(rule_id: int, actor: Actor) -> dict[str, Any]:
    """Take a rule away"""
    return remove_rule(rule_id, actor, idempotency_key(), now())


@endpoint(routing, "POST", "/routing/order", body=OrderBody, answers={200: RULES}, headers=ONCE)
def post_order(actor: Actor, body: OrderBody) -> dict[str, Any]:
    """The order in which the rules are tried"""
    return order_rules(body.ids, actor, idempotency_key(), now())


@endpoint(routing, "POST", "/routing/try", body=TryBody, answers={200: TRIED})
def post_try(actor: Actor, body: TryBody) -> dict[str, Any]:
    """Where a matter would go, with every rule that was asked and why it does not hold"""
    given = body.model_dump() | {"at": body.at or now()}
    return try_rules(Sample(**given))


@endpoint(routing, "GET", "/cases/<int:case_id>/routing", answers={200: CHAIN})
def get_case_routing(case_id: int, actor: Actor) -> dict[str, Any]:
    """Why this case goes where it goes: every rule that was asked"""
    return read_case_routing(case_id, actor, now())
