"""Write what happened into the ledger: the last statements of a transaction, numbered in commit order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, func, insert, select, text
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Event
from server.models.registry import Chained
from server.queries.city import codes_below
from server.queries.people import Actor
from server.realtime import Announcement
from server.transaction import Transaction
from workflows.ledger import GENESIS, canonical, link
from workflows.roles import Place

_INSERT = insert(Event.__table__)
_NEWEST = select(func.coalesce(func.max(Event.seq), 0))
# One turn to the server, two statements: the second one's snapshot is taken when the lock is held.
_LOCK_AND_NEWEST = "SELECT pg_advisory_xact_lock({key}); SELECT coalesce(max(seq), 0) FROM events"
NUMBERING_LOCK = 7_326_001  # pg_advisory_xact_lock key of the event numbers


@dataclass
class Entry:
    """An event before it has its number; `also` are departments that hear of it besides the one in charge.

    `below`: everything inside its district hears of it too.
    """

    kind: str
    subject_id: str
    row: Chained | None
    name: str
    actor: Actor
    unit: str | None
    role: str | None
    place: Place
    department: str | None
    now: datetime
    data: dict[str, Any] = field(default_factory=dict)
    version: int | None = None
    also: tuple[str, ...] = ()
    below: bool = False


def stamp(moment: datetime) -> str:
    """UTC with microseconds and Z: one text for one moment."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record(tx: Transaction, entry: Entry) -> int:
    """Add an event to the transaction; returns its number within a subject that has a row of its own, else 0."""
    entries: list[Entry] | None = tx.notes.get("entries")  # type: ignore[assignment]
    if entries is None:
        tx.notes["entries"] = entries = []
        tx.last(lambda session: _append(session, entries))
    entries.append(entry)
    if entry.row is None:
        return 0
    now = sum(1 for other in entries if (other.kind, other.subject_id) == (entry.kind, entry.subject_id))
    return (entry.row.event_count or 0) + now


def _heads(session: Session, entries: list[Entry]) -> dict[tuple[str, str], tuple[int, str]]:
    """Number and hash of the last event of every subject among these: one query per kind without rows."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    without_row: dict[str, set[str]] = {}
    for entry in entries:
        if entry.row is not None:
            found[entry.kind, entry.subject_id] = entry.row.event_count or 0, entry.row.head_hash or GENESIS
        else:
            without_row.setdefault(entry.kind, set()).add(entry.subject_id)
    for kind, ids in without_row.items():
        of_kind = and_(Event.subject_kind == kind, Event.subject_id.in_(sorted(ids)))
        newest = select(Event.subject_id, func.max(Event.n).label("n")).where(of_kind).group_by(
            Event.subject_id).subquery()
        rows = session.execute(select(Event.subject_id, Event.n, Event.hash).join(
            newest, and_(Event.subject_id == newest.c.subject_id, Event.n == newest.c.n)).where(of_kind))
        found |= {(kind, row.subject_id): (row.n, row.hash) for row in rows}
    return found


def lock_numbers(session: Session) -> None:
    """Nobody else numbers an event until the commit: numbers become visible in their order and without gaps.

    A statement of its own, because the snapshot of the next one must not be older than the lock.
    """
    if not db.is_sqlite:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": NUMBERING_LOCK})


def _last_number(session: Session) -> int:
    """The number of the newest event, which stays the newest until the commit."""
    connection = session.connection()
    if db.is_sqlite:
        return int(connection.scalar(_NEWEST))
    answered = connection.exec_driver_sql(_LOCK_AND_NEWEST.format(key=NUMBERING_LOCK)).cursor
    answered.nextset()
    return int(answered.fetchone()[0])


def _append(session: Session, entries: list[Entry]) -> list[Announcement]:
    session.flush()
    seq = _last_number(session)
    rows, told = [], []
    heads = _heads(session, entries)
    for entry in entries:
        seq += 1
        key = (entry.kind, entry.subject_id)
        n, previous = heads.get(key, (0, GENESIS))
        row = _row(entry, seq, n + 1, previous)
        heads[key] = (row["n"], row["hash"])
        if entry.row is not None:
            entry.row.event_count, entry.row.head_hash = heads[key]
        rows.append(row)
        told.append(Announcement(_hint(row, entry), _rooms(entry)))
    session.flush()
    session.execute(_INSERT, rows)
    return told


def _row(entry: Entry, seq: int, n: int, previous: str) -> dict[str, Any]:
    place = entry.place
    content = canonical({
        "seq": seq, "n": n, "subject": {"kind": entry.kind, "id": entry.subject_id}, "name": entry.name,
        "at": stamp(entry.now),
        "actor": {"kind": entry.actor.kind, "id": entry.actor.person_id, "unit": entry.unit, "role": entry.role},
        "district": place.district, "town": place.town, "street_grid": place.street_grid,
        "department": entry.department, "data": entry.data})
    return {"seq": seq, "subject_kind": entry.kind, "subject_id": entry.subject_id, "n": n, "name": entry.name,
            "at": entry.now, "district": place.district, "town": place.town, "street_grid": place.street_grid,
            "department": entry.department, "content": content, "prev_hash": previous,
            "hash": link(previous, content)}


def _hint(row: dict[str, Any], entry: Entry) -> dict[str, Any]:
    return {"seq": row["seq"], "subject": {"kind": entry.kind, "id": entry.subject_id}, "name": entry.name,
            "at": stamp(entry.now), "district": entry.place.district, "town": entry.place.town,
            "street_grid": entry.place.street_grid, "department": entry.department,
            "state": entry.data.get("to"), "version": entry.version}


def _rooms(entry: Entry) -> tuple[str, ...]:
    place = entry.place
    city = place.district[:4] + "00"
    codes = dict.fromkeys(code for code in (city, place.district, place.town, place.street_grid, place.sub_grid,
                                            place.community) if code)
    if entry.below:
        codes |= dict.fromkeys(codes_below(place.district))
    rooms = [f"division:{code}" for code in codes]
    # At an unsettled border the station across hears of it too; of its ruling both do.
    across = (getattr(entry.row, "border_town", None), *entry.data.get("stations", ()))
    rooms += [f"division:{code}" for code in dict.fromkeys(across) if code and code not in codes]
    units = dict.fromkeys(code for code in (entry.department, *entry.also) if code)
    return (*rooms, *(f"department:{code}" for code in units))
