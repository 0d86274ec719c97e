"""What an emergency put off: which clocks stood still, and until when they are due now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Case, Emergency, PutOff
from server.queries.cases import read_cursor, write_cursor
from server.queries.catalogue import category_name
from server.queries.city import named
from server.queries.emergency_rights import districts_of
from server.queries.people import Actor
from server.queries.scope import case_condition
from workflows.states import STAGE_NAMES, STATE_NAMES, Stage, State

NOTHING_PUT_OFF = {"paused": 0, "resumed": 0}


def put_off_counts(session: Session, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Of each emergency: clocks that stood still, and those of them that go on or were finished since."""
    rows = session.execute(
        select(PutOff.emergency_id, func.count(), func.sum(case((PutOff.resumed_at.is_not(None), 1), else_=0)))
        .where(PutOff.emergency_id.in_(ids)).group_by(PutOff.emergency_id))
    return {key: {"paused": int(n), "resumed": int(over)} for key, n, over in rows}


def read_put_offs(emergency_id: int, actor: Actor, now: datetime, limit: int, cursor: str | None,
                  ) -> tuple[list[dict[str, Any]], str | None]:
    """A page of what was put off, of the cases that the person may read.

    Raises Problem: not-found, territory-forbidden, validation.
    """
    with db.reading() as session:
        row = session.get(Emergency, emergency_id) if emergency_id < 2**62 else None
        if row is None:
            raise Problem("not-found", "没有这次应急状态")
        if row.district not in districts_of(actor, now):
            raise Problem("territory-forbidden")
        query = (select(PutOff, Case).join(Case, Case.id == PutOff.case_id)
                 .where(PutOff.emergency_id == emergency_id, case_condition(actor, now)))
        if cursor:
            query = query.where(PutOff.id > read_cursor(cursor)[1])
        rows = session.execute(query.order_by(PutOff.id).limit(limit + 1)).all()
    after = write_cursor(None, rows[limit - 1].PutOff.id) if len(rows) > limit else None
    return [_shape(row.PutOff, row.Case) for row in rows[:limit]], after


def _shape(row: PutOff, of: Case) -> dict[str, Any]:
    finished = row.resumed_at is not None and row.due_after is None
    return {
        "case_id": of.id, "number": of.number, "stage": row.stage, "stage_name": STAGE_NAMES[Stage(row.stage)],
        "category": {"code": of.category, "name": category_name(of.category)}, "town": named(of.town),
        "state": of.state, "state_name": STATE_NAMES[State(of.state)], "paused_at": row.paused_at,
        "due_before": row.due_before, "resumed_at": row.resumed_at, "due_after": row.due_after,
        "note": "应急期间已办完这一环节" if finished else ""}
