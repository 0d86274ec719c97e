"""Scores from facts: every line counted over its window, weights spread, deductions, grade, means of those below.

Pure and exact. The order of the facts changes nothing, because counts are sums of integers and fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.counting import Counting, Counts
from workflows.assessment.facts import Fact, Kind, Level
from workflows.assessment.indicator import Exemptions, steps_of
from workflows.assessment.marks import Mark
from workflows.assessment.periods import longer_window, moments
from workflows.assessment.points import NOTHING, give_points, grade_of, take_off, total_of_lines
from workflows.assessment.ranks import rank
from workflows.assessment.result import LineState, Score, ScoreLine
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import CARD_OF, GRIDS_MEAN, MEMBERS_MEAN, Line, Period, Scheme

# Those below are scored first.
ORDER = (Level.MEMBER, Level.GRID, Level.COMMUNITY, Level.TOWN, Level.DISTRICT, Level.DEPARTMENT)
MEANS = {MEMBERS_MEAN: Level.MEMBER, GRIDS_MEAN: Level.GRID}
Below = Mapping[Level, Mapping[str, Fraction | None]]


def lines_of(scheme: Scheme, level: Level) -> tuple[Line, ...]:
    """The lines of a level's card, in their order."""
    return tuple(line for line in scheme.cards[CARD_OF[level]] if not line.levels or level in line.levels)


def kinds_for(scheme: Scheme, levels: Iterable[Level]) -> frozenset[Kind]:
    """Kinds of facts that the cards of these levels look at."""
    return frozenset(kind for level in levels for line in lines_of(scheme, level) if line.code not in MEANS
                     for kind in INDICATORS[line.code].kinds)


def steps_for(scheme: Scheme, levels: Iterable[Level]) -> frozenset[str] | None:
    """Countable steps that the cards of these levels look at; None when it might be any."""
    return steps_of(INDICATORS[line.code] for level in levels for line in lines_of(scheme, level)
                    if line.code not in MEANS)


def counting_for(scheme: Scheme, period: Period, exempt: Exemptions, levels: Iterable[Level] = ORDER) -> Counting:
    """Counts the lines of these levels' cards, to be fed with facts: those of the period, and for lines that are short
    of facts then those of the longer window as well."""
    start, end = moments(period.first, period.last)
    longer = longer_window(scheme, period)
    lines = {level: [INDICATORS[line.code] for line in lines_of(scheme, level) if line.code not in MEANS]
             for level in levels}
    return Counting(lines, moments(longer, period.last)[0] if longer else start, start, end, exempt)


def compute(scheme: Scheme, period: Period, facts: Iterable[Fact], roster: Roster, exempt: Exemptions,
            marks: Iterable[Mark], *, levels: frozenset[Level] | None = None, below: Below | None = None,
            only: str | None = None) -> tuple[Score, ...]:
    """Scores of everybody on these levels (all when none are named) from all facts of the longest window."""
    counting = counting_for(scheme, period, exempt, ORDER if levels is None else levels)
    counting.add(facts)
    return scores_of(counting, scheme, period, roster, marks, levels=levels, below=below, only=only)


def scores_of(counting: Counting, scheme: Scheme, period: Period, roster: Roster, marks: Iterable[Mark], *,
              levels: frozenset[Level] | None = None, below: Below | None = None, only: str | None = None,
              ) -> tuple[Score, ...]:
    """Scores of everybody on these levels from what was counted, with ranks where a rank is allowed.

    `below` are totals of lower levels that are known already; they stand in for levels that are not computed here.
    `only` is the one owner whose score is wanted: it gets no rank.
    """
    totals: dict[Level, dict[str, Fraction | None]] = {level: dict(held) for level, held in (below or {}).items()}
    established = _established(marks, period)
    found: list[Score] = []
    for level in ORDER:
        if levels is not None and level not in levels:
            continue
        scores = [_score(scheme, period, level, owner, counting, roster, totals, established.get((level, owner), []))
                  for owner in roster.owners(level, period.first, period.last) if only in (None, owner)]
        totals[level] = {score.owner: score.total for score in scores}
        found += rank(scheme, period.kind, scores) if only is None else scores
    return tuple(found)


def _established(marks: Iterable[Mark], period: Period) -> dict[tuple[Level, str], list[str]]:
    start, end = moments(period.first, period.last)
    found: dict[tuple[Level, str], list[str]] = {}
    for mark in marks:
        if start <= mark.at < end:
            found.setdefault((mark.level, mark.owner), []).append(mark.code)
    return found


def _score(scheme: Scheme, period: Period, level: Level, owner: str, counting: Counting, roster: Roster, totals: Below,
           established: list[str]) -> Score:
    longer, rules = longer_window(scheme, period), lines_of(scheme, level)
    counted = [mean_line(line, period, totals_below(line, level, owner, period, roster, totals)) if line.code in MEANS
               else _counted(line, period, longer, counting.counts(level, line.code, owner)) for line in rules]
    lines = give_points(rules, counted)
    lines_total = total_of_lines(scheme, lines)
    deducted, cap = take_off(scheme, established)
    total = None if lines_total is None else max(NOTHING, lines_total - deducted)
    capping = next((one for one in scheme.deductions if one.code == cap), None)
    return Score(level, owner, peer_group(scheme, level, owner, roster), lines, lines_total, deducted, total,
                 grade_of(scheme, total, capping), cap, counting.cases(level, owner))


def totals_below(line: Line, level: Level, owner: str, period: Period, roster: Roster, totals: Below,
                 ) -> list[Fraction]:
    """Totals of those whose mean the line is, without those who have none."""
    owners = (roster.members_of(level, owner, period.first, period.last) if line.code == MEMBERS_MEAN
              else roster.grids_of(owner))
    known = totals.get(MEANS[line.code], {})
    return [total for one in owners if (total := known.get(one)) is not None]


def mean_line(line: Line, period: Period, totals: list[Fraction]) -> ScoreLine:
    """The mean of the totals below as a rate between 0 and 1: everybody counts the same."""
    enough = len(totals) >= line.minimum
    return ScoreLine(line.code, LineState.SCORED if enough else LineState.FEW, period.first, period.last, len(totals),
                     sum(totals, NOTHING) / 100, Fraction(len(totals)), 0, line.weight, NOTHING, NOTHING)


def _counted(line: Line, period: Period, longer: date | None, counts: Counts) -> ScoreLine:
    """Over the period; short of facts, over the longer window; short again, too few to say anything."""
    first, state, tally = period.first, LineState.SCORED, counts.own
    if tally.n < line.minimum and longer is not None:
        first, state, tally = longer, LineState.LENGTHENED, counts.longer
    if tally.n < line.minimum or not tally.whole:
        state = LineState.FEW
    return ScoreLine(line.code, state, first, period.last, tally.n, tally.part, tally.whole, tally.out, line.weight,
                     NOTHING, NOTHING)


UNIT_GROUPS = {"city": "市级部门", "district": "区级部门", "town": "镇街单位"}


def peer_group(scheme: Scheme, level: Level, owner: str, roster: Roster) -> str | None:
    """The group of comparable ones: by the longest code of the scheme that the owner's code begins with; departments
    are compared with those of their own level; a district is in no group, members are never compared."""
    if level in (Level.MEMBER, Level.DISTRICT):
        return None
    if level is Level.DEPARTMENT:
        return UNIT_GROUPS.get(roster.units.get(owner, ""))
    fitting = [code for code in scheme.peer_groups if owner.startswith(code)]
    return scheme.peer_groups[max(fitting, key=len)] if fitting else None
