"""The process's connections: database engine, sockets, caches. A leaf: imports nothing of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import shapely
from flask_socketio import SocketIO
from geoalchemy2 import Geometry
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")

socketio = SocketIO()

# SQLite has one writer. All writers of the process queue here, in memory, before BEGIN IMMEDIATE:
# waiting inside SQLite's busy handler would stop every greenlet of the process.
sqlite_writers = threading.Lock()


@compiles(Geometry, "sqlite")  # type: ignore[untyped-decorator]
def _geometry_on_sqlite(_type: Geometry, _compiler: Any, **_kw: Any) -> str:
    """Plain SQLite stores geometry as EWKB in a column of its own type name; no SpatiaLite."""
    return "GEOMETRY"


def _ewkt_to_ewkb(text: str | None) -> bytes | None:
    if text is None:
        return None
    srid, _, wkt = text.rpartition(";")
    shape = shapely.from_wkt(wkt)
    if srid:
        shape = shapely.set_srid(shape, int(srid.removeprefix("SRID=")))
    return bytes(shapely.to_wkb(shape, include_srid=True))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event below says BEGIN, not the driver
    connection.create_function("GeomFromEWKT", 1, _ewkt_to_ewkb, deterministic=True)
    connection.create_function("AsEWKB", 1, lambda blob: blob, deterministic=True)
    # What GeoAlchemy2 calls around CREATE/DROP TABLE on SQLite; without SpatiaLite there is nothing to do.
    for name, arguments in (("RecoverGeometryColumn", 5), ("CreateSpatialIndex", 2),
                            ("DisableSpatialIndex", 2), ("DiscardGeometryColumn", 2)):
        connection.create_function(name, arguments, lambda *_a: 1)
    connection.create_function("CheckSpatialIndex", 2, lambda *_a: None)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA recursive_triggers=ON")  # else INSERT OR REPLACE passes by the DELETE trigger
    cursor.execute("PRAGMA busy_timeout=15000")  # for writers in other processes
    cursor.execute(
        "CREATE TEMP VIEW IF NOT EXISTS geometry_columns AS SELECT '' AS f_table_name, '' AS f_geometry_column,"
        " 0 AS geometry_type, 2 AS coord_dimension, 4326 AS srid, 0 AS spatial_index_enabled WHERE 0")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.connection.dbapi_connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")


def _prepare_postgres(connection: Any, _record: Any) -> None:
    """Statements are parsed once per connection, unless a pooler stands in between: PgBouncer in transaction mode
    loses prepared statements, and is known by naming another process than the one that answers."""
    connection.autocommit = True
    answering = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
    connection.autocommit = False
    connection.prepare_threshold = 5 if answering == connection.info.backend_pid else None
    connection.prepared_max = 400


def make_engine(url: str, pool_size: int) -> Engine:
    """Engine for either database; SQLite gets the recipe that makes it behave like the other."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 15, "check_same_thread": False, "cached_statements": 400},
                               pool_size=pool_size, max_overflow=20)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    # jit hurts short queries. One plan for all values walks a million rows where a day or a corner of the map is rare.
    options = "-c jit=off -c timezone=UTC -c plan_cache_mode=force_custom_plan"
    engine = create_engine(url, pool_size=pool_size, max_overflow=20, pool_pre_ping=False,
                           connect_args={"prepare_threshold": None, "options": options})
    event.listen(engine, "connect", _prepare_postgres)
    return engine


class Database:
    """Engine and session factories of the process; `configure` is called once by `create_app`."""

    def __init__(self) -> None:
        self.engine: Engine | None = None
        self.settings: Any = None
        self._caches: dict[str, Any] = {}
        self._read: sessionmaker[Session] | None = None
        self._write: sessionmaker[Session] | None = None

    def configure(self, settings: Any) -> None:
        """Connect to the database of `settings` (config.settings.Settings) and forget the caches."""
        if self.engine is not None:
            self.engine.dispose()
        self.settings = settings
        self.engine = make_engine(settings.url, settings.pool_size)
        self._caches = {}
        self._read = sessionmaker(self._reader(), expire_on_commit=False)
        self._write = sessionmaker(self.engine.execution_options(write=True), expire_on_commit=False)

    def _reader(self) -> Engine:
        """The engine for reads. PostgreSQL shows each statement what is committed then, with BEGIN and ROLLBACK around
        them or without, and those cost two turns to the server; SQLite gives a snapshot for as long as it reads."""
        assert self.engine is not None
        return self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def is_sqlite(self) -> bool:
        return self.engine is not None and self.engine.dialect.name == "sqlite"

    def reading(self) -> Session:
        """A session for reads; use as a context manager."""
        assert self._read is not None, "create_app has not run"
        return self._read()

    def writing(self) -> Session:
        """A session for server.transaction only."""
        assert self._write is not None, "create_app has not run"
        return self._write()

    def cached(self, key: str, load: Callable[[], T]) -> T:
        """Value of `load`, kept until `configure` or `forget`: for the city and the catalogue."""
        if key not in self._caches:
            self._caches[key] = load()
        return self._caches[key]  # type: ignore[no-any-return]

    def forget(self, key: str) -> None:
        """Drop a cached value after its rows changed."""
        self._caches.pop(key, None)


db = Database()
