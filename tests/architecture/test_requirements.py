"""Requirements are few, pinned and each says why it is there."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import ROOT

LINE = re.compile(r"[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[0-9][0-9a-z.]*(; [^#]+)? +# .{4,}")


def _lines(name: str) -> list[str]:
    rows = (ROOT / name).read_text("utf-8").splitlines()
    return [row for row in rows if row.strip() and not row.startswith("#")]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned_and_says_why(name: str) -> None:
    assert _lines(name)
    assert not [row for row in _lines(name) if not LINE.fullmatch(row)]


def test_gevent_websocket_is_not_required() -> None:
    assert not [row for row in _lines("requirements.txt") if row.lower().startswith("gevent-websocket")]
