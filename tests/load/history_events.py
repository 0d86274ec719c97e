"""The text of an event as the ledger keeps it, written by hand for speed."""

from __future__ import annotations

from datetime import datetime
from json import JSONEncoder
from typing import Any

from tests.load.bulk import Stream
from workflows.ledger import GENESIS, link
from workflows.roles import Role

_AS_JSON = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


Who = tuple[Role | None, int | None, str | None]  # role, person, unit


def content_of(seq: int, n: int, subject: tuple[str, str], name: str, at: datetime, who: Who,
               place: tuple[str | None, ...], data: dict[str, Any]) -> str:
    """What `workflows.ledger.canonical` would write, by hand, for speed; verify-ledger reads both alike."""
    role, person, unit = who
    kind = "person" if person is not None else "system" if role is Role.SYSTEM else "reporter"
    said = f'"{role.value}"' if person is not None and role is not None else "null"
    district, town, street_grid, department = map(_code, place)
    return (f'{{"actor":{{"id":{"null" if person is None else person},"kind":"{kind}","role":{said},'
            f'"unit":{_code(unit)}}},"at":"{stamp_of(at)}","data":{_AS_JSON(data)},"department":{department},'
            f'"district":{district},"n":{n},"name":"{name}","seq":{seq},"street_grid":{street_grid},'
            f'"subject":{{"id":"{subject[1]}","kind":"{subject[0]}"}},"town":{town}}}')


class Chains:
    """Chains of subjects other than cases: each with its number and hash."""

    def __init__(self, events: Stream) -> None:
        self._events = events
        self.heads: dict[tuple[str, str], tuple[int, str]] = {}

    def tell(self, subject: tuple[str, str], name: str, who: Who, at: datetime, seq: int,
             place: tuple[str | None, ...], data: dict[str, Any]) -> str:
        """One event of a subject; returns its hash."""
        n, head = self.heads.get(subject, (0, GENESIS))
        content = content_of(seq, n + 1, subject, name, at, who, place, data)
        digest = link(head, content)
        self._events.add((seq, *subject, n + 1, name, at, *place, content, head, digest))
        self.heads[subject] = (n + 1, digest)
        return digest


def stamp_of(at: datetime) -> str:
    """As server.actions.record.stamp, for moments that are in UTC."""
    return f"{at.isoformat(timespec='microseconds')[:-6]}Z"


def _code(code: str | None) -> str:
    return "null" if code is None else f'"{code}"'
