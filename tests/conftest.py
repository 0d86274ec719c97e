"""A whole installation for each test file, on both engines: the city and its people are built once and copied."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from argon2 import PasswordHasher

from config.settings import Settings
from gis.grid import Division, GridIndex
from server import cli, extensions
from server.actions import sessions
from server.app import create_app
from server.extensions import db
from server.queries import city
from tests.builders import World

pytest_plugins = ["tests.chromium"]
ENGINES = [pytest.param("sqlite", id="sqlite"),
           pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]
SECRET = "a secret for tests only, 32 bytes long"
TEMPLATE_DATABASE = "gridwhistle_template"
# A password costs 120 ms on purpose; hundreds of sign-ins in tests need not pay for that.
sessions._hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
sessions._nobody = sessions._hasher.hash("nobody")
_prepare_sqlite = extensions._prepare_sqlite


def _prepare_without_the_disk(connection: Any, record: Any) -> None:
    """No test in this process cuts the power: nobody waits until a commit has reached the disk."""
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


@lru_cache(maxsize=2)
def _index_of(divisions: tuple[Division, ...]) -> GridIndex:
    return GridIndex(divisions)


def _same_city(divisions: Iterable[Division]) -> GridIndex:
    """Every installation has the same city: its cells are painted once."""
    return _index_of(tuple(divisions))


extensions._prepare_sqlite = _prepare_without_the_disk
city.GridIndex = _same_city  # type: ignore[assignment,misc]


def settings_for(data: Path, url: str = "", **more: object) -> Settings:
    """Settings of a test installation: rates off, notices at once."""
    return Settings(**{"data_dir": data, "database_url": url, "secret_key": SECRET, "simulated": True,
                       "report_rate": "0", "login_rate": "0", "query_code_rate": "10/3600", **more})


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder shared by all workers of this run, where the templates lie."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _build(data: Path, url: str) -> None:
    data.mkdir()
    settings = settings_for(data, url)
    cli.migrate(settings)
    cli.seed(settings)
    if db.engine is not None:
        db.engine.dispose()


def _sqlite_template(templates: Path) -> Path:
    done = templates / "template-sqlite"
    with _alone(templates / "sqlite.lock"):
        if not done.exists():
            building = templates / f"building-{uuid.uuid4().hex}"
            _build(building, "")
            building.rename(done)
    return done


def _postgres_template(templates: Path, server: str, run: str) -> Path:
    done = templates / "template-postgresql"
    with _alone(templates / "postgresql.lock"):
        if not done.exists():
            name = f"{TEMPLATE_DATABASE}_{run}"
            _on_server(server, f'CREATE DATABASE "{name}"')
            with psycopg.connect(_database(server, name), autocommit=True) as connection:
                connection.execute("CREATE EXTENSION postgis")
            building = templates / f"building-{uuid.uuid4().hex}"
            _build(building, _database(server, name))
            building.rename(done)
    return done


def _on_server(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def _database(server: str, name: str) -> str:
    return f"{server.rpartition('/')[0]}/{name}"


@pytest.fixture(scope="module", params=ENGINES)
def installation(request: pytest.FixtureRequest, templates: Path, tmp_path_factory: pytest.TempPathFactory,
                 ) -> Iterator[Settings]:
    """Settings of a fresh, seeded installation of one engine; gone afterwards."""
    data = tmp_path_factory.mktemp("data", numbered=True)
    if request.param == "sqlite":
        shutil.copytree(_sqlite_template(templates), data, dirs_exist_ok=True)
        yield settings_for(data)
        return
    server = os.environ["GRID_TEST_POSTGRES"]
    run = uuid.uuid5(uuid.NAMESPACE_URL, str(templates)).hex[:10]
    template = _postgres_template(templates, server, run)
    shutil.copytree(template, data, dirs_exist_ok=True)
    name = f"gridwhistle_{uuid.uuid4().hex[:12]}"
    with _alone(templates / "copy.lock"):  # a template may have no other user while it is copied
        _on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE_DATABASE}_{run}" STRATEGY FILE_COPY')
    try:
        yield settings_for(data, _database(server, name))
    finally:
        if db.engine is not None:
            db.engine.dispose()
        _on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def world(installation: Settings) -> Iterator[World]:
    """The application of the installation with its people."""
    app = create_app(installation)
    passwords = json.loads((installation.data_dir / "demo-accounts.json").read_text(encoding="utf-8"))
    yield World(app, installation, passwords)
    if db.engine is not None:
        db.engine.dispose()
