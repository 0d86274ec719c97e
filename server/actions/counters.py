"""Fold what has happened into the counters, event by event in the order of their numbers; and prove them."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.actions.record import lock_numbers
from server.extensions import db
from server.models import Case, CountedCase, Counter, Event, Serial
from server.models.search import DIMENSIONS, MEASURES
from server.queries.city import city_code
from server.queries.counters import COLUMNS, SERIES, Cell, cells_of, folded_cells, true_cells
from server.transaction import transaction

BATCH = 2000  # events of one transaction


def keep_counters(now: datetime) -> None:
    """The job: everything up to the newest event. Whoever reads meanwhile adds what is not folded yet."""
    folded = BATCH
    while folded == BATCH:
        with transaction() as tx:
            folded = _fold(tx.session)


def _fold(session: Session) -> int:
    """Take the next events in; returns how many there were.

    A case is counted as it stands, not as an event tells it: when it has changed again since, the later event finds
    nothing to do.
    """
    last = _last(session)
    events = session.execute(select(Event.seq, Event.subject_kind, Event.subject_id).where(Event.seq > last)
                             .order_by(Event.seq).limit(BATCH)).all()
    if events:
        _count_anew(session, {int(row.subject_id) for row in events if row.subject_kind == "case"})
        _reached(session, events[-1].seq)
    return len(events)


def _last(session: Session) -> int:
    """The number folded last, its row locked until the commit."""
    session.execute(_insert(Serial).values(series=SERIES, last=0).on_conflict_do_nothing())
    return session.scalar(select(Serial.last).where(Serial.series == SERIES).with_for_update()) or 0


def _count_anew(session: Session, ids: set[int]) -> None:
    now = {row.case_id: row for row in session.execute(
        select(Case.id.label("case_id"), *(getattr(Case, name) for name in COLUMNS)).where(Case.id.in_(ids)))}
    before = session.execute(select(CountedCase.__table__).where(CountedCase.case_id.in_(ids))).all()
    changes: Tally[Cell] = Tally()
    for row in now.values():
        changes.update(cells_of(row))
    for old in before:
        changes.subtract(cells_of(old))
    _add(session, {cell: value for cell, value in changes.items() if value})
    if now:
        keep = _insert(CountedCase)
        session.execute(keep.on_conflict_do_update(
            index_elements=[CountedCase.case_id], set_={name: keep.excluded[name] for name in COLUMNS}),
            [dict(row._mapping) for row in now.values()])


def _add(session: Session, changes: dict[Cell, int]) -> None:
    if not changes:
        return
    more = _insert(Counter)
    key = ("dimension", "code", "day", "measure")
    session.execute(more.on_conflict_do_update(index_elements=key, set_={"value": Counter.value + more.excluded.value}),
                    [{**dict(zip(key, cell, strict=True)), "value": value} for cell, value in sorted(changes.items())])


def _insert(table: Any) -> Any:
    return (sqlite.insert if db.is_sqlite else postgresql.insert)(table.__table__)


def _reached(session: Session, seq: int) -> None:
    session.execute(update(Serial).where(Serial.series == SERIES).values(last=seq))


def recount(*, anew: bool = False) -> tuple[int, list[tuple[Cell, int, int]]]:
    """Fold everything, then compare each counter with the cases: (cells, [(cell, kept, true)] that differ).

    `anew` throws the counters away first and counts all cases in a few statements, for an installation with a past.
    Nobody numbers an event meanwhile.
    """
    with transaction() as tx:
        lock_numbers(tx.session)
        if anew:
            _rebuild(tx.session)
        while _fold(tx.session) == BATCH:
            pass
        kept, counted = folded_cells(tx.session), true_cells(tx.session)
    wrong = [(cell, kept.get(cell, 0), counted.get(cell, 0)) for cell in sorted(kept.keys() | counted.keys())
             if kept.get(cell, 0) != counted.get(cell, 0)]
    return len(counted), wrong


def _rebuild(session: Session) -> None:
    _last(session)
    session.execute(delete(Counter))
    session.execute(delete(CountedCase))
    session.execute(insert(CountedCase.__table__).from_select(
        ["case_id", *COLUMNS], select(Case.id, *(getattr(Case, name) for name in COLUMNS))))
    for dimension in DIMENSIONS:
        code: Any = literal(city_code()) if dimension == "city" else getattr(Case, dimension)
        for measure in MEASURES:
            day = getattr(Case, f"{measure}_on")
            session.execute(insert(Counter.__table__).from_select(
                ["dimension", "code", "day", "measure", "value"],
                select(literal(dimension), code, day, literal(measure), func.count())
                .where(code.is_not(None), day.is_not(None)).group_by(code, day)))
    _reached(session, session.scalar(select(func.max(Event.seq))) or 0)
