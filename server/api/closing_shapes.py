"""Bodies, queries and answers of closing and answering."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, NUMBER, PHOTO, STRING, TIME, array, nullable, record
from server.api.edge import Body, Query, Text
from server.api.schemas import Code

Words = Annotated[Text, Field(min_length=1, max_length=2000, pattern=r"\S")]
Action = Literal["check-pass", "close", "decline", "ask-reporter"]


class NoteBody(Body):
    """POST /cases/{id}/notes."""

    text: Words
    visibility: Literal["station", "departments", "public"]


class LinkBody(Body):
    """POST /cases/{id}/enterprise-link: who is asked, as the handler knows them."""

    name: Annotated[Text, Field(min_length=2, max_length=100, pattern=r"\S")]


class EnterpriseBody(Body):
    """POST /enterprise-answer: done or denied, with an explanation."""

    reply: Literal["done", "denied"]
    text: Words


class TemplatesQuery(Query):
    """GET /cases/{id}/templates: for the words of which step, and with which reason for declining."""

    action: Action
    reason_code: Code | None = None


class TemplateBody(Body):
    """A text to begin with."""

    action: Action
    category: Annotated[Text, Field(pattern=r"^[A-Z](\d{2})?$")] | None = None
    name: Annotated[Text, Field(min_length=1, max_length=60, pattern=r"\S")]
    text: Words
    active: bool = True


class PreviewBody(Body):
    """A text to look at."""

    text: Annotated[Text, Field(max_length=2000)]


class ClosingQuery(Query):
    """GET /stats/closing."""

    division: Code | None = None
    department: Code | None = None


QUESTION = record(number=INTEGER, text=STRING, state={"enum": ["open", "answered", "unanswered", "ended"]}, who=STRING,
                  unit=STRING, asked_at=TIME, due_at=TIME, reminded_at=nullable(TIME), ended_at=nullable(TIME),
                  answer=STRING)
STATES = {"enum": ["open", "answered", "revoked", "expired", "over"]}
LINK = record(id=INTEGER, name=STRING, state=STATES, who=STRING, unit=STRING, created_at=TIME, expires_at=TIME,
              answered_at=nullable(TIME), reply=nullable(STRING), text=STRING)
CASE_ANSWERS = record(standard=array(record(code=STRING, text=STRING)), questions=array(QUESTION), links=array(LINK))
NOTE = record(id=INTEGER, text=STRING, visibility=STRING, at=TIME, who=STRING)
NEW_LINK = record(id=INTEGER, name=STRING, expires_at=TIME, url=STRING)
ENTERPRISE = record(
    reference=STRING, state=STATES, asked_by=STRING, expires_at=TIME, reply=nullable(STRING),
    answered_at=nullable(TIME), category=nullable(NAMED), place=array(STRING), lon=nullable(NUMBER),
    lat=nullable(NUMBER), standard=array(STRING), photos=array(PHOTO))
FITTING = record(items=array(record(id=INTEGER, name=STRING, text=STRING)))
TEMPLATES = record(items=array(record(
    id=INTEGER, action=STRING, category=nullable(STRING), name=STRING, text=STRING, active=BOOLEAN, changed_by=STRING,
    changed_at=TIME)), placeholders=array(STRING))
SAVED = record(id=INTEGER)
PREVIEW = record(text=STRING, unknown=array(STRING))
CLOSING = record(as_of=TIME, place=nullable(NAMED), figures=array(record(
    key=STRING, name=STRING, value=INTEGER, n=INTEGER, definition=STRING, link=STRING)))
