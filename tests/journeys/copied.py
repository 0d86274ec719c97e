"""The same installation on the other engine: every row of a SQLite database copied into a migrated PostgreSQL one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from sqlalchemy import insert, select, text

from config.settings import Settings
from server import cli
from server.extensions import make_engine
from server.models.registry import Model

BATCH = 2_000


@contextmanager
def on_postgresql(written: Settings) -> Iterator[Settings]:
    """A database of its own with the rows of the installation; gone afterwards."""
    server, name = os.environ["GRID_TEST_POSTGRES"], f"gridwhistle_quarter_{uuid.uuid4().hex[:12]}"
    settings = replace(written, database_url=f"{server.rpartition('/')[0]}/{name}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            with psycopg.connect(settings.database_url, autocommit=True) as made:
                made.execute("CREATE EXTENSION postgis")
            cli.migrate(settings)
            copy_rows(written.data_dir / "gridwhistle.db", settings.url)
            yield settings
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy_rows(database: Path, url: str) -> None:
    """What the tables of the new database hold gives way to the rows of the old one; its sequences go on after them."""
    tables = Model.metadata.sorted_tables
    source, target = make_engine(f"sqlite:///{database}", 1), make_engine(url, 1)
    with source.connect() as old, target.begin() as new:
        new.execute(text("SET session_replication_role = replica"))  # rows come before the rows that they name
        new.execute(text(f"TRUNCATE {', '.join(table.name for table in tables)}"))
        for table in tables:
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            for at in range(0, len(rows), BATCH):
                new.execute(insert(table), rows[at:at + BATCH])
            if "id" in table.c and rows and isinstance(rows[0]["id"], int):
                new.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), :newest) "
                                 f"WHERE pg_get_serial_sequence('{table.name}', 'id') IS NOT NULL"),
                            {"newest": max(row["id"] for row in rows)})
    source.dispose()
    target.dispose()
