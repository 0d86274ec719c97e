"""From counted facts to points: a line's share, the weight of lines short of facts spread, deductions, the grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from workflows.assessment.result import LineState, ScoreLine
from workflows.assessment.scheme import LEAST_WEIGHT, Deduction, Grade, Line, Scheme

NOTHING, WHOLE = Fraction(0), Fraction(1)
FULL_CARD = 100
# A line's points are rounded here, once, half up; from there on everything is an exact sum of what people read, so
# that a printed total is the sum of the printed lines and a mean that of printed totals.
THOUSAND = 1000


def share(line: Line, value: Fraction) -> Fraction:
    """How much of its weight a rate earns: nothing at `none`, all at `full`, in a straight line between them."""
    return min(WHOLE, max(NOTHING, (value - line.none) / (line.full - line.none)))


def give_points(rules: Sequence[Line], counted: Sequence[ScoreLine]) -> tuple[ScoreLine, ...]:
    """The lines with their weight after spreading and their points. The weight of lines short of facts goes to the
    others in proportion to theirs; when every line is short, nothing is given."""
    heavy = [0 if line.state is LineState.FEW else rule.weight for rule, line in zip(rules, counted, strict=True)]
    return tuple(_give(rule, line, used) for rule, line, used in zip(rules, counted, _spread(heavy), strict=True))


def _spread(weights: Sequence[int]) -> list[Fraction]:
    """The whole card over these weights, in thousandths that sum to it exactly: what is left after rounding down goes
    to the largest remainders, among equal ones to the first. So a faultless card has 100 points and none has more."""
    total, whole = sum(weights), FULL_CARD * THOUSAND
    if not total:
        return [NOTHING] * len(weights)
    shares = [divmod(weight * whole, total) for weight in weights]
    first = sorted(range(len(weights)), key=lambda at: -shares[at][1])[:whole - sum(down for down, _ in shares)]
    return [Fraction(down + (at in first), THOUSAND) for at, (down, _) in enumerate(shares)]


def _give(rule: Line, line: ScoreLine, used: Fraction) -> ScoreLine:
    if not used:
        return replace(line, weight=rule.weight, used=NOTHING, points=NOTHING)
    points = Fraction(rounded(used * share(rule, line.part / line.whole)), THOUSAND)
    return replace(line, weight=rule.weight, used=used, points=points)


def total_of_lines(scheme: Scheme, lines: Iterable[ScoreLine]) -> Fraction | None:
    """Sum of the points; None when what could be counted weighs less than the scheme asks for, or nothing could."""
    held = [line for line in lines if line.state is not LineState.FEW]
    enough = sum(line.weight for line in held) >= scheme.parameters.get(LEAST_WEIGHT, 0)
    return sum((line.points for line in held), NOTHING) if held and enough else None


def take_off(scheme: Scheme, codes: Iterable[str]) -> tuple[Fraction, str | None]:
    """Points of these deductions, each as often as it was established, and the code of the one with the lowest cap."""
    known = {deduction.code: deduction for deduction in scheme.deductions}
    found = [known[code] for code in codes if code in known]
    capped = sorted((one for one in found if one.cap), key=lambda one: (-_rank_of(scheme, one.cap), one.code))
    return sum((one.points for one in found), NOTHING), capped[0].code if capped else None


def _rank_of(scheme: Scheme, grade: str | None) -> int:
    """Position among the grades, the best is 0."""
    return next(position for position, one in enumerate(scheme.grades) if one.code == grade)


def grade_of(scheme: Scheme, total: Fraction | None, cap: Deduction | None) -> str | None:
    """The grade of a total, no better than the cap's. Without a total there is none, unless the cap is the lowest."""
    best = _rank_of(scheme, cap.cap) if cap is not None else 0
    if total is None:
        return scheme.grades[-1].code if best == len(scheme.grades) - 1 else None
    return scheme.grades[max(best, _position(scheme.grades, total))].code


def _position(grades: Sequence[Grade], total: Fraction) -> int:
    return next(position for position, one in enumerate(grades) if total >= one.at_least)


def rounded(value: Fraction, places: int = 3) -> int:
    """In thousandths (or as many places), half up, once and for reading only."""
    scaled = value * int(10**places) + Fraction(1, 2)
    return scaled.numerator // scaled.denominator
