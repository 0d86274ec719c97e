"""What the calls of the public map and of sounds take and answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.api.answers import (
    BOOLEAN,
    DAY,
    INTEGER,
    NAMED,
    NUMBER,
    PHOTO,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Query, Text
from server.api.schemas import Cursor

SOUND = {"content": {"audio/webm": {}, "audio/mp4": {}}}
PUBLIC_CASES = record(items=array(record(
    id=INTEGER, category=NAMED, state=STRING, state_name=STRING, phase=STRING, lon=NUMBER, lat=NUMBER,
    place=nullable(NAMED), reported_on=DAY, closed_on=nullable(DAY), reports=INTEGER, photos=array(PHOTO),
    simulated=BOOLEAN)), days=INTEGER, next=nullable(STRING), as_of=TIME)


class PublicCasesQuery(Query):
    """GET /public/cases: west, south, east, north in WGS-84 degrees."""

    bbox: Annotated[Text, Field(pattern=r"^-?\d{1,3}(\.\d{1,12})?(,-?\d{1,3}(\.\d{1,12})?){3}$")]
    limit: Annotated[int, Field(ge=1, le=500)] = 200
    cursor: Cursor | None = None


class SoundQuery(Query):
    """The end and the signature of a sound's link."""

    e: Annotated[Text, Field(max_length=12)]
    s: Annotated[Text, Field(max_length=64)]
