"""A request that names itself is carried out once: same content → the stored answer, other content → 409."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from server.errors import Problem
from server.extensions import db
from server.models import RepeatedRequest
from server.transaction import Transaction

# Written once and sent with every repeatable request: building a statement costs more than running it.
_ROWS = RepeatedRequest.__table__
_TAKE = {
    is_sqlite: insert(_ROWS).on_conflict_do_nothing().returning(_ROWS.c.key)
    for is_sqlite, insert in ((True, sqlite.insert), (False, postgresql.insert))}
_KEEP = (update(_ROWS).where(_ROWS.c.key == bindparam("of_key"), _ROWS.c.actor == bindparam("of_actor"))
         .values(answer=bindparam("answer")))


def content_hash(content: Any) -> str:
    """SHA-256 of parsed fields in canonical form (photos go in as their SHA-256, in order)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def find_answer(tx: Transaction, key: str | None, actor: str, wanted: str, now: datetime) -> dict[str, Any] | None:
    """The answer stored for this key; None when it is new, and then the key is taken until the commit.

    Raises idempotency-conflict on other content.
    """
    if key is None:
        return None
    # The same request sent again meanwhile waits here until the first one has ended.
    taken = tx.session.execute(_TAKE[db.is_sqlite], {"key": key, "actor": actor, "content_hash": wanted, "answer": "",
                                                     "at": now})
    if taken.scalar() is not None:
        return None
    row = tx.session.get_one(RepeatedRequest, (key, actor))
    if row.content_hash != wanted:
        raise Problem("idempotency-conflict", "这个 Idempotency-Key（或编号）已用于内容不同的请求")
    return json.loads(row.answer)  # type: ignore[no-any-return]


def keep_answer(tx: Transaction, key: str | None, actor: str, answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Compute the answer inside the transaction and keep it under the key that `find_answer` took."""
    tx.session.flush()
    given = answer()
    if key is None:
        return given
    text = json.dumps(given, ensure_ascii=False, default=_plain)
    tx.session.execute(_KEEP, {"of_key": key, "of_actor": actor, "answer": text})
    return json.loads(text)  # type: ignore[no-any-return]


def _plain(value: date | datetime) -> str:
    """As the edge writes moments, so that the repeated answer is the first one to the letter."""
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat().replace("+00:00", "Z")
