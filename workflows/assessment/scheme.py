"""A scheme: which lines each card holds, with weights, targets, deductions, caps and grades. Data with versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workflows.assessment.facts import Level


class CardKey(StrEnum):
    """The three cards of the field: posts, grids, and the units above them."""

    MEMBER = "member"
    GRID = "grid"
    UNIT = "unit"


CARD_OF: dict[Level, CardKey] = {
    Level.MEMBER: CardKey.MEMBER,
    Level.GRID: CardKey.GRID,
    Level.COMMUNITY: CardKey.GRID,
    Level.TOWN: CardKey.UNIT,
    Level.DISTRICT: CardKey.UNIT,
    Level.DEPARTMENT: CardKey.UNIT,
}
# Lines that are no indicator but the mean of the scores below: of a grid's members, of a unit's grids.
MEMBERS_MEAN, GRIDS_MEAN = "members_mean", "grids_mean"


# Parameters: days of a window of coverage; the least weight of counted lines on which a total may rest.
COVERAGE_DAYS, LEAST_WEIGHT = "coverage_days", "least_weight"


class PeriodKind(StrEnum):
    """How long a period is; its first day is the first of a month, a quarter or a year in Asia/Shanghai."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Period:
    """Days in Asia/Shanghai, both included."""

    kind: PeriodKind
    first: date
    last: date


@dataclass(frozen=True)
class Line:
    """One line of a card. `full` is the rate from which the whole weight is given, `none` the rate at which nothing is;
    between them it is linear (for a rate that should be low, full < none). Below `minimum` counted facts the window is
    lengthened, and when that is not enough the weight is spread over the other lines."""

    code: str
    weight: int
    full: Fraction
    none: Fraction
    minimum: int
    levels: frozenset[Level] = frozenset()  # of the card's levels; empty means all of them


@dataclass(frozen=True)
class Deduction:
    """Points taken off for something that people have established, and the best grade left after it.

    `flags` are kinds of doubts about evidence that stand for it once a person has said that they hold; without any,
    it is established by hand."""

    code: str
    name: str
    points: Fraction
    cap: str | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grade:
    """A grade from its lowest total upwards."""

    code: str
    name: str
    at_least: Fraction


@dataclass(frozen=True)
class Scheme:
    """One version of the whole.

    `lengthen` are days of longer windows that end with the period: a line short of facts is counted over the first
    that is longer than the period. `grassroots_minimum` is the least weight of the grids' mean on a town's or
    district's card. `peer_groups` is the group of a division's code (the longest code that fits a place decides).
    """

    version: int
    title: str
    cards: dict[CardKey, tuple[Line, ...]]
    grades: tuple[Grade, ...]
    deductions: tuple[Deduction, ...]
    lengthen: tuple[int, ...]
    grassroots_minimum: int
    rank_minimum: int
    peer_groups: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, int] = field(default_factory=dict)
