"""The web pages ask no other machine for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, page_files

SUFFIXES = frozenset({".ts", ".vue", ".html", ".css", ".scss", ".svg", ".json"})
NOT_SOURCES = frozenset({"tests", "test", "__tests__"})
ADDRESS = re.compile(r"""(?:https?|wss?):?//[^\s"'`<>)]+|["'(]//[a-z0-9.-]+\.[a-z]{2,}[^\s"'`<>)]*""")
# Names of XML vocabularies: never fetched.
VOCABULARIES = ("http://www.w3.org/", "https://www.w3.org/")
# (file, address) → why this address may stand there.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("dashboard/src/field/tasks/geo.ts", address): "the way there in the member's own map app, opened by the member"
    for address in ("https://uri.amap.com/navigation", "https://api.map.baidu.com/direction")
}


def _page_sources() -> Iterator[Path]:
    for path in page_files():
        parts = path.relative_to(ROOT).parts
        tool = path.name in ("package-lock.json", "tsconfig.json", "vite.config.ts") or ".test." in path.name
        if path.suffix in SUFFIXES and not NOT_SOURCES & set(parts) and not tool:
            yield path


def foreign_addresses(text: str) -> list[str]:
    """Addresses of other machines in `text`, those of XML vocabularies left out."""
    return [found for found in ADDRESS.findall(text) if not found.startswith(VOCABULARIES)]


def test_no_page_names_another_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in _page_sources()
        for address in foreign_addresses(path.read_text("utf-8"))
        if (path.relative_to(ROOT).as_posix(), address) not in EXCEPTIONS
    ]
    assert not found


def test_the_search_knows_an_address_when_it_sees_one() -> None:
    text = """<svg xmlns="http://www.w3.org/2000/svg"> // a note
    @import url(https://fonts.example/a.css); src="//cdn.example.com/x.js" new WebSocket('ws://host.example/s')"""
    assert foreign_addresses(text) == [
        "https://fonts.example/a.css",
        '"//cdn.example.com/x.js',
        "ws://host.example/s",
    ]
