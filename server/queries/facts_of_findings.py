"""Facts of special inspections, for assessment: what each item of the form got at each place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import InspectionAnswer, InspectionPlace
from workflows.assessment.facts import OWNER_FIELD, Kind, Level
from workflows.assessment.facts_instruments import FindingFact

_COLUMNS = (
    InspectionAnswer.place_id, InspectionAnswer.code, InspectionAnswer.case_id, InspectionPlace.done_at,
    InspectionPlace.district, InspectionPlace.town, InspectionPlace.street_grid, InspectionPlace.sub_grid,
    InspectionPlace.community, InspectionPlace.inspection_id, InspectionAnswer.part, InspectionAnswer.whole)
_PLACES = frozenset({Level.GRID, Level.COMMUNITY, Level.TOWN, Level.DISTRICT})


def rows(session: Session, start: datetime, end: datetime, owner: tuple[Level, str] | None = None,
         ) -> list[FindingFact]:
    """Items of places that were looked at from `start` up to `end`, in one statement. They belong to places alone:
    a person or a department owns none."""
    if owner is not None and owner[0] not in _PLACES:
        return []
    query = (select(*_COLUMNS).join(InspectionPlace, InspectionPlace.id == InspectionAnswer.place_id)
             .where(InspectionPlace.done_at >= start, InspectionPlace.done_at < end, InspectionPlace.state == "done")
             .order_by(InspectionAnswer.place_id, InspectionAnswer.id))
    if owner is not None:
        query = query.where(getattr(InspectionPlace, OWNER_FIELD[owner[0]]) == owner[1])
    return [FindingFact(Kind.FINDING, f"finding:{place}:{code}", case_id, at, district, town, street_grid, sub_grid,
                        community, None, None, campaign, code, part, whole)
            for place, code, case_id, at, district, town, street_grid, sub_grid, community, campaign, part, whole
            in session.execute(query)]
