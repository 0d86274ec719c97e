"""What the calls about the reminder ladder take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, TIME, array, nullable, record
from server.api.edge import Body, Text
from workflows.escalation import Rung

RungCode = Annotated[Text, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,29}$")]


class RungBody(Body):
    """One rung of POST /ladder."""

    code: RungCode
    stage: Annotated[Text, Field(max_length=12)]
    relation: Literal["percent", "before", "after"]
    amount: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["natural_hours", "working_hours", "working_days", "natural_days"] | None = None
    addressee: Annotated[Text, Field(max_length=12)]
    name: Annotated[Text, Field(min_length=1, max_length=40)]
    text: Annotated[Text, Field(min_length=1, max_length=200)]
    active: bool = True

    def rung(self) -> Rung:
        """The rung as the rules want it."""
        return Rung(**self.model_dump())


class LadderBody(Body):
    """POST /ladder: all rungs, and the version that was seen."""

    version: Annotated[int, Field(ge=0, lt=2**31)]
    rungs: Annotated[list[RungBody], Field(min_length=1, max_length=100)]


LADDER = record(
    version=INTEGER, changed_at=nullable(TIME), may_edit=BOOLEAN, source=STRING, stages=array(NAMED),
    addressees=array(NAMED), rungs=array(record(
        code=STRING, stage=STRING, relation=STRING, amount=INTEGER, unit=nullable(STRING), addressee=STRING,
        name=STRING, text=STRING, active=BOOLEAN, when=STRING)))
