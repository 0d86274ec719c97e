"""Which lines are short of facts in their period, so that the longer window has to be looked at, and whose."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import MEANS, lines_of
from workflows.assessment.counting import Counting
from workflows.assessment.facts import Kind, Level
from workflows.assessment.periods import longer_window
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import Period, Scheme

Short = dict[Kind, set[tuple[Level, str]]]


def short_of_facts(counting: Counting, scheme: Scheme, period: Period, roster: Roster, levels: Iterable[Level],
                   only: str | None = None) -> Short:
    """Of each kind of facts the owners who have a line that looks at it and is short: nobody else's score depends on
    what lies before the period. Nothing when the scheme has no window longer than the period."""
    found: Short = {}
    if longer_window(scheme, period) is None:
        return found
    for level in levels:
        lines = [line for line in lines_of(scheme, level) if line.code not in MEANS]
        for owner in roster.owners(level, period.first, period.last):
            if only not in (None, owner):
                continue
            for line in lines:
                if counting.counts(level, line.code, owner).own.n < line.minimum:
                    for kind in INDICATORS[line.code].kinds:
                        found.setdefault(kind, set()).add((level, owner))
    return found
