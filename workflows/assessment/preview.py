"""What other weights would have done: kept lines weighed anew, from the members upwards. No fact is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from workflows.assessment.compute import MEANS, ORDER, Below, lines_of, mean_line, totals_below
from workflows.assessment.facts import Level
from workflows.assessment.points import NOTHING, give_points, grade_of, total_of_lines
from workflows.assessment.ranks import rank
from workflows.assessment.result import LineState, Score, ScoreLine
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import Line, Period, Scheme


@dataclass(frozen=True)
class Preview:
    """Scores of a level as they would have been, by owner, and the codes of lines that the kept scores lack."""

    scores: dict[str, Score]
    unknown: tuple[str, ...]


def preview(scheme: Scheme, period: Period, kept: Iterable[Score], roster: Roster, level: Level) -> Preview:
    """Weigh the kept scores of a level by another scheme; the means follow from the levels below it."""
    by_level: dict[Level, list[Score]] = {}
    for score in kept:
        by_level.setdefault(score.level, []).append(score)
    totals: dict[Level, dict[str, Fraction | None]] = {}
    unknown: set[str] = set()
    for one in ORDER[:ORDER.index(level) + 1]:
        scores = [_weigh(scheme, period, score, roster, totals, unknown if one is level else set())
                  for score in by_level.get(one, [])]
        totals[one] = {score.owner: score.total for score in scores}
    return Preview({score.owner: score for score in rank(scheme, period.kind, scores)}, tuple(sorted(unknown)))


def _weigh(scheme: Scheme, period: Period, score: Score, roster: Roster, totals: Below, unknown: set[str]) -> Score:
    rules = lines_of(scheme, score.level)
    known = {line.code: line for line in score.lines}
    unknown |= {rule.code for rule in rules if rule.code not in known and rule.code not in MEANS}
    counted = [mean_line(rule, period, totals_below(rule, score.level, score.owner, period, roster, totals))
               if rule.code in MEANS else _kept(rule, period, known.get(rule.code)) for rule in rules]
    lines = give_points(rules, counted)
    lines_total = total_of_lines(scheme, lines)
    total = None if lines_total is None else max(NOTHING, lines_total - score.deducted)
    cap = next((one for one in scheme.deductions if one.code == score.cap), None)
    return replace(score, lines=lines, lines_total=lines_total, total=total, grade=grade_of(scheme, total, cap),
                   rank=None, rank_of=None, group_rank=None, group_of=None)


def _kept(rule: Line, period: Period, line: ScoreLine | None) -> ScoreLine:
    """What was counted then, against the minimum of now; a line that was not counted then is short of facts."""
    if line is None:
        return ScoreLine(rule.code, LineState.FEW, period.first, period.last, 0, NOTHING, NOTHING, 0, rule.weight,
                         NOTHING, NOTHING)
    if line.n < rule.minimum or not line.whole:
        return replace(line, state=LineState.FEW)
    return replace(line, state=LineState.SCORED if line.state is LineState.FEW else line.state)
