"""Bodies and answers of saved filters."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.api.answers import INTEGER, STRING, array, record
from server.api.edge import Body, Text

NAME = Annotated[Text, Field(min_length=1, max_length=40)]


class FilterBody(Body):
    """POST /filters: a name, and parameters of GET /cases as they stand in its address."""

    name: NAME
    query: Annotated[dict[Text, Annotated[Text, Field(max_length=200)]], Field(min_length=1, max_length=12)]


FILTER = record(id=INTEGER, name=STRING, query={"type": "object", "additionalProperties": STRING}, link=STRING)
FILTERS = record(items=array(FILTER))
