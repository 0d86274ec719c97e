"""Bodies, queries and documented answers of weekly meeting packs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from server.api.answers import (
    BOOLEAN,
    DAY,
    EMPTY,
    INTEGER,
    NAMED,
    PHOTO,
    STRING,
    TIME,
    array,
    nullable,
    record,
)
from server.api.edge import Body, Query, Text
from server.api.schemas import Code, Cursor, Day, Limit

ROW = record(("counts",), ref=STRING, title=STRING, grid=STRING, text=STRING, who=STRING, value=STRING,
             case_id=nullable(INTEGER), source_id=nullable(INTEGER), late=BOOLEAN, counts=EMPTY)
PART = record(("left_out", "note"), key=STRING, title=STRING, definition=STRING, n=INTEGER, rows=array(ROW),
              left_out=INTEGER, note=STRING)
CHOSEN = nullable(record(
    case_id=INTEGER, number=STRING, title=STRING, grid=STRING, place=STRING, text=STRING, note=STRING,
    photos=array(record(("purpose",), id=INTEGER, sha256=STRING, name=STRING, small=STRING, large=STRING,
                        purpose=STRING, width=INTEGER, height=INTEGER))))
SUGGESTED = array(record(case_id=INTEGER, number=STRING, title=STRING, grid=STRING, why=STRING,
                         thumb=nullable(STRING)))
OWNER = record(kind=STRING, code=nullable(STRING), person_id=nullable(INTEGER), name=STRING)
ITEM = record(
    id=INTEGER, pack_id=INTEGER, community=NAMED, week=DAY, words=STRING, owner=OWNER, due_on=DAY, state=STRING,
    state_name=STRING, late=BOOLEAN, done_late=BOOLEAN, done_at=nullable(TIME), done_by=nullable(STRING), proof=STRING,
    photo=nullable(PHOTO), reason=STRING, may_finish=BOOLEAN, may_withdraw=BOOLEAN, may_return=BOOLEAN)
PACK = record(
    id=INTEGER, version=INTEGER, state={"enum": ["draft", "signed"]}, community=NAMED, town=NAMED, district=NAMED,
    first=DAY, last=DAY, as_of=TIME, simulated=BOOLEAN, parts=array(PART),
    layout=record(order=array(STRING), hidden=array(STRING), notes={"type": "object"}), review=STRING, good=CHOSEN,
    bad=CHOSEN, items=array(ITEM), supplements=array(record(id=INTEGER, text=STRING, who=STRING, at=TIME)),
    signed_at=nullable(TIME), signed_by=STRING, hash=nullable(STRING), may_edit=BOOLEAN, may_add=BOOLEAN,
    suggestions=record(good=SUGGESTED, bad=SUGGESTED),
    owners=array(record(kind=STRING, code=nullable(STRING), person_id=nullable(INTEGER), name=STRING, role=STRING)),
    read_at=TIME)
PACKS = record(
    week=record(first=DAY, last=DAY), n=INTEGER, signed=INTEGER, definition=STRING, as_of=TIME, next=nullable(STRING),
    items=array(record(
        community=NAMED, town=NAMED, head=nullable(STRING), pack_id=nullable(INTEGER), signed_at=nullable(TIME),
        state={"enum": ["none", "draft", "signed"]}, open=INTEGER, late=INTEGER, own=BOOLEAN)))
OWN_ITEMS = record(items=array(ITEM), open=INTEGER, as_of=TIME)
FILE = {"type": "string", "contentMediaType": "application/octet-stream"}

Words = Annotated[Text, Field(min_length=2, max_length=500, pattern=r"\S")]
Note = Annotated[Text, Field(max_length=500)]
Case = Annotated[int, Field(ge=1, le=2**53)]
Ref = Annotated[Text, Field(min_length=1, max_length=60)]


class PacksQuery(Query):
    """GET /meeting-packs: `week` is a Monday; without one, the week that has ended."""

    division: Code | None = None
    week: Day | None = None
    limit: Limit = 200
    cursor: Cursor | None = None


class OpenBody(Body):
    """POST /meeting-packs."""

    community: Code


class LayoutBody(Body):
    """How the parts are shown: all three together."""

    order: Annotated[list[Ref], Field(max_length=20)]
    hidden: Annotated[list[Ref], Field(max_length=500)]
    notes: Annotated[dict[Ref, Note], Field(max_length=20)]


class EditBody(Body):
    """POST /meeting-packs/{id}: what is not named stays as it is; a case is taken away with null."""

    layout: LayoutBody | None = None
    review: Annotated[Text, Field(max_length=2000)] | None = None
    good_case_id: Case | None = None
    good_note: Note | None = None
    bad_case_id: Case | None = None
    bad_note: Note | None = None

    @model_validator(mode="after")
    def _something(self) -> EditBody:
        if not self.model_fields_set:
            raise ValueError("没有要改的内容")
        return self


class ItemBody(Body):
    """POST /meeting-packs/{id}/items: whose it is stands in `owners` of the pack."""

    words: Words
    kind: Literal["grid", "person", "unit"]
    code: Code | None = None
    person_id: Case | None = None
    due_on: Day


class WordsBody(Body):
    """A reason, a result or a supplement."""

    text: Words


class FileQuery(Query):
    """GET /meeting-packs/{id}/file."""

    format: Literal["pdf", "xlsx"] = "pdf"
