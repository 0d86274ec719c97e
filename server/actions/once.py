"""A request that names itself is carried out once: same content → the stored answer, other content → 409."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from server.errors import Problem
from server.models import RepeatedRequest
from server.transaction import Transaction


def content_hash(content: Any) -> str:
    """SHA-256 of parsed fields in canonical form (photos go in as their SHA-256, in order)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def find_answer(tx: Transaction, key: str | None, actor: str, wanted: str) -> dict[str, Any] | None:
    """The answer stored for this key, None when it is new. Raises idempotency-conflict on other content."""
    if key is None:
        return None
    row = tx.session.get(RepeatedRequest, (key, actor))
    if row is None:
        return None
    if row.content_hash != wanted:
        raise Problem("idempotency-conflict", "这个 Idempotency-Key（或编号）已用于内容不同的请求")
    return json.loads(row.answer)  # type: ignore[no-any-return]


def keep_answer(tx: Transaction, key: str | None, actor: str, wanted: str, now: datetime,
                answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Compute the answer inside the transaction and keep it under the key, in the same commit."""
    tx.session.flush()
    given = answer()
    if key is not None:
        tx.session.add(RepeatedRequest(key=key, actor=actor, content_hash=wanted, at=now,
                                       answer=json.dumps(given, ensure_ascii=False, default=_plain)))
    return given


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
