"""What the calls about on-time rates take and answer."""

from __future__ import annotations

from typing import Literal

from server.api.answers import BOOLEAN, DAY, INTEGER, NAMED, NUMBER, STRING, TIME, array, nullable, record
from server.api.edge import Query
from server.api.schemas import Code, Cursor, Day, Flag, Limit


class StageStatsQuery(Query):
    """GET /stats/stages: whose stages, the days in which they fell due (the last 30 when none are named)."""

    division: Code | None = None
    department: Code | None = None
    stage: Code | None = None
    first: Day | None = None
    last: Day | None = None
    by: Literal["stage", "division", "department"] = "stage"


class StagesQuery(Query):
    """GET /stages: the list behind such a figure."""

    division: Code | None = None
    department: Code | None = None
    stage: Code | None = None
    first: Day | None = None
    last: Day | None = None
    late: Flag | None = None
    exempt: Flag | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


_FIGURES = {"n": INTEGER, "kept": INTEGER, "late": INTEGER, "percent": nullable(NUMBER), "kept_first": INTEGER,
            "percent_first": nullable(NUMBER), "extended": INTEGER, "on_hold": INTEGER, "exempt": INTEGER,
            "link": STRING, "link_late": STRING}
STAGE_FIGURES = record(
    as_of=TIME, scope=nullable(NAMED), first=DAY, last=DAY, by=STRING, definition=STRING, whole=record(**_FIGURES),
    items=array(record(code=STRING, name=STRING, **_FIGURES)),
    beside=record(kept_first=STRING, extended=STRING, on_hold=STRING, exempt=STRING))
STAGE_LIST = record(items=array(record(
    case_id=INTEGER, number=STRING, state=STRING, run=INTEGER, stage=STRING, stage_name=STRING, unit=STRING,
    started_at=TIME, due_first=TIME, due_at=TIME, ended_at=nullable(TIME), late=BOOLEAN, exempt=nullable(STRING))),
    next=nullable(STRING), as_of=TIME)
