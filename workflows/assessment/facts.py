"""What is counted: one fact for each thing that fell due, was decided or was said. Facts are never changed.

A fact names whose it is by the codes of its place, its department and its person: an indicator counts it for the
owner whose code stands in that owner's field (OWNER_FIELD). They are many, so they are plain slotted classes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """Whose score it is."""

    MEMBER = "member"
    GRID = "grid"
    COMMUNITY = "community"
    TOWN = "town"
    DISTRICT = "district"
    DEPARTMENT = "department"


LEVEL_NAMES: dict[Level, str] = {
    Level.MEMBER: "网格员",
    Level.GRID: "网格",
    Level.COMMUNITY: "社区",
    Level.TOWN: "镇街",
    Level.DISTRICT: "区",
    Level.DEPARTMENT: "责任部门",
}
# The field of a fact that holds an owner's code; a person's code is the id.
OWNER_FIELD: dict[Level, str] = {
    Level.MEMBER: "person",
    Level.GRID: "street_grid",
    Level.COMMUNITY: "community",
    Level.TOWN: "town",
    Level.DISTRICT: "district",
    Level.DEPARTMENT: "department",
}


class Kind(StrEnum):
    """Kinds of facts; the value begins a fact's name."""

    STAGE = "stage"  # a clock of a case that fell due
    TASK = "task"  # a confirmation that one named person was asked for
    CHECK = "check"  # a result that one person checked
    MOMENT = "moment"  # a countable step of a case: accepted, registered, dispatched, handled, closed, ruled …
    RATING = "rating"  # what a reporter said of an answer
    CONTACT = "contact"  # a reporter who had to be contacted
    CALL = "call"  # a unit that was called by a whistle
    WHISTLE = "whistle"  # a whistle itself
    REPORT = "report"  # something that a member reported, or that a member's grid missed
    TURN = "turn"  # a source of pollution whose look fell due
    RECHECK = "recheck"  # a blind second look at what somebody confirmed or checked
    SAMPLE = "sample"  # 平台巡查: a case or visit that was drawn and looked at by a checklist
    REMINDER = "reminder"  # 工作提醒: a reminder that wanted an answer
    FINDING = "finding"  # 专项检查: an item of a form at one place


@dataclass(slots=True)
class Fact:
    """`ref` is its name for ever (`stage:<case>:<run>`), `at` the moment (UTC) by which it counts in a period."""

    kind: Kind
    ref: str
    case_id: int | None
    at: datetime
    district: str | None
    town: str | None
    street_grid: str | None
    sub_grid: str | None
    community: str | None
    department: str | None
    person: int | None


def owner_of(fact: Fact, level: Level) -> str | None:
    """Code of whoever answers for the fact on that level; None when nobody does."""
    value = getattr(fact, OWNER_FIELD[level])
    return None if value is None else str(value)


def to_content(fact: Fact) -> dict[str, Any]:
    """The fact as JSON values, moments as ISO texts in UTC; `from_content` of its class reads them again."""
    found: dict[str, Any] = {}
    for field in fields(fact):
        value = getattr(fact, field.name)
        found[field.name] = value.isoformat() if isinstance(value, datetime) else value
    return found
