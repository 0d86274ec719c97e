"""What a case stands beside, marked by the system itself: the settled matter that came back, the declined one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.record import Entry, record
from server.models import Case, CaseLink
from server.queries.neighbours import Around, Neighbour, find_around
from server.queries.people import SYSTEM, Actor
from server.queries.scope import place_of_case
from server.transaction import Transaction


def look_again(tx: Transaction, case: Case, now: datetime) -> None:
    """The kind or the place has been corrected: what lies near is another thing now."""
    if case.recurs_of_id is None and case.near_declined_id is None:
        mark(tx, case, find_around(tx.session, case.category, case.lon, case.lat, case.id, now), now)


def mark(tx: Transaction, case: Case, around: Around, now: datetime) -> None:
    """A matter that was settled here lately has come back; one that was declined here is reported again."""
    if around.settled:
        _recurs(tx, case, around.settled[0], now)
    if around.refused:
        row = around.refused[0].row
        case.near_declined_id, case.not_triaged_by = row.id, row.declined_by


def _recurs(tx: Transaction, case: Case, near: Neighbour, now: datetime) -> None:
    earlier = tx.session.scalars(select(Case).where(Case.id == near.row.id).with_for_update()
                                 .execution_options(populate_existing=True)).one()
    case.recurs_of_id, case.recurrence = earlier.id, earlier.recurrence + 1
    tx.session.add(CaseLink(case_id=case.id, other_id=earlier.id, kind="recurs", by_id=None, at=now))
    told = {"kind": "recurs", "metres": round(near.metres), "times": case.recurrence}
    tell_both(tx, case, earlier, "case.linked", told, SYSTEM, None, now)


def tell_both(tx: Transaction, case: Case, other: Case, name: str, data: dict[str, Any], actor: Actor,
              unit: str | None, now: datetime) -> None:
    """The same event in the chains of both cases."""
    for row in (case, other):
        record(tx, Entry("case", str(row.id), row, name, actor, unit, None, place_of_case(row), row.department, now,
                         {**data, "case": case.id, "other": other.id}, row.version))
