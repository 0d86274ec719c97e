"""What a computation gives: a score for each owner, made of lines that say how they came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workflows.assessment.facts import Level


class LineState(StrEnum):
    """How a line stands: scored in the period, scored over a longer window, or too few facts to say anything."""

    SCORED = "scored"
    LENGTHENED = "lengthened"
    FEW = "few"


@dataclass(frozen=True)
class ScoreLine:
    """One line: `first`/`last` is the window that was counted, `weight` the scheme's, `used` after spreading."""

    code: str
    state: LineState
    first: date
    last: date
    n: int
    part: Fraction
    whole: Fraction
    out: int
    weight: int
    used: Fraction
    points: Fraction


@dataclass(frozen=True)
class Score:
    """The score of one owner. `total` is None when no line has enough facts: then there is no grade and no rank.

    `lines_total` before deductions, `deducted` points, `cap` the code of the deduction that capped the grade.
    """

    level: Level
    owner: str
    peer_group: str | None
    lines: tuple[ScoreLine, ...]
    lines_total: Fraction | None
    deducted: Fraction
    total: Fraction | None
    grade: str | None
    cap: str | None
    n: int
    rank: int | None = None
    rank_of: int | None = None
    group_rank: int | None = None
    group_of: int | None = None
