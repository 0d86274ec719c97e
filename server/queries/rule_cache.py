"""Rules that people edit, kept in memory: read again when their version has changed, asked for every few seconds.

Whoever changes a set calls `server.actions.rule_sets.changed` in the same transaction; this process forgets at once
after the commit, another one within `AGE` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import RuleSet

T = TypeVar("T")
AGE = 5.0
_kept: dict[tuple[int, str], tuple[float, int, Any]] = {}


def rules(name: str, load: Callable[[Session], T]) -> T:
    """The set `name` as `load` makes it from the tables."""
    key, now = (id(db.engine), name), time.monotonic()
    kept = _kept.get(key)
    if kept is not None and now - kept[0] < AGE:
        return kept[2]  # type: ignore[no-any-return]
    with db.reading() as session:
        version = session.scalar(select(RuleSet.version).where(RuleSet.name == name)) or 0
        value = kept[2] if kept is not None and kept[1] == version else load(session)
    _kept[key] = (now, version, value)
    return value  # type: ignore[no-any-return]


def forget(name: str) -> None:
    """Read the set anew at the next question."""
    for key in [key for key in _kept if key[1] == name]:
        del _kept[key]
