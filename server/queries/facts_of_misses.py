"""Facts of what assessors proved a visit to have missed: they count when somebody else reported it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from server.models import MissedFind
from server.queries.facts_reach import Reach
from workflows.assessment.facts import Level
from workflows.assessment.facts_units import ReportFact
from workflows.assessment.runs import missed_fact


def misses(session: Session, reach: Reach) -> Iterator[ReportFact]:
    """Those that stand, whose problem was reported in the span."""
    row = MissedFind
    mine = row.person_id == int(reach.owner or 0) if reach.level is Level.MEMBER else true()
    for one in session.execute(select(
            row.id, row.case_id, row.person_id, row.found_at, row.visited_at, row.district, row.town, row.street_grid,
            row.sub_grid, row.community).where(
            row.withdrawn_at.is_(None), reach.within(row.found_at), reach.place(row), mine).order_by(row.id)):
        yield missed_fact(*one[:5], tuple(one[5:]))
