"""What the calls about urgent calls take and answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from server.api.answers import BOOLEAN, INTEGER, NAMED, NUMBER, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Datum, Flag, Lat, Lon, Moment


class UrgentBody(Body):
    """POST /urgent-calls: where the phone is, when it knows; `done_at` and `sent_at` by its own clock."""

    text: Annotated[Text, Field(max_length=200)] = ""
    lon: Lon | None = None
    lat: Lat | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None = None
    datum: Datum = "wgs84"
    division: Code | None = None
    done_at: Moment | None = None
    sent_at: Moment | None = None

    @model_validator(mode="after")
    def _whole(self) -> UrgentBody:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("经度和纬度要么都给，要么都不给")
        return self


class ActBody(Body):
    """POST /urgent-calls/{id}/received and /withdraw: nothing to say."""


class UrgentQuery(Query):
    """GET /urgent-calls."""

    open: Flag | None = None


CALL = record(
    id=INTEGER, state=STRING, made_at=TIME, called_at=TIME, text=STRING,
    person=record(id=INTEGER, name=STRING, phone=nullable(STRING)), district=NAMED, town=nullable(NAMED),
    grid=nullable(NAMED), lon=nullable(NUMBER), lat=nullable(NUMBER), accuracy_m=nullable(NUMBER), told=array(STRING),
    received=nullable(record(name=STRING, at=TIME)), withdrawn_at=nullable(TIME), mine=BOOLEAN, may_receive=BOOLEAN)
CALLS = record(items=array(CALL), as_of=TIME)
