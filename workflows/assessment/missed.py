"""漏报: which problems a visit may be found to have missed, which visits those are, and what is not held against it.

A miss is never scored. It counts only when an assessor says of one dated visit that the problem was visible then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.assessment.runs import LEFT

FOUND_BY_MEMBERS = frozenset({"grid_member"})


@dataclass(frozen=True)
class Bounds:
    """Days before the report, metres from it, days after it in which it may be stated (missed_finds.toml)."""

    days: int
    metres: int
    state_days: int


@dataclass(frozen=True)
class Problem:
    """A case: how it came in, what became of it, where it lies. `filed`: registered, or settled on the spot."""

    source: str
    state: str
    filed: bool
    found_at: datetime
    sub_grid: str | None
    street_grid: str | None


@dataclass(frozen=True)
class Look:
    """A visit: when, how far from the problem (None where that is not known), and for which grids its maker was a
    member then."""

    done_at: datetime
    metres: float | None
    held: Collection[str]


def why_no_miss(problem: Problem, bounds: Bounds, now: datetime) -> str | None:
    """Why no visit can have missed this problem; None when one can."""
    if problem.source in FOUND_BY_MEMBERS:
        return "这件是网格员自己先发现的，不是漏报"
    if problem.state in LEFT:
        return "不予受理、并入他案或撤回的，不认定漏报"
    if not problem.filed:
        return "立案或者自处置以后才能认定：先要确有其事"
    if problem.street_grid is None:
        return "不在任何网格内，没有谁巡查这里"
    if now - problem.found_at > timedelta(days=bounds.state_days):
        return f"上报已过 {bounds.state_days} 天，不再认定"
    return None


def may_have_missed(problem: Problem, look: Look, bounds: Bounds) -> bool:
    """Whether the visit was near enough, late enough before the report, and in the own grid of whoever made it."""
    before = problem.found_at - look.done_at
    own = {problem.sub_grid, problem.street_grid} & set(look.held)
    near = look.metres is not None and look.metres <= bounds.metres
    return timedelta(0) < before <= timedelta(days=bounds.days) and near and bool(own)
