"""Facts of the three instruments: platform checks, work reminders and special inspections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflows.assessment.facts import Fact


@dataclass(slots=True)
class SampleFact(Fact):
    """平台巡查: one drawn case or visit, looked at by a checklist; `at` is when the look was finished.

    It belongs to whoever did the work that was looked at. `got` of `of` points: those of the items that applied;
    `of` 0 means that no item applied. `outlier` when it was drawn because of its grid's unlikely figures, `revised`
    when a second opinion replaced the first.
    """

    checklist: str
    stratum: str
    got: int
    of: int
    outlier: bool = False
    revised: bool = False


@dataclass(slots=True)
class ReminderFact(Fact):
    """工作提醒: a reminder that wanted an answer; `at` is the moment until which it did.

    `away` is the kind of absence during which it fell due for the person asked, `withdrawn` when the head took it back.
    """

    rule: str
    sent_at: datetime
    answered_at: datetime | None
    withdrawn: bool = False
    away: str | None = None


@dataclass(slots=True)
class FindingFact(Fact):
    """专项检查: one item of the form at one place; `at` is when it was found. `case_id`: the case that it became."""

    campaign: int
    item: str
    got: int
    of: int
