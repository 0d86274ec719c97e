"""基层负担 over HTTP: what the system asked of each town in a month, and what each figure is made of."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.api.burden_shapes import BURDEN, BURDEN_ITEMS, BurdenItemsQuery, BurdenQuery
from server.api.edge import endpoint
from server.auth import now
from server.queries.burden import read_burden
from server.queries.burden_items import read_burden_items
from server.queries.people import Actor

burden = Blueprint("burden", __name__, url_prefix="/api/v1")


@endpoint(burden, "GET", "/burden", query=BurdenQuery, answers={200: BURDEN})
def get_burden(actor: Actor, query: BurdenQuery) -> dict[str, Any]:
    """What the system asked of each town in a month, with the month before"""
    return read_burden(actor, query.month, query.division, now())


@endpoint(burden, "GET", "/burden/items", query=BurdenItemsQuery, answers={200: BURDEN_ITEMS})
def get_burden_items(actor: Actor, query: BurdenItemsQuery) -> dict[str, Any]:
    """What one figure of a town is made of"""
    return read_burden_items(actor, query.measure, query.town, query.month, now())
