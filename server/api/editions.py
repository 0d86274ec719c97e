"""Handbook, duty list and rewards in their editions, and the five fixes of every grid."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, Response, request

from server.api.edge import endpoint, maybe_staff, to_response
from server.api.editions_shapes import DUTY_LIST, HANDBOOK, HandbookQuery, TextQuery
from server.queries.handbook import read_duty_list, read_handbook

editions = Blueprint("editions", __name__, url_prefix="/api/v1")


def _kept(answer: dict[str, Any]) -> Response:
    """An answer that a phone keeps and asks for again with its ETag: whose it is depends on who asks."""
    response = to_response(answer)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20])
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


@endpoint(editions, "GET", "/handbook", audience="all", query=HandbookQuery, answers={200: HANDBOOK})
def get_handbook(query: HandbookQuery) -> Response:
    """The handbook of a district: the city's text with the district's additions, each entry with its source"""
    return _kept(read_handbook(query.division, query.category, query.version, maybe_staff()))


@endpoint(editions, "GET", "/duty-list", audience="all", query=TextQuery, answers={200: DUTY_LIST})
def get_duty_list(query: TextQuery) -> Response:
    """The duty list of a district: what may be asked of villages and members, and what must not"""
    return _kept(read_duty_list(query.division, query.version, maybe_staff()))
