"""House rules that a reader would otherwise have to watch: size, names, states, environment, settings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields

from config.settings import Settings
from tests.architecture.tree import ROOMS, ROOT, Module, docstrings, functions, imports, modules, page_files
from workflows.states import State

FILE_LINES = 300
FUNCTION_LINES = 50
# A migration is one script, read once from top to bottom and never edited again.
MIGRATIONS = "server/migrations/versions/"
SETTINGS = 40
VAGUE_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "services", "base"}
)

# path → why this file may be longer than 300 lines.
LONG_FILES: dict[str, str] = {}
# (path, function) → why it may be longer than 50 lines.
LONG_FUNCTIONS = {
    ("server/cli.py", "register_commands"): "the list of commands, each a short function of its own",
}
# path → words in it that are also states but mean something else, and what they mean.
STATE_WORDS = {
    "server/actions/cases.py": ("dispatched handled closed", "first part of the columns *_at and *_on"),
    "server/queries/case_detail.py": (
        "reported registered dispatched handled evaluated closed merged",
        "keys of the answer, and the first part of the columns *_at",
    ),
    "server/migrations/versions/20261122_stage_clocks.py": ("checked", "a column: how many cases a re-timing has seen"),
    "server/models/search.py": (
        "reported dispatched handled closed",
        "what the counters count: cases by the day of these, the first part of the columns *_on",
    ),
    "server/queries/whistles.py": ("reported", "key of the answer: when and by whom a called unit told its result"),
    "server/queries/figures.py": (
        "reported closed",
        "keys of the answer: two curves and two counts of the day",
    ),
}
# path → why it may touch the process environment.
ENVIRONMENT_READERS = {
    "config/settings.py": "the one reader",
    "server/start_processes.py": "hands the environment on to the processes it starts, reads nothing from it",
}


def _written_by_hand() -> Iterator[Module]:
    return (module for module in modules(*ROOMS, "tests") if not module.path.startswith(MIGRATIONS))


def _sources() -> Iterator[tuple[str, int]]:
    """Path and length of every source file that people write and read."""
    for module in _written_by_hand():
        yield module.path, module.source.count("\n")
    for path in page_files():
        if path.suffix in (".ts", ".vue"):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8").count("\n")


def test_files_stay_short() -> None:
    assert not [
        f"{path}: {lines}" for path, lines in _sources() if lines > FILE_LINES and path not in LONG_FILES
    ]


def test_functions_stay_short() -> None:
    assert not [
        f"{module.path}: {name} has {lines} lines"
        for module in _written_by_hand()
        for name, lines in functions(module)
        if lines > FUNCTION_LINES and (module.path, name) not in LONG_FUNCTIONS
    ]


def test_exceptions_are_still_needed() -> None:
    lengths = dict(_sources())
    assert not [path for path in LONG_FILES if lengths.get(path, 0) <= FILE_LINES]
    long = {
        (module.path, name)
        for module in _written_by_hand()
        for name, lines in functions(module)
        if lines > FUNCTION_LINES
    }
    assert not set(LONG_FUNCTIONS) - long
    used = {(path, word) for path, _line, word in _state_words()}
    assert not {(path, word) for path, (words, _why) in STATE_WORDS.items() for word in words.split()} - used


def test_names_say_what_is_inside() -> None:
    paths = [module.path for module in modules(*ROOMS, "tests")] + [path for path, _lines in _sources()]
    vague = {path for path in paths for part in path.split("/") if part.split(".")[0] in VAGUE_NAMES}
    assert not vague


def _state_words() -> Iterator[tuple[str, int, str]]:
    states = {state.value for state in State}
    for module in modules("server"):
        words = docstrings(module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and node.value in states and id(node) not in words:
                yield module.path, node.lineno, str(node.value)


def test_the_names_of_states_stand_in_the_flow_only() -> None:
    assert not [
        f"{path}:{line} {word!r}: use workflows.states.State"
        for path, line, word in _state_words()
        if word not in STATE_WORDS.get(path, ("", ""))[0].split()
    ]


def _touches_environment(module: Module) -> bool:
    doors = {"environ", "environb", "getenv"}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in doors and ast.unparse(node.value) == "os":
            return True
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and doors & {row.name for row in node.names}
        ):
            return True
    return False


def test_only_the_settings_read_the_environment() -> None:
    touching = {module.path for module in modules() if _touches_environment(module)}
    assert touching <= set(ENVIRONMENT_READERS)


def test_there_are_few_settings_and_each_says_what_it_is_for() -> None:
    rows = fields(Settings)
    assert len(rows) <= SETTINGS
    assert not [row.name for row in rows if len(row.metadata.get("help", "")) < 10]


def test_the_clock_is_read_at_the_edge_only() -> None:
    calls = ("now", "utcnow", "today", "monotonic", "time")
    found = [
        f"{module.path}:{node.lineno} {node.func.attr}()"
        for module in modules("gis", "workflows")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time")
        and node.func.attr in calls
    ]
    assert not found


def test_rules_open_no_file_and_no_socket() -> None:
    doors = {"os", "pathlib", "socket", "subprocess", "urllib", "http", "sqlite3", "threading"}
    assert not [
        f"{module.path}: {item.module}"
        for module in modules("workflows")
        for item in imports(module)
        if item.module.split(".")[0] in doors
    ]
