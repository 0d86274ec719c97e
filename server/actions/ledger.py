"""Prove the ledger: every link, every number, every head; and write the daily root over all that came since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.record import Entry, lock_numbers, record, stamp
from server.extensions import db
from server.models import (
    Appeal,
    Assessment,
    AssessmentScheme,
    Case,
    Event,
    Inspection,
    MeetingPack,
    PlatformSample,
    PollutionSource,
    Report,
    Restriction,
    Reward,
    Visit,
    Whistle,
    WorkReminder,
)
from server.queries.city import city_code
from server.queries.moments import city_day
from server.queries.people import SYSTEM
from server.transaction import transaction
from workflows.ledger import GENESIS, link
from workflows.roles import Place

ROOT = "ledger.root"
BATCH = 2000
# Subjects with a row of their own that carries number and hash of their last event.
CHAINED = {"case": Case, "report": Report, "whistle": Whistle, "source": PollutionSource, "visit": Visit,
           "restriction": Restriction, "inspection": Inspection, "scheme": AssessmentScheme, "assessment": Assessment,
           "reward": Reward, "appeal": Appeal,
           "reminder": WorkReminder, "sample": PlatformSample, "pack": MeetingPack}


@dataclass(frozen=True)
class Finding:
    """Something in the ledger that cannot be: kind (changed, missing, reordered, cut, vanished) and where."""

    kind: str
    where: str
    detail: str


def write_root(now: datetime) -> int:
    """Append the hash over all events since the last root; returns the last number covered (0 = nothing new)."""
    with transaction() as tx:
        lock_numbers(tx.session)  # else an event could slip in between the last one covered and the root
        after, before = _last_root(tx.session)
        rows = tx.session.execute(select(Event.seq, Event.hash).where(Event.seq > after).order_by(Event.seq)).all()
        if not rows:
            return 0
        data = {"after": after, "to": rows[-1].seq, "root": _root(before, [row.hash for row in rows])}
        record(tx, Entry("ledger", "root", None, ROOT, SYSTEM, None, None, Place(city_code()), None, now, data))
        return int(rows[-1].seq)


def root_day() -> date | None:
    """The day in Asia/Shanghai of the newest root, or None."""
    with db.reading() as session:
        at = session.scalar(select(Event.at).where(Event.subject_kind == "ledger", Event.subject_id == "root")
                            .order_by(Event.n.desc()).limit(1))
    return city_day(at) if at else None


def _root(before: str, hashes: list[str]) -> str:
    return hashlib.sha256("\n".join([before, *hashes]).encode()).hexdigest()


def _last_root(session: Session) -> tuple[int, str]:
    row = session.scalar(select(Event).where(Event.subject_kind == "ledger", Event.subject_id == "root")
                         .order_by(Event.n.desc()).limit(1))
    data = json.loads(row.content)["data"] if row else {}
    return int(data.get("to", 0)), str(data.get("root", GENESIS))


def verify_ledger() -> tuple[int, list[Finding]]:
    """Read the whole ledger once; (events read, what is wrong). Grows with the ledger: 2,000 rows at a time."""
    with db.reading() as session:
        if not db.is_sqlite:  # one picture of the whole, while others go on writing; SQLite always reads so
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        state = _Reading()
        for row in _all_events(session):
            state.read(row)
        return state.count, [*state.findings, *_heads(session, state)]


def _all_events(session: Session) -> Iterator[Event]:
    after = -1
    while True:
        rows = list(session.scalars(select(Event).where(Event.seq > after).order_by(Event.seq).limit(BATCH)))
        yield from rows
        if len(rows) < BATCH:
            return
        after = rows[-1].seq
        session.expunge_all()


class _Reading:
    """What has been seen so far while the ledger is read in the order of its numbers."""

    def __init__(self) -> None:
        self.count = 0
        self.findings: list[Finding] = []
        self.heads: dict[tuple[str, str], tuple[int, str]] = {}
        self._since_root: list[str] = []
        self._root_before = GENESIS

    def read(self, row: Event) -> None:
        where = f"event {row.seq} ({row.subject_kind} {row.subject_id})"
        if row.seq != self.count + 1:
            self.findings.append(Finding("missing", where, f"numbers jump from {self.count} to {row.seq}"))
        self.count = row.seq
        n, head = self.heads.get((row.subject_kind, row.subject_id), (0, GENESIS))
        if link(row.prev_hash, row.content) != row.hash:
            self.findings.append(Finding("changed", where, "content does not fit its hash"))
        elif row.n != n + 1 or row.prev_hash != head:
            kind = "missing" if row.n > n + 1 else "reordered"
            self.findings.append(Finding(kind, where, f"event {row.n} follows event {n} of its subject"))
        self._compare(row, where)
        self.heads[(row.subject_kind, row.subject_id)] = (row.n, row.hash)
        self._roots(row, where)

    def _compare(self, row: Event, where: str) -> None:
        content = _content(row)
        told = {"seq": row.seq, "n": row.n, "subject": {"kind": row.subject_kind, "id": row.subject_id},
                "name": row.name, "at": stamp(row.at), "district": row.district, "town": row.town,
                "street_grid": row.street_grid, "department": row.department}
        wrong = [name for name, value in told.items() if content.get(name) != value]
        if wrong:
            kind = "reordered" if wrong == ["seq"] else "changed"
            self.findings.append(Finding(kind, where, f"columns differ from the content: {', '.join(wrong)}"))

    def _roots(self, row: Event, where: str) -> None:
        if row.name != ROOT:
            self._since_root.append(row.hash)
            return
        data = _content(row).get("data") or {}
        expected = _root(self._root_before, self._since_root)
        if data.get("root") != expected:
            self.findings.append(Finding("changed", where, "the daily root differs from the events before it"))
        # The root row itself is covered by the next root.
        self._root_before, self._since_root = str(data.get("root")), [row.hash]


def _content(row: Event) -> dict[str, Any]:
    """The event's content; empty when somebody made something else of it."""
    try:
        content = json.loads(row.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _heads(session: Session, state: _Reading) -> Iterator[Finding]:
    seen = set()
    for kind, model in CHAINED.items():
        query: Any = select(model.id, model.event_count, model.head_hash).where(model.event_count > 0)
        for row_id, count, head in session.execute(query).yield_per(BATCH):
            key = (kind, str(row_id))
            seen.add(key)
            n, last = state.heads.get(key, (0, GENESIS))
            if n < count:
                yield Finding("cut", f"{kind} {row_id}", f"{count} events were written, {n} are left")
            elif (n, last) != (count, head):
                yield Finding("changed", f"{kind} {row_id}", "its head differs from its last event")
    for kind, subject_id in state.heads.keys() - seen:
        if kind in CHAINED:
            yield Finding("vanished", f"{kind} {subject_id}", "it has events and no row")
