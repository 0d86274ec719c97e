"""Insert one new row as a plain statement; its object then stands in the session as if it had been flushed.

A session's own flush sorts, collects and names every column of a wide table: with one row that costs more than the
insert itself.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Insert, insert, inspect
from sqlalchemy.orm import Session, make_transient_to_detached

from server.models.registry import Model


@cache
def _plan(kind: type[Model]) -> tuple[Insert, dict[str, Any]]:
    """The insert of a table, and what each attribute is when nothing is said of it. Columns are named like their
    attributes; what the database alone fills in is left out and read when somebody asks."""
    defaults = {}
    for name, attribute in inspect(kind).column_attrs.items():
        column = attribute.columns[0]
        if column.default is None and column.server_default is None:
            defaults[name] = None
        elif column.default is not None and column.default.is_scalar:
            defaults[name] = column.default.arg
    return insert(kind.__table__), defaults  # type: ignore[arg-type]


def insert_row(session: Session, row: Model) -> None:
    """Write the row now; what it does not say takes its default, and its key is known afterwards."""
    statement, defaults = _plan(type(row))
    given = {name: value for name, value in row.__dict__.items() if name != "_sa_instance_state" and value is not None}
    written = session.connection().execute(statement, given)
    keys = zip(inspect(type(row)).primary_key, written.inserted_primary_key, strict=True)
    # The attributes stand as they are stored: nothing has changed since, and nothing is to be read again.
    row.__dict__.update({name: default for name, default in defaults.items() if row.__dict__.get(name) is None})
    row.__dict__.update({column.name: value for column, value in keys})
    make_transient_to_detached(row)
    session.add(row)
