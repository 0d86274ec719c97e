"""The tables behind the calls: how many rows there are, and what was really written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, TextClause, event, select, text

from server.extensions import db
from server.models import Event, Model


def row_counts(*but: str) -> dict[str, int]:
    """Rows of every table, but those named: what a refused request must leave as it was.

    Without sign-ins: whoever acts for the first time in this worker signs in on the way.
    """
    with db.reading() as session:
        return dict(session.execute(_counting(frozenset({"sign_ins", *but}))).mappings().one())


@cache
def _counting(left_out: frozenset[str]) -> TextClause:
    """All the tables in one statement: hundreds of tests ask twice, and there are a hundred tables."""
    names = sorted(table.name for table in Model.metadata.sorted_tables if table.name not in left_out)
    return text("SELECT " + ", ".join(f'(SELECT count(*) FROM "{name}") AS "{name}"' for name in names))


def all_text() -> dict[str, str]:
    """Everything written in each table, as one text per table."""
    with db.reading() as session:
        return {table.name: "\n".join(
            str(tuple(row)) for row in session.execute(select(*[column for column in table.columns
                                                                if column.name != "geom"])))
                for table in Model.metadata.sorted_tables}


def ledger() -> list[Event]:
    """All events in the order of their numbers."""
    with db.reading() as session:
        return list(session.scalars(select(Event).order_by(Event.seq)))


def run_sql(statement: str, **values: Any) -> None:
    """One statement as the owner of the database, committed."""
    assert db.engine is not None
    with db.engine.begin() as connection:
        connection.execute(text(statement), values)


def total_from_anything() -> None:
    """The scheme in force gives a total however little of the card could be counted."""
    run_sql("UPDATE assessment_schemes SET body = replace(body, :was, :now)",
            was='"least_weight":40', now='"least_weight":0')


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile; SQLite's BEGIN is one only because we write it."""
    assert db.engine is not None
    sent: list[str] = []

    def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
