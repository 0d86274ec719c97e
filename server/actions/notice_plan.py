"""Read the ledger on and write a notice for every reporter whom an event concerns. Steps pay nothing for this.

The ledger is the queue: what was read is remembered in `serials`, and `once` keeps a second reading from telling twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.actions.codes import open_identity
from server.extensions import db
from server.models import Case, Event, Report, ReporterIdentity, ReporterNotice, Serial
from server.queries.notice_texts import notice_text
from server.queries.notices_out import channels, notices_out, wants_proof
from server.transaction import transaction
from workflows.notices import KIND_OF, UNDOABLE, UNDONE, channel_for, send_at

SERIES = "notices"  # its row in `serials` holds the number of the last event that was read
BATCH = 2000  # events that are looked through at once; few of them concern a reporter
_NEWEST = select(func.coalesce(func.max(Event.seq), 0))


@dataclass(frozen=True)
class Told:
    """A reporter who left a contact, and the case that they follow."""

    case_id: int | None
    report: Report
    sealed: str
    proved: bool


@dataclass
class _Batch:
    rows: list[dict[str, Any]] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def undo(self, case_id: int) -> None:
        self.undone.add(case_id)
        self.rows = [row for row in self.rows if row["case_id"] != case_id or row["kind"] not in UNDOABLE]


def plan_notices(now: datetime) -> int:
    """Write what newer events bring; returns how many notices. Cheap when nothing has happened."""
    written = 0
    while True:
        events, last, read_to = _newer()
        if last is None:
            _begin()
            return written
        if read_to == last:
            return written
        written += _write(events, read_to, now)


def _newer() -> tuple[list[Event], int | None, int]:
    """Those of the next events that concern reporters, the last event read before, and the one read to now.

    Each event is read once: an undoing that was read again would drop what came after it.
    """
    with db.reading() as session:
        last = session.scalar(select(Serial.last).where(Serial.series == SERIES))
        newest = session.scalar(_NEWEST) or 0
        if last is None or newest == last:
            return [], last, newest
        read_to = min(newest, last + BATCH)
        rows = session.scalars(select(Event).where(
            Event.seq > last, Event.seq <= read_to, Event.name.in_([*KIND_OF, UNDONE])).order_by(Event.seq))
        return list(rows), last, read_to


def _begin() -> None:
    """Nobody is told of what happened before there were notices."""
    with transaction() as tx:
        tx.session.execute(insert(Serial).values(series=SERIES, last=tx.session.scalar(_NEWEST)))


def _write(events: list[Event], read_to: int, now: datetime) -> int:
    oldest = now - timedelta(hours=notices_out().longest_delay_hours)
    wanted = [row for row in events if row.name == UNDONE or row.at >= oldest]
    with transaction() as tx:
        batch = _planned(tx.session, wanted, now)
        if batch.undone:
            tx.session.execute(update(ReporterNotice).where(
                ReporterNotice.case_id.in_(batch.undone), ReporterNotice.kind.in_(UNDOABLE),
                ReporterNotice.state == "waiting").values(state="dropped", ended_at=now))
        if batch.rows:
            make = sqlite.insert if db.is_sqlite else postgresql.insert
            tx.session.execute(make(ReporterNotice.__table__).on_conflict_do_nothing(index_elements=["once"]),
                               batch.rows)
        tx.session.execute(update(Serial).where(Serial.series == SERIES).values(last=read_to))
    return len(batch.rows)


def _planned(session: Session, events: list[Event], now: datetime) -> _Batch:
    batch, told = _Batch(), _told(session, events)
    for event in events:
        if event.name == UNDONE:
            batch.undo(int(event.subject_id))
            continue
        kind = KIND_OF[event.name]
        if notices_out().kinds[kind].on:
            batch.rows += [row for one in told.get((event.subject_kind, event.subject_id), ())
                           if (row := _row(session, event, kind, one, now)) is not None]
    return batch


def _told(session: Session, events: Iterable[Event]) -> dict[tuple[str, str], list[Told]]:
    """By an event's subject, whom it concerns: reports of a merged case follow the main case."""
    cases = {int(event.subject_id) for event in events if event.subject_kind == "case"}
    reports = {event.subject_id for event in events if event.subject_kind == "report"}
    followed = func.coalesce(Case.main_case_id, Case.id)
    rows = session.execute(
        select(Report, ReporterIdentity, followed)
        .join(ReporterIdentity, ReporterIdentity.report_id == Report.id).outerjoin(Case, Case.id == Report.case_id)
        .where(Report.state != "left", or_(
            Report.case_id.in_(select(Case.id).where(or_(Case.id.in_(cases), Case.main_case_id.in_(cases)))),
            Report.id.in_(reports)))).all() if cases or reports else []
    found: dict[tuple[str, str], list[Told]] = {}
    for report, identity, case_id in rows:
        key = ("report", report.id) if report.case_id is None else ("case", str(case_id))
        found.setdefault(key, []).append(Told(case_id, report, identity.sealed, identity.proved_at is not None))
    return found


def _row(session: Session, event: Event, kind: str, told: Told, now: datetime) -> dict[str, Any] | None:
    identity, report = open_identity(told.sealed), told.report
    if not (identity.phone or identity.email):
        return None
    text = notice_text(session, kind, report, told.case_id, json.loads(event.content)["data"])
    if text is None:
        return None
    offered = channels()
    way = channel_for(identity.by, identity.phone, identity.email, dict.fromkeys(offered, True))
    error = "not-offered" if way is None else "unproved" if wants_proof(way) and not told.proved else None
    return {"once": f"{event.seq}:{report.id}", "kind": kind, "report_id": report.id, "case_id": told.case_id,
            "channel": way or ("sms" if identity.phone else "email"), "district": report.district,
            "simulated": report.simulated or offered.get(way or "", False), "town": report.town, "text": text,
            "sealed": None, "state": "failed" if error else "waiting", "tries": 0, "error": error, "created_at": now,
            "send_at": send_at(kind, event.at, db.settings.undo_minutes), "ended_at": now if error else None}
