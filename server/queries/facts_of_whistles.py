"""Facts of whistles and of the units that they called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from server.models import Case, Whistle, WhistleCall
from server.queries.facts_reach import Reach
from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_units import CallFact, WhistleFact
from workflows.whistle import MOST_STARS, CallState

TAKEN = (CallState.TAKEN, CallState.ARRIVED, CallState.REPORTED)
_CASE = (Case.street_grid, Case.sub_grid, Case.community)


def whistles(session: Session, reach: Reach) -> Iterator[WhistleFact]:
    """Whistles blown in the span."""
    if reach.level in (Level.DEPARTMENT, Level.MEMBER):
        return
    row = Whistle
    query = select(row.id, row.case_id, row.called_at, row.district, row.town, *_CASE, row.kind, row.state, row.to_town)
    for whistle, case_id, at, district, town, grid, sub_grid, community, kind, state, to_town in session.execute(
            query.join(Case, Case.id == row.case_id).where(reach.within(row.called_at), reach.place(row, Case))):
        yield WhistleFact(Kind.WHISTLE, f"whistle:{whistle}", case_id, at, district, town, grid, sub_grid, community,
                          None, None, kind, state, to_town)


def calls(session: Session, reach: Reach) -> Iterator[CallFact]:
    """Units that were called in the span, with how their clocks stand now."""
    if reach.level is Level.MEMBER:
        return
    row = WhistleCall
    mine = row.department == reach.owner if reach.level is Level.DEPARTMENT else true()
    for call, case_id, *grids in session.execute(
            select(row, Whistle.case_id, *_CASE).join(Whistle, Whistle.id == row.whistle_id)
            .join(Case, Case.id == Whistle.case_id)
            .where(reach.within(Whistle.called_at), reach.place(Whistle, Case), mine)):
        yield _call(call, case_id, grids, reach.now)


def _call(call: WhistleCall, case_id: int, grids: list[Any], now: datetime) -> CallFact:
    taken = call.state in TAKEN
    rated = [star for star in (call.attendance, call.attitude, call.outcome) if star is not None]
    return CallFact(
        Kind.CALL, f"call:{call.id}", case_id, call.called_at, call.district, call.town, *grids, call.department, None,
        call.department is None, call.state, _clock(call.answered_at, call.answer_by, now),
        _clock(call.arrived_at, call.arrive_by, now) if taken and call.arrive_by is not None else "none",
        _clock(call.reported_at, call.report_by, now) if taken else "none", call.result, call.judgement,
        call.judgement_contest, sum(rated) if rated else None, call.rating_contest, call.decline_contest,
        MOST_STARS * len(rated))


def _clock(done_at: datetime | None, until: datetime | None, now: datetime) -> str:
    if done_at is None or until is None:
        return "late" if until is not None and until < now else "open"
    return "kept" if done_at <= until else "late"
