"""What the calls about 基层负担 take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Query, Text

Month = Annotated[Text, Field(pattern=r"^\d{4}-\d{2}$")]
_MEASURE = record(code=STRING, name=STRING, definition=STRING, unit=STRING)
BURDEN = record(month=STRING, as_of=TIME, running=BOOLEAN, measures=array(_MEASURE), items=array(record(
    town=NAMED, district=nullable(NAMED), cases=INTEGER, values={
        "type": "object", "additionalProperties": record(value=INTEGER, before=INTEGER)})))
BURDEN_ITEMS = record(measure=_MEASURE, town=NAMED, month=STRING, total=INTEGER, as_of=TIME, items=array(record(
    title=STRING, detail=STRING, count=INTEGER, link=nullable(STRING), at=nullable(TIME))))


class BurdenQuery(Query):
    """GET /burden: a month (the running one when none is named), a district or town."""

    month: Month | None = None
    division: Annotated[Text, Field(max_length=9, pattern=r"^\d+$")] | None = None


class BurdenItemsQuery(Query):
    """GET /burden/items: what one figure is made of."""

    measure: Literal["fields", "photos", "repeated", "outside", "reminders", "forms", "inspected"]
    town: Annotated[Text, Field(pattern=r"^\d{9}$")]
    month: Month | None = None
