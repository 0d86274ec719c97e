"""Saved filters of one person; nobody else reads them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from server.extensions import db
from server.models import SavedFilter
from server.queries.people import Actor


def list_filters(actor: Actor) -> list[dict[str, Any]]:
    """The person's filters in the order in which they were first kept."""
    with db.reading() as session:
        rows = session.scalars(select(SavedFilter).where(SavedFilter.person_id == actor.person_id)
                               .order_by(SavedFilter.id))
        return [filter_shape(row) for row in rows]


def filter_shape(row: SavedFilter) -> dict[str, Any]:
    """A filter with the address of its list."""
    query = json.loads(row.query)
    return {"id": row.id, "name": row.name, "query": query, "link": f"/api/v1/cases?{urlencode(query)}"}
