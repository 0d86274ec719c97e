"""What a phone loads before it can report: at most 150 KB of compressed script."""

from __future__ import annotations

import gzip
import re

from tests.architecture.tree import ROOT

LIMIT = 150_000
DIST = ROOT / "dashboard" / "dist"
SCRIPTS = re.compile(r'(?:src|href)="(/assets/[^"]+\.js)"')


def first_load(page: str) -> dict[str, int]:
    """Compressed bytes of every script that `page` loads at once, by path."""
    named = sorted(set(SCRIPTS.findall((DIST / f"{page}.html").read_text("utf-8"))))
    return {path: len(gzip.compress((DIST / path.lstrip("/")).read_bytes())) for path in named}


def test_report_loads_little() -> None:
    loaded = first_load("report")
    assert loaded
    assert sum(loaded.values()) <= LIMIT, loaded


def test_the_map_comes_later() -> None:
    assert not [path for path in first_load("report") if "maplibre" in path or "MapView" in path]
