"""Exchange with other systems: items come in, replies go out. Next: server/actions/item_import.py"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response

from server.actions.item_import import import_items
from server.api.edge import endpoint
from server.api.intake_shapes import ITEMS_TAKEN, RepliesQuery
from server.api.people_files import uploaded_file
from server.api.people_shapes import PEOPLE_FILE, ImportQuery
from server.auth import now
from server.errors import Problem
from server.queries.item_replies import replies_file, replies_name
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.sheet_files import FILE_TYPES

exchange = Blueprint("exchange", __name__, url_prefix="/api/v1")
USUAL_SPAN = timedelta(days=30)


@endpoint(exchange, "POST", "/intake/import", query=ImportQuery, multipart="file", answers={200: ITEMS_TAKEN})
def import_item_file(actor: Actor, query: ImportQuery) -> dict[str, Any]:
    """Take in items of 12345, supervision or inspections: a number that is known stays the same case"""
    data, name = uploaded_file()
    return import_items(data, name, query.dry_run, actor, now())


@endpoint(exchange, "GET", "/intake/replies.<kind>", query=RepliesQuery, answers={200: PEOPLE_FILE})
def get_replies(kind: str, actor: Actor, query: RepliesQuery) -> Response:
    """Replies to the items of the own territory in their form, as csv or xlsx"""
    if kind not in FILE_TYPES:
        raise Problem("not-found", "只有 csv 和 xlsx")
    last = query.last or city_day(now())
    first = query.first or last - USUAL_SPAN
    data = replies_file(actor, kind, query.source, first, last, now())
    return Response(data, content_type=FILE_TYPES[kind], headers=replies_name(first, last, kind))
