"""Alembic environment: one set of migrations for both engines (docs/decisions/0001)."""

from __future__ import annotations

from typing import Any

from alembic import context
from geoalchemy2 import Geometry
from sqlalchemy import Connection

from server.models import Model

SPATIAL_TABLES = {"geometry_columns", "spatial_ref_sys"}


def include_object(item: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """Leave out what PostGIS, GeoAlchemy2 and FTS5 make themselves, and the index of the search (one per engine)."""
    if str(name).startswith("search_index"):
        return False
    return not (kind == "table" and name in SPATIAL_TABLES) and not (kind == "index" and str(name).startswith("idx_"))


def compare_type(_context: Any, _inspected: Any, _metadata: Any, _found: Any, metadata_type: Any) -> bool | None:
    """SQLite knows geometry columns by name only: nothing to compare."""
    return False if isinstance(metadata_type, Geometry) else None


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Model.metadata, include_object=include_object,
                      compare_type=compare_type, render_as_batch=connection.dialect.name == "sqlite",
                      transaction_per_migration=False)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
