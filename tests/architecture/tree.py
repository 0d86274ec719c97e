"""The project's Python files as syntax trees: modules, what they import, what they define."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "gis", "workflows", "server")


@dataclass(frozen=True)
class Module:
    """One Python file: dotted name, path relative to the project, source and tree."""

    name: str
    path: str
    source: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """Dotted name that a relative import starts from."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Import:
    """One imported module: its dotted name, the line, and whether it stands at the top level of the file."""

    module: str
    line: int
    at_top: bool


def _read(path: Path) -> Module:
    relative = path.relative_to(ROOT)
    parts = relative.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    source = path.read_text("utf-8")
    return Module(name, relative.as_posix(), source, ast.parse(source, str(relative)))


@cache
def _modules_of(folder: str) -> tuple[Module, ...]:
    return tuple(_read(path) for path in sorted((ROOT / folder).rglob("*.py")))


def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below `folders` (default: the four rooms) that exists, in order of path."""
    return tuple(module for folder in folders or ROOMS for module in _modules_of(folder))


@cache
def page_files() -> tuple[Path, ...]:
    """The pages as people write them; what npm and the build put beside them is thousands of files, never walked."""
    tops = (path for path in sorted((ROOT / "dashboard").iterdir()) if path.name not in ("node_modules", "dist"))
    found = (path for top in tops for path in (sorted(top.rglob("*")) if top.is_dir() else (top,)))
    return tuple(path for path in found if path.is_file())


@cache
def our_names() -> frozenset[str]:
    """Dotted names of all modules and packages of the rooms, packages without `__init__.py` included."""
    names = {module.name for module in modules()}
    return frozenset(names | {name.rpartition(".")[0] for name in names if "." in name})


def _targets(module: Module, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    package = module.package.split(".")
    above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
    origin = ".".join(filter(None, (above, node.module)))
    for alias in node.names:
        full = f"{origin}.{alias.name}"
        yield full if full in our_names() else origin


def imports(module: Module) -> tuple[Import, ...]:
    """All imports of the file, those inside functions and `if` blocks included."""
    top = {id(node) for node in _top_level(module.tree)}
    return tuple(
        Import(target, node.lineno, id(node) in top)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in _targets(module, node)
    )


def _top_level(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        yield node
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from node.body


def functions(module: Module) -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function and method; decorators count, nested functions twice."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def docstrings(tree: ast.Module) -> frozenset[int]:
    """Identities of the constant nodes that are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    )
