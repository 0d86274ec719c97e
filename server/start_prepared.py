"""Whether the embedded database was already prepared by exactly this code: then a start need not look again.

Standard library only. A note in the data folder names the code and the schema revision it left behind; both must still
be true, so an older copy of the database put back in place is prepared again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from config.settings import Settings
from server.start_setup import ROOT, fingerprint

ROOMS = ("config", "gis", "workflows", "server")
SUFFIXES = frozenset({".py", ".toml", ".geojson"})


def _code() -> str:
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*"))
    return fingerprint(path for path in files if path.suffix in SUFFIXES)


def _revision(database: Path) -> str:
    """Schema revision of the database file; empty when there is none to read."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return ""


def _note(settings: Settings) -> tuple[Path, str]:
    folder = settings.data_dir.absolute()
    revision = _revision(folder / "gridwhistle.db")
    return folder / "prepared", f"{_code()} {revision}\n" if revision else ""


def is_prepared(settings: Settings) -> bool:
    """True when nothing is to be migrated or written; never for a database server, which others may change."""
    if not settings.is_sqlite:
        return False
    path, wanted = _note(settings)
    return bool(wanted) and path.is_file() and path.read_text("ascii") == wanted


def remember_prepared(settings: Settings) -> None:
    """Note that this code has prepared the database."""
    if settings.is_sqlite:
        path, content = _note(settings)
        path.write_text(content, "ascii")
