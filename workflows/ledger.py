"""The ledger's arithmetic: one canonical text per event, seals of erasable words, links of the chain."""

import hashlib
import hmac
import json

GENESIS = "0" * 64


def canonical(content: dict[str, object]) -> str:
    """One text for one content: sorted keys, no spaces, Chinese as it is.

    Only dict, list, tuple, str, int, bool and None are let in. A float (or anything else) raises
    TypeError: two engines print floats differently, so decimals travel as text.
    """
    _refuse_loose(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def seal(text: str, salt: bytes) -> str:
    """HMAC-SHA256 in hex of words kept outside the ledger: erase words and salt, the chain still verifies."""
    return hmac.new(salt, text.encode(), hashlib.sha256).hexdigest()


def link(prev_hash: str, content: str) -> str:
    """SHA-256 in hex of the previous link and the canonical content as stored. The first follows GENESIS."""
    return hashlib.sha256(f"{prev_hash}\n{content}".encode()).hexdigest()


def _refuse_loose(value: object) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"ledger key {key!r} is no text")
            _refuse_loose(item)
        return
    if isinstance(value, list | tuple):
        for item in value:
            _refuse_loose(item)
        return
    raise TypeError(f"ledger content may not hold {type(value).__name__}")
