"""Ranks: of grids and outcomes only, in periods long enough, among those with enough cases; never of persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from workflows.assessment.facts import Level
from workflows.assessment.result import Score
from workflows.assessment.scheme import PeriodKind, Scheme

_UNITS = frozenset({Level.GRID, Level.COMMUNITY, Level.TOWN, Level.DISTRICT, Level.DEPARTMENT})
# Towns by the month, everything else by the quarter: below that a rank would be a matter of luck.
RANKED: dict[PeriodKind, frozenset[Level]] = {
    PeriodKind.MONTH: frozenset({Level.TOWN}),
    PeriodKind.QUARTER: _UNITS,
    PeriodKind.YEAR: _UNITS,
}


def rank(scheme: Scheme, kind: PeriodKind, scores: Iterable[Score]) -> list[Score]:
    """The scores of one level with their ranks, over all and within the peer group. Equal totals share a rank."""
    held = list(scores)
    ranked = [score for score in held if score.level in RANKED[kind] and score.total is not None
              and score.n >= scheme.rank_minimum]
    overall = places([score.total for score in ranked if score.total is not None])
    groups: dict[str, dict[Fraction, int]] = {}
    sizes: dict[str, int] = {}
    for group in {score.peer_group for score in ranked if score.peer_group}:
        totals = [score.total for score in ranked if score.peer_group == group and score.total is not None]
        groups[group], sizes[group] = places(totals), len(totals)
    taking_part = {score.owner for score in ranked}
    return [_ranked(score, overall, len(ranked), groups, sizes) if score.owner in taking_part else score
            for score in held]


def _ranked(score: Score, overall: dict[Fraction, int], of: int, groups: dict[str, dict[Fraction, int]],
            sizes: dict[str, int]) -> Score:
    total, group = score.total, score.peer_group
    if total is None:
        return score
    of_group = groups.get(group or "")
    return replace(score, rank=overall[total], rank_of=of, group_rank=of_group[total] if of_group else None,
                   group_of=sizes[group] if group and of_group else None)


def places(totals: Sequence[Fraction]) -> dict[Fraction, int]:
    """The rank of each total, the highest first; equal ones share a rank and the next ones are counted after them."""
    found: dict[Fraction, int] = {}
    for position, total in enumerate(sorted(totals, reverse=True), 1):
        found.setdefault(total, position)
    return found
