"""Lines of a score as people read them: rate, n, window, weight before and after spreading, points as a written sum."""

from __future__ import annotations

from typing import Any

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import MEANS, lines_of
from workflows.assessment.english import formula_in_english
from workflows.assessment.facts import Level
from workflows.assessment.indicator import formula
from workflows.assessment.result import LineState, ScoreLine
from workflows.assessment.scheme import GRIDS_MEAN, MEMBERS_MEAN, Line, Scheme
from workflows.assessment.written import in_percent, in_points, plain

MEAN_NAMES = {MEMBERS_MEAN: ("网格员平均分", "Mean of the members"), GRIDS_MEAN: ("基层网格板块", "Mean of the grids")}
MEAN_FORMULAS = {
    MEMBERS_MEAN: {"numerator": "本网格（社区）内有总分的网格员的总分之和", "denominator": "其中有总分的网格员人数"},
    GRIDS_MEAN: {"numerator": "辖区内有总分的网格的总分之和", "denominator": "其中有总分的网格个数"}}
MEANS_IN_ENGLISH = {
    MEMBERS_MEAN: {"numerator": "sum of the totals of its members who have one", "denominator": "number of these"},
    GRIDS_MEAN: {"numerator": "sum of the totals of its grids that have one", "denominator": "number of these"}}
STATE_WORDS = {LineState.SCORED: "", LineState.LENGTHENED: "本期件数不足，统计期已延长",
               LineState.FEW: "样本不足，本行不计分，分值分到其余各行"}


def shape_lines(scheme: Scheme, level: Level, lines: list[ScoreLine]) -> list[dict[str, Any]]:
    """All lines of a card in their order."""
    rules = {rule.code: rule for rule in lines_of(scheme, level)}
    return [shape_line(line, rules.get(line.code)) for line in lines]


def shape_line(line: ScoreLine, rule: Line | None) -> dict[str, Any]:
    """One line; the rate, its ends and its share are given as they are written."""
    name, name_en = line_names(line.code)
    rate = line.part / line.whole if line.whole else None
    return {"code": line.code, "name": name, "name_en": name_en, "mean": line.code in MEANS,
            "state": line.state.value, "state_words": STATE_WORDS[line.state], "first": line.first,
            "last": line.last, "n": line.n, "left_out": line.out, "rate": in_percent(rate),
            "part": plain(line.part * (100 if line.code in MEANS else 1)), "whole": plain(line.whole),
            "weight": line.weight, "used": plain(line.used, 3), "points": in_points(line.points),
            "share": in_percent(line.points / line.used if line.used else None),
            "full": in_percent(rule.full) if rule else None, "none": in_percent(rule.none) if rule else None,
            "minimum": rule.minimum if rule else None, "formula": line_formula(line.code)}


def line_names(code: str) -> tuple[str, str]:
    """Name of a line in both languages; the code of an indicator that no longer exists."""
    if code in MEAN_NAMES:
        return MEAN_NAMES[code]
    indicator = INDICATORS.get(code)
    return (indicator.name, indicator.name_en) if indicator else (code, code)


def line_formula(code: str) -> dict[str, Any] | None:
    """How the rate is counted, from the tests that run."""
    if code in MEAN_FORMULAS:
        return {**MEAN_FORMULAS[code], "leaves_out": ["样本不足、没有总分的"], "count_by": "本期得分", "unit": "points",
                "better": "high", "source": "", "note": "每个对象同等计入，不按件数加权",
                "english": {**MEANS_IN_ENGLISH[code], "leaves_out": ["too few facts, no total"]}}
    one = INDICATORS.get(code)
    return {**formula(one), "english": formula_in_english(one)} if one else None
