"""Platform checks as facts: one for each sample that has its result."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select, true
from sqlalchemy.orm import Session

from server.models import PlatformSample, SampleLook
from workflows.assessment.facts import OWNER_FIELD, Kind, Level
from workflows.assessment.facts_instruments import SampleFact
from workflows.assessment.sampling import SampleState, Why

COLUMNS = {"person": PlatformSample.person_id, "street_grid": PlatformSample.street_grid,
           "community": PlatformSample.community, "town": PlatformSample.town, "district": PlatformSample.district,
           "department": PlatformSample.department}


def rows(session: Session, start: datetime, end: datetime,
         owner: tuple[Level, str] | None = None) -> list[SampleFact]:
    """Samples whose look was finished in [start, end), of one owner or of all; a person's code is the id."""
    level, code = owner or (None, "")
    value: int | str = int(code) if level is Level.MEMBER else code
    row = PlatformSample
    found = session.execute(
        select(row.id, row.kind, row.case_id, row.checked_at, row.district, row.town, row.street_grid, row.sub_grid,
               row.community, row.department, row.person_id, row.why, row.part, row.whole,
               exists().where(SampleLook.sample_id == row.id, SampleLook.n == 2).label("second"))
        .where(row.state == SampleState.DONE, row.checked_at >= start, row.checked_at < end,
               COLUMNS[OWNER_FIELD[level]] == value if level else true()).order_by(row.id))
    return [SampleFact(
        kind=Kind.SAMPLE, ref=f"sample:{one.id}", case_id=one.case_id, at=one.checked_at, district=one.district,
        town=one.town, street_grid=one.street_grid, sub_grid=one.sub_grid, community=one.community,
        department=one.department, person=one.person_id, checklist=one.kind,
        stratum=f"{one.street_grid or one.district}:{one.kind}", got=one.part, of=one.whole,
        outlier=one.why == Why.OUTLIER, revised=bool(one.second)) for one in found]
