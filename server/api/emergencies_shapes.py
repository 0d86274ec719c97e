"""What the calls about emergencies take and answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Flag, Limit, Moment


class BeginBody(Body):
    """POST /emergencies: without communities the teams of the whole district are called."""

    district: Code
    title: Annotated[Text, Field(min_length=1, max_length=60)]
    reason: Annotated[Text, Field(min_length=1, max_length=1000)]
    planned_end: Moment
    communities: Annotated[list[Code], Field(max_length=400)] = Field(default_factory=list)


class EndBody(Body):
    """POST /emergencies/{id}/end."""

    note: Annotated[Text, Field(max_length=1000)] = ""


class EmergenciesQuery(Query):
    """GET /emergencies."""

    district: Code | None = None
    running: Flag | None = None


class PutOffQuery(Query):
    """GET /emergencies/{id}/put-off."""

    limit: Limit = 100
    cursor: Cursor | None = None


_WHO = record(id=INTEGER, name=STRING)
_PERSON = record(id=INTEGER, name=STRING, staff_no=nullable(STRING), phone=nullable(STRING),
                 office_phone=nullable(STRING), simulated=BOOLEAN)
_COUNTS = {"called": INTEGER, "received": INTEGER, "arrived": INTEGER, "empty": INTEGER}
_CALL = {"id": INTEGER, "role": STRING, "role_name": STRING, "person": nullable(_PERSON), "for": nullable(_WHO),
         "called_at": TIME, "received_at": nullable(TIME), "arrived_at": nullable(TIME),
         "received_by": nullable(_WHO), "arrived_by": nullable(_WHO), "may_mark": BOOLEAN}
_EMERGENCY = {
    "id": INTEGER, "district": NAMED, "title": STRING, "reason": STRING, "since": TIME, "planned_end": TIME,
    "ended_at": nullable(TIME), "end_note": STRING, "begun_by": _WHO, "ended_by": nullable(_WHO), "running": BOOLEAN,
    "overdue": BOOLEAN, "whose_turn": nullable(record(role_name=STRING, name=STRING, unit=STRING)),
    "simulated": BOOLEAN, "may_end": BOOLEAN, **_COUNTS, "paused": INTEGER, "resumed": INTEGER}
_TEAMS = array(record(community=NAMED, **_COUNTS, people=array(record(**_CALL))))
_PUT_OFF = array(record(
    case_id=INTEGER, number=STRING, stage=STRING, stage_name=STRING, category=NAMED, town=nullable(NAMED),
    state=STRING, state_name=STRING, paused_at=TIME, due_before=TIME, resumed_at=nullable(TIME),
    due_after=nullable(TIME), note=STRING))

NOTICES = record(items=array(record(district=NAMED, title=STRING, since=TIME, planned_end=TIME, simulated=BOOLEAN)))
EMERGENCIES = record(items=array(record(**_EMERGENCY)), may_begin=array(NAMED), as_of=TIME)
EMERGENCY = record(**_EMERGENCY, teams=_TEAMS)
ENDED = record(**_EMERGENCY, teams=_TEAMS, put_off=record(items=_PUT_OFF, next=nullable(STRING)))
PUT_OFFS = record(items=_PUT_OFF, next=nullable(STRING))
CALL = record(**_CALL, community=NAMED, emergency=nullable(record(
    id=INTEGER, district=NAMED, title=STRING, reason=STRING, since=TIME, planned_end=TIME)), whistle=nullable(record(
        id=INTEGER, number=STRING, district=NAMED, title=STRING, reason=STRING, since=TIME)))
CALLS = record(items=array(CALL))
