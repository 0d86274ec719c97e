"""Bodies, queries and documented answers of contacts, codes and notices to reporters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Cursor, Limit, Uuid

_WAY = record(code=STRING, name=STRING, simulated=BOOLEAN, check=BOOLEAN)
WAYS = record(ways=array(_WAY), code_minutes=INTEGER)
CODE_SENT = record(id=STRING, expires_at=TIME, simulated=BOOLEAN, played=nullable(STRING), tries=INTEGER)
PROVED = record(proof=STRING, until=TIME)
NOTICE = record(
    id=INTEGER, kind=STRING, kind_name=STRING, channel=STRING, channel_name=STRING, simulated=BOOLEAN,
    ticket=nullable(STRING), district=nullable(NAMED), town=nullable(NAMED), text=STRING, state=STRING,
    state_name=STRING, tries=INTEGER, error=nullable(record(code=STRING, name=STRING)), created_at=TIME,
    send_at=nullable(TIME), ended_at=nullable(TIME))
_COUNT = record(state=STRING, name=STRING, value=INTEGER, definition=STRING, link=STRING)
NOTICES = record(items=array(NOTICE), next=nullable(STRING), as_of=TIME, counts=array(_COUNT), may_retry=BOOLEAN,
                 ways=array(_WAY), code_minutes=INTEGER)


class CodeBody(Body):
    """POST /contact-codes: `id` names the code and is the proof once it has been typed back."""

    id: Uuid
    way: Literal["sms", "email"]
    to: Annotated[Text, Field(min_length=3, max_length=120,
                              pattern=r"^(\+?[\d\s-]{5,20}|[^\s@,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5})$")]


class TypedBody(Body):
    """POST /contact-codes/{id}/check."""

    code: Annotated[Text, Field(pattern=r"^\d{6}$")]


class NoticesQuery(Query):
    """GET /reporter-notices."""

    state: Literal["waiting", "sending", "sent", "failed", "dropped"] | None = None
    channel: Literal["sms", "wechat", "email"] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None
