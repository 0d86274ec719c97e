"""Bodies, queries and answers of work reminders."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Flag, Limit
from workflows.assessment.reminding import ReminderState

Words = Annotated[Text, Field(min_length=1, max_length=1000)]


class RemindersQuery(Query):
    """GET /work-reminders."""

    mine: Flag | None = None
    state: ReminderState | None = None
    rule: Code | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class ReminderAnswerBody(Body):
    """POST /work-reminders/{id}/answer."""

    text: Words


class ReminderWithdrawBody(Body):
    """POST /work-reminders/{id}/withdraw."""

    reason: Words


_STATES = [state.value for state in ReminderState if state is not ReminderState.LATE]
_RULE: dict[str, Any] = record(code=STRING, name=STRING, name_en=STRING)
REMINDER = record(
    id=INTEGER, rule=_RULE, ask=STRING, ask_en=STRING, to=record(kind=STRING, name=STRING, division=nullable(NAMED)),
    state={"enum": _STATES}, late=BOOLEAN, raised_at=TIME, due_at=TIME,
    facts=array(record(kind=STRING, id={"type": ["integer", "string"]}, label=STRING, more=STRING, at=TIME)),
    answer=STRING, reason=STRING, ended_at=nullable(TIME), ended_by=nullable(STRING), mine=BOOLEAN,
    may_answer=BOOLEAN, may_withdraw=BOOLEAN)
REMINDERS = record(
    items=array(REMINDER), next=nullable(STRING), rules=array(_RULE), limit=STRING, definition=STRING, as_of=TIME,
    counts=record(open=INTEGER, late=INTEGER, n=INTEGER, on_time=INTEGER))
