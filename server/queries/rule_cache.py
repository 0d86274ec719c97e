"""Rules that people edit, kept in memory: read again when their version has changed, asked for every few seconds.

Whoever changes a set calls `server.actions.rule_sets.changed` in the same transaction; this process forgets at once
after the commit, another one within `AGE` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import RuleSet

T = TypeVar("T")
AGE = 5.0


@dataclass
class _Kept:
    """A set in memory: when its version was last asked for, which it was, and what was made of it."""

    asked_at: float
    version: int
    value: Any


def rules(name: str, load: Callable[[Session], T]) -> T:
    """The set `name` as `load` makes it from the tables."""
    kept = db.cached(f"rules:{name}", lambda: _read(name, load, None))
    now = time.monotonic()
    if now - kept.asked_at >= AGE:
        # One asks, the others go on with what is there: whoever asks inside a write needs a second connection, and a
        # whole pool of writers that ask at once would wait for each other.
        kept.asked_at = now
        fresh = _read(name, load, kept)
        kept.version, kept.value = fresh.version, fresh.value
    return kept.value  # type: ignore[no-any-return]


def _read(name: str, load: Callable[[Session], T], kept: _Kept | None) -> _Kept:
    with db.reading() as session:
        version = session.scalar(select(RuleSet.version).where(RuleSet.name == name)) or 0
        value = kept.value if kept is not None and kept.version == version else load(session)
    return _Kept(time.monotonic(), version, value)


def forget(name: str) -> None:
    """Read the set anew at the next question."""
    db.forget(f"rules:{name}")
