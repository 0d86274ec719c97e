"""What people have established against somebody, for which the scheme takes points off and caps the grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflows.assessment.facts import Level


@dataclass(frozen=True)
class Mark:
    """`code` is a deduction of the scheme; `ref` names what was decided, `at` when: it counts in that period."""

    code: str
    level: Level
    owner: str
    ref: str
    at: datetime
    case_id: int | None = None
