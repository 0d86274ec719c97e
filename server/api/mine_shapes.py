"""What the calls about one's own work take and answer."""

from __future__ import annotations

from server.api.answers import BOOLEAN, INTEGER, NAMED, NUMBER, STRING, TIME, array, nullable, record
from server.api.edge import Query
from server.api.schemas import Cursor, Limit


class OwnReportsQuery(Query):
    """GET /me/reports."""

    limit: Limit = 50
    cursor: Cursor | None = None


OWN_REPORTS = record(items=array(record(
    id=STRING, ticket=STRING, intent=STRING, source_name=STRING, category=NAMED, state=STRING, state_name=STRING,
    phase=nullable(STRING), received_at=TIME, description=STRING, place_text=STRING, thumb=nullable(STRING),
    case=nullable(record(id=INTEGER, number=STRING, department=nullable(NAMED), due_at=nullable(TIME),
                         lon=nullable(NUMBER), lat=nullable(NUMBER))),
    reply=nullable(record(text=STRING, adopted=nullable(BOOLEAN), at=TIME)))), next=nullable(STRING), as_of=TIME)
