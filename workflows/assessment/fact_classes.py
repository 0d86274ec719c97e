"""The class of each kind of fact, and facts read again from the JSON in which a frozen period keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from workflows.assessment.facts import Fact, Kind
from workflows.assessment.facts_cases import (
    CheckFact,
    ContactFact,
    MomentFact,
    RatingFact,
    StageFact,
    TaskFact,
)
from workflows.assessment.facts_instruments import FindingFact, ReminderFact, SampleFact
from workflows.assessment.facts_units import CallFact, RecheckFact, ReportFact, TurnFact, WhistleFact

CLASSES: dict[Kind, type[Fact]] = {
    Kind.STAGE: StageFact, Kind.TASK: TaskFact, Kind.CHECK: CheckFact, Kind.MOMENT: MomentFact,
    Kind.RATING: RatingFact, Kind.CONTACT: ContactFact, Kind.CALL: CallFact, Kind.WHISTLE: WhistleFact,
    Kind.REPORT: ReportFact, Kind.TURN: TurnFact, Kind.RECHECK: RecheckFact, Kind.SAMPLE: SampleFact,
    Kind.REMINDER: ReminderFact, Kind.FINDING: FindingFact,
}
_MOMENTS = {kind: frozenset(field.name for field in fields(found) if str(field.type).startswith("datetime"))
            for kind, found in CLASSES.items()}


def from_content(content: Mapping[str, Any]) -> Fact:
    """The fact that `to_content` wrote."""
    kind = Kind(content["kind"])
    values: dict[str, Any] = dict(content, kind=kind)
    for name in _MOMENTS[kind]:
        if values.get(name) is not None:
            values[name] = datetime.fromisoformat(values[name])
    return CLASSES[kind](**values)


def as_kept(fact: Fact, content: Mapping[str, Any]) -> Fact:
    """The fact without what a period that was frozen earlier did not know yet: such a field has its default there."""
    for field in fields(fact):
        if field.name not in content:
            setattr(fact, field.name, field.default)
    return fact
