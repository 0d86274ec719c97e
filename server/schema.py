"""Bring the database to the newest schema, and refuse to serve without the ledger's guards."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from server.extensions import db
from server.models.guards import POSTGRES_FREEZE_FUNCTIONS, POSTGRES_FREEZES, SQLITE_FREEZES
from server.models.ledger import POSTGRES_GUARD_FUNCTION, POSTGRES_GUARDS, SQLITE_GUARDS


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without an ini file; `connection` is the one that migrations run on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def create_guards(connection: Connection) -> None:
    """(Re-)create the triggers that keep the ledger append-only and frozen assessments as they are."""
    if connection.dialect.name == "sqlite":
        for name, ddl in {**SQLITE_GUARDS, **SQLITE_FREEZES}.items():
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            connection.execute(text(ddl))
        return
    connection.execute(text(POSTGRES_GUARD_FUNCTION))
    for name, ddl in POSTGRES_GUARDS.items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON events"))
        connection.execute(text(ddl))
    for ddl in POSTGRES_FREEZE_FUNCTIONS:
        connection.execute(text(ddl))
    for name, (table, moment, function) in POSTGRES_FREEZES.items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
        connection.execute(text(f"CREATE TRIGGER {name} BEFORE {moment} ON {table}"
                                f" FOR EACH ROW EXECUTE FUNCTION {function}()"))


def missing_guards(connection: Connection) -> list[str]:
    """Names of the triggers of ledger and frozen assessments that the database does not have."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        wanted = {*SQLITE_GUARDS, *SQLITE_FREEZES}
    else:
        found = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"))
        wanted = {*POSTGRES_GUARDS, *POSTGRES_FREEZES}
    return sorted(wanted - set(found.scalars()))


def migrate() -> None:
    """Run the migrations on the configured database in one transaction; ends with a foreign key check."""
    assert db.engine is not None
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Outside a transaction: with it on, rebuilding a parent table empties its children.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                command.upgrade(alembic_config(connection), "head")
                create_guards(connection)
                if connection.dialect.name == "sqlite":
                    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
                    if broken:
                        raise RuntimeError(f"migration left {len(broken)} broken foreign keys")
        finally:
            if connection.dialect.name == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
