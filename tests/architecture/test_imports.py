"""Who may import whom: one table. A file that belongs to no row, or an arrow outside it, fails here."""

from __future__ import annotations

import sys

import pytest

from tests.architecture.tree import Module, imports, modules, our_names

# Room → rooms it may import besides itself; `server.media` also stands for `server.media_checks` and such.
# `server.errors` is a leaf open to all of the server, and so are the types of `config`, which holds values.
MAY_IMPORT: dict[str, frozenset[str]] = {
    room: frozenset(allowed.split())
    for room, allowed in {
        "config": "",
        "gis": "",
        "workflows": "",
        "server.errors": "",
        "server.extensions": "",
        "server.media": "",
        "server.models": "server.extensions workflows",
        "server.migrations": "server.extensions server.models server.schema",
        "server.schema": "server.extensions server.models",
        "server.queries": "server.models server.extensions gis workflows",
        "server.realtime": "server.extensions",
        "server.transaction": "server.realtime server.extensions",
        # realtime for the type of an announcement, extensions for what the process keeps in memory
        "server.actions": "server.models server.queries server.transaction server.media gis workflows"
        " server.realtime server.extensions",
        # opening and ending a session are writes like any other
        "server.auth": "server.actions server.models server.queries workflows server.extensions",
        # realtime for the sockets: joining rooms is parsed and authorised like any request
        "server.api": "server.actions server.queries server.auth server.realtime workflows",
        "server.jobs": "server.actions server.queries gis",
        "server.cli": "server.actions server.queries server.jobs server.schema server.extensions gis workflows",
        "server.simulation": "server.actions server.queries gis workflows",
        "server.start": "server.cli",
        "server.app": "*",
        "server.wsgi": "server.app",
    }.items()
}
EVERYWHERE = frozenset({"server", "server.errors", "config"})
OWN_GROUND = frozenset({"config", "gis", "workflows", "server.errors", "server.extensions", "server.media"})

# Room → packages from outside that it must never import.
NEVER: dict[str, frozenset[str]] = {
    "server.actions": frozenset({"flask", "flask_socketio", "werkzeug"}),
    "server.queries": frozenset({"flask", "flask_socketio", "werkzeug"}),
    "server.models": frozenset({"flask", "flask_socketio", "werkzeug"}),
    "server.media": frozenset({"flask", "flask_socketio", "sqlalchemy", "geoalchemy2"}),
    "server.api": frozenset({"sqlalchemy", "geoalchemy2", "psycopg", "sqlite3"}),
    "config": frozenset({"flask", "sqlalchemy", "shapely"}),
}
# Room → the only packages from outside that it may import.
ONLY: dict[str, frozenset[str]] = {"workflows": frozenset(), "gis": frozenset({"shapely", "numpy"})}


def room_of(name: str) -> str | None:
    """The longest row of the table that `name` belongs to; `server` itself for the package."""
    rooms = [room for room in MAY_IMPORT if name == room or name.startswith((f"{room}.", f"{room}_"))]
    return max(rooms, key=len) if rooms else ("server" if name == "server" else None)


def _is_ours(target: str) -> bool:
    return target.split(".")[0] in ("config", "gis", "workflows", "server")


def _forbidden(module: Module) -> list[str]:
    room = room_of(module.name)
    if room in (None, "server"):
        return []
    allowed = MAY_IMPORT[room] | {room} | (frozenset() if room in OWN_GROUND else EVERYWHERE)
    found = []
    for item in imports(module):
        target = room_of(item.module)
        if _is_ours(item.module) and "*" not in allowed and target not in allowed:
            found.append(f"{module.path}:{item.line} {room} may not import {item.module}")
    return found


def test_every_file_belongs_to_a_room() -> None:
    homeless = [module.path for module in modules() if room_of(module.name) is None]
    assert not homeless, f"no row of MAY_IMPORT for {homeless}"


def test_imports_follow_the_table() -> None:
    assert not [line for module in modules() for line in _forbidden(module)]


def test_rooms_keep_away_from_packages_that_are_not_theirs() -> None:
    found = []
    for module in modules():
        room = room_of(module.name) or ""
        for item in imports(module):
            package = item.module.split(".")[0]
            outside = not _is_ours(item.module) and package not in sys.stdlib_module_names
            if package in NEVER.get(room, ()) or (outside and room in ONLY and package not in ONLY[room]):
                found.append(f"{module.path}:{item.line} {room} may not import {item.module}")
    assert not found


def test_imports_stand_at_the_top() -> None:
    assert not [
        f"{module.path}:{item.line} {item.module}"
        for module in modules()
        for item in imports(module)
        if not item.at_top
    ]


def test_nothing_imports_in_a_circle() -> None:
    graph = {
        module.name: {item.module for item in imports(module) if item.module in our_names()} - {module.name}
        for module in modules()
    }
    assert _circle(graph) is None


def _circle(graph: dict[str, set[str]]) -> list[str] | None:
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str] | None:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return None
        done.add(name)
        rounds = (visit(target, [*path, name]) for target in sorted(graph.get(name, ())))
        return next((found for found in rounds if found), None)

    return next((found for name in sorted(graph) if (found := visit(name, []))), None)


@pytest.mark.parametrize(
    ("graph", "circle"),
    [({"a": {"b"}, "b": {"c"}, "c": set()}, None), ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c", "b"])],
)
def test_the_search_for_circles_finds_them(graph: dict[str, set[str]], circle: list[str] | None) -> None:
    assert _circle(graph) == circle
