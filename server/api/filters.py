"""Lists of cases that a person keeps under a name of their own."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from pydantic import ValidationError

from server.actions.filters import drop_filter, save_filter
from server.api.cases import to_filter
from server.api.edge import endpoint, idempotency_key
from server.api.filters_shapes import FILTER, FILTERS, FilterBody
from server.api.schemas import CasesQuery
from server.auth import now
from server.errors import invalid
from server.queries.filters import list_filters
from server.queries.people import Actor

filters = Blueprint("filters", __name__, url_prefix="/api/v1")
NOT_KEPT = {"limit", "cursor", "updated_after"}  # places in a list and moments are no filter


@endpoint(filters, "GET", "/filters", answers={200: FILTERS})
def get_filters(actor: Actor) -> dict[str, Any]:
    """The own saved filters, each with the address of its list"""
    return {"items": list_filters(actor)}


@endpoint(filters, "POST", "/filters", body=FilterBody, answers={201: FILTER},
          headers={"Idempotency-Key": "UUID of this filter"})
def post_filter(actor: Actor, body: FilterBody) -> tuple[dict[str, Any], int]:
    """Keep a filter; the name of one that is there already takes its place"""
    _check(body.query, actor)
    return save_filter(body.name.strip(), body.query, actor, idempotency_key(), now()), 201


@endpoint(filters, "DELETE", "/filters/<int:filter_id>", answers={204: None})
def delete_filter(filter_id: int, actor: Actor) -> tuple[None, int]:
    """Drop an own filter"""
    drop_filter(filter_id, actor)
    return None, 204


def _check(query: dict[str, str], actor: Actor) -> None:
    """Raises validation for what GET /cases would refuse."""
    if NOT_KEPT & query.keys():
        raise invalid("query", "翻页和时刻不能存为筛选条件")
    try:
        parsed = CasesQuery.model_validate(query)
    except ValidationError as error:
        name = str(error.errors(include_url=False)[0]["loc"][0]) if error.errors()[0]["loc"] else ""
        raise invalid("query", f"筛选条件 {name} 不对") from error
    to_filter(parsed, actor)
