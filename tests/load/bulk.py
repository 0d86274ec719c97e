"""Many rows into PostgreSQL at once: COPY as the models describe the tables, their indexes built afterwards."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
from sqlalchemy import Table

CHUNK = 1 << 18  # characters that are sent together


class Stream:
    """One table's COPY. Columns that are not named take their default: the server's, null, or the model's own value,
    so that a column which somebody adds needs no word here unless it must be given."""

    def __init__(self, copy: psycopg.Copy, rest: str) -> None:
        self.rows = 0
        self._copy, self._rest = copy, rest
        self._lines: list[str] = []
        self._size = 0

    def add(self, values: Sequence[Any]) -> None:
        """One row, its values in the order of the columns."""
        line = "\t".join(map(as_text, values)) + self._rest
        self._lines.append(line)
        self.rows += 1
        self._size += len(line)
        if self._size > CHUNK:
            self.send()

    def send(self) -> None:
        """What has been gathered so far."""
        self._copy.write("".join(self._lines))
        self._lines.clear()
        self._size = 0


def as_text(value: Any) -> str:
    """A value in COPY's text format."""
    return _AS_TEXT.get(type(value), str)(value)


def _escaped(text: str) -> str:
    if "\\" in text or "\n" in text or "\t" in text:
        return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n")
    return text


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    str: _escaped, type(None): lambda _: r"\N", bool: lambda value: "t" if value else "f"}


def point(lon: float, lat: float) -> str:
    """EWKB of a point in EPSG:4326, as PostGIS takes it from text."""
    return (b"\x01" + struct.pack("<IIdd", 0x20000001, 4326, lon, lat)).hex()


@contextmanager
def copying(address: str, tables: Mapping[Table, Sequence[str]]) -> Iterator[dict[str, Stream]]:
    """A stream for each table, in connections of their own; committed together at the end of the block."""
    with ExitStack() as stack:
        streams = {}
        for table, columns in tables.items():
            connection = stack.enter_context(psycopg.connect(address))
            more = own_defaults(table, columns)
            listed = ", ".join(f'"{name}"' for name in [*columns, *more])
            copy = stack.enter_context(connection.cursor().copy(
                f"COPY {table.name} ({listed}) FROM STDIN"))  # type: ignore[arg-type]
            rest = "".join(f"\t{as_text(value)}" for value in more.values()) + "\n"
            streams[table.name] = Stream(copy, rest)
        yield streams
        for stream in streams.values():
            stream.send()


def own_defaults(table: Table, given: Sequence[str]) -> dict[str, Any]:
    """Columns that must not be null and that only the model has a value for. KeyError for one without any."""
    found = {}
    for column in table.columns:
        named = column.name in given or column.nullable or column.server_default is not None
        if named or column is table.autoincrement_column:
            continue
        if column.default is None or not column.default.is_scalar:
            raise KeyError(f"{table.name}.{column.name} must be given")
        found[column.name] = column.default.arg
    return found


@contextmanager
def without_indexes(address: str, tables: Sequence[Table]) -> Iterator[None]:
    """Foreign keys, unique constraints and indexes of these tables are away for the block and come back after it."""
    names = [table.name for table in tables]
    with psycopg.connect(address, autocommit=True) as connection:
        constraints = connection.execute(_CONSTRAINTS, (names,)).fetchall()
        for table, name, _definition, _kind in constraints:
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')  # type: ignore[arg-type]
        indexes = connection.execute(_INDEXES, (names,)).fetchall()
        for name, _definition in indexes:
            connection.execute(f'DROP INDEX "{name}"')  # type: ignore[arg-type]
    yield
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        for _name, definition in indexes:
            connection.execute(definition)
        for table, name, definition, _kind in constraints:
            connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')  # type: ignore[arg-type]


_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text FROM pg_constraint
    WHERE contype IN ('f', 'u') AND conrelid::regclass::text = ANY(%s) ORDER BY contype DESC"""
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)
    AND indexname NOT IN (SELECT conname FROM pg_constraint)"""


def after_copy(address: str, tables: Sequence[Table]) -> None:
    """Numbers go on behind the rows that came with theirs; the planner learns what there is."""
    with psycopg.connect(address, autocommit=True) as connection:
        for table in tables:
            column = table.autoincrement_column
            if column is not None:
                connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'),"  # type: ignore[arg-type]
                    f" (SELECT max({column.name}) FROM {table.name}))")
        connection.execute("VACUUM ANALYZE")
