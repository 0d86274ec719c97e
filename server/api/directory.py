"""Who is where over HTTP: the tree of divisions, the search, who is responsible for a place."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.api.directory_shapes import RESPONSIBLE, ResponsibleQuery
from server.api.edge import endpoint
from server.auth import now
from server.errors import invalid
from server.queries.catalogue import categories
from server.queries.people import Actor
from server.queries.place_posts import question_at
from server.queries.responsible import read_case_responsible, read_responsible

directory = Blueprint("directory", __name__, url_prefix="/api/v1")


@endpoint(directory, "GET", "/responsible", query=ResponsibleQuery, answers={200: RESPONSIBLE})
def get_responsible(actor: Actor, query: ResponsibleQuery) -> dict[str, Any]:
    """Who is responsible for a point, at a time, for a category, and who stands in"""
    at = now()
    if query.category is not None and query.category not in categories():
        raise invalid("category", "没有这个类别")
    asked = question_at(query.lon, query.lat, query.datum, query.at or at, query.category)
    return read_responsible(actor, asked, at)


@endpoint(directory, "GET", "/cases/<int:case_id>/responsible", answers={200: RESPONSIBLE})
def get_case_responsible(case_id: int, actor: Actor) -> dict[str, Any]:
    """Who is responsible now for the place and the category of a case"""
    return read_case_responsible(case_id, actor, now())
