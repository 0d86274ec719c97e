"""What a scheme may not be: weights that do not add up, a grassroots section too small, lines that nobody may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.indicator import Indicator
from workflows.assessment.scheme import (
    CARD_OF,
    COVERAGE_DAYS,
    GRIDS_MEAN,
    LEAST_WEIGHT,
    MEMBERS_MEAN,
    CardKey,
    Line,
    Scheme,
)
from workflows.assessment.scheme_body import Flaw
from workflows.doubts import CODE_NAMES

FULL_CARD = 100
CARD_NAMES = {CardKey.MEMBER: "岗位卡", CardKey.GRID: "网格与社区卡", CardKey.UNIT: "镇街、区和部门卡"}
# The means roll up from below: of a grid's members, of a town's or district's grids. A department has neither.
MEAN_LEVELS = {MEMBERS_MEAN: frozenset({Level.GRID, Level.COMMUNITY}),
               GRIDS_MEAN: frozenset({Level.TOWN, Level.DISTRICT})}
PARAMETERS = {COVERAGE_DAYS: (7, 92), LEAST_WEIGHT: (0, 100)}
OPTIONAL = frozenset({LEAST_WEIGHT})  # a scheme from before it rests on anything
# With two members each reads the other's score from the mean and their own.
FEWEST_MEMBERS = 3
LONGEST_WINDOW = 366


def flaws(scheme: Scheme, indicators: Mapping[str, Indicator]) -> list[Flaw]:
    """Everything that stands against a scheme, in the order of its parts; empty when it may be adopted."""
    return [*_cards(scheme, indicators), *_grassroots(scheme), *_grades(scheme), *_deductions(scheme), *_rest(scheme)]


def levels_of(card: CardKey) -> list[Level]:
    """The levels that a card is for."""
    return [level for level, key in CARD_OF.items() if key is card]


def weights(scheme: Scheme, level: Level) -> int:
    """Sum of the weights on a level's card."""
    return sum(line.weight for line in scheme.cards[CARD_OF[level]] if not line.levels or level in line.levels)


def grassroots(scheme: Scheme, level: Level) -> int:
    """Weight of the grids' mean on a town's or district's card: 基层网格板块."""
    return sum(line.weight for line in scheme.cards[CARD_OF[level]]
               if line.code == GRIDS_MEAN and (not line.levels or level in line.levels))


def _cards(scheme: Scheme, indicators: Mapping[str, Indicator]) -> Iterator[Flaw]:
    for card, lines in scheme.cards.items():
        for position, line in enumerate(lines):
            yield from _line(card, line, f"cards.{card}.{position}", indicators)
        for level in levels_of(card):
            yield from _level(scheme, card, level)


def _level(scheme: Scheme, card: CardKey, level: Level) -> Iterator[Flaw]:
    total = weights(scheme, level)
    if total != FULL_CARD:
        yield Flaw(f"cards.{card}", f"{LEVEL_NAMES[level]}的权重合计应为 100，现在是 {total}")
    codes = [line.code for line in scheme.cards[card] if not line.levels or level in line.levels]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Flaw(f"cards.{card}", f"{LEVEL_NAMES[level]}的卡上 {code} 重复")


def _line(card: CardKey, line: Line, path: str, indicators: Mapping[str, Indicator]) -> Iterator[Flaw]:
    if line.weight < 1 or line.weight > FULL_CARD:
        yield Flaw(f"{path}.weight", "权重应为 1 到 100")
    if line.minimum < 1:
        yield Flaw(f"{path}.minimum", "最少件数至少为 1：没有事实就没有比率")
    if line.code == MEMBERS_MEAN and line.minimum < FEWEST_MEMBERS:
        yield Flaw(f"{path}.minimum", "至少 3 人有总分才平均：只有两人时，各自都能算出对方的得分")
    if line.full == line.none:
        yield Flaw(f"{path}.full", "满分值与零分值不能相同")
    if max(line.full, line.none) > 1:
        yield Flaw(f"{path}.full", "比率不超过 100%")
    strangers = line.levels - set(levels_of(card))
    if strangers:
        yield Flaw(f"{path}.levels", f"{'、'.join(LEVEL_NAMES[level] for level in sorted(strangers))}不用这张卡")
    yield from _content(card, line, path, indicators)


def _content(card: CardKey, line: Line, path: str, indicators: Mapping[str, Indicator]) -> Iterator[Flaw]:
    """Whether the line's indicator may be scored here, and whether its good end is the right one."""
    held = line.levels or frozenset(levels_of(card))
    better = "high"
    if line.code in MEAN_LEVELS:
        allowed = MEAN_LEVELS[line.code]
    elif line.code not in indicators:
        yield Flaw(f"{path}.code", f"没有 {line.code} 这个指标：处罚、数量、里程、时长、登录和照片张数都不是指标")
        return
    else:
        indicator = indicators[line.code]
        allowed, better = indicator.levels, indicator.better
        if not allowed:
            yield Flaw(f"{path}.code", f"「{indicator.name}」只展示，不计分")
            return
    wrong = held - allowed
    if wrong:
        yield Flaw(f"{path}.levels", f"{'、'.join(LEVEL_NAMES[one] for one in sorted(wrong))}左右不了这一项，不能计分")
    if line.full != line.none and (line.full > line.none) != (better == "high"):
        yield Flaw(f"{path}.full", "满分值与零分值颠倒了")


def _grassroots(scheme: Scheme) -> Iterator[Flaw]:
    if scheme.grassroots_minimum > FULL_CARD:
        yield Flaw("grassroots_minimum", "下限不超过 100")
    for level in (Level.TOWN, Level.DISTRICT):
        held = grassroots(scheme, level)
        if held < scheme.grassroots_minimum:
            yield Flaw(f"cards.{CARD_OF[level]}",
                       f"{LEVEL_NAMES[level]}的基层网格板块 {held} %，低于下限 {scheme.grassroots_minimum} %")


def _grades(scheme: Scheme) -> Iterator[Flaw]:
    if not scheme.grades or scheme.grades[-1].at_least != 0:
        yield Flaw("grades", "最低一档从 0 分起")
    if any(lower.at_least >= upper.at_least for upper, lower in pairwise(scheme.grades)):
        yield Flaw("grades", "档次从高到低排列，分数不能相同")
    if scheme.grades and scheme.grades[0].at_least > FULL_CARD:
        yield Flaw("grades.0.at_least", "满分 100")
    if len({grade.code for grade in scheme.grades}) != len(scheme.grades):
        yield Flaw("grades", "档次的代码重复")


def _deductions(scheme: Scheme) -> Iterator[Flaw]:
    grades = {grade.code for grade in scheme.grades}
    for position, one in enumerate(scheme.deductions):
        if one.points > FULL_CARD:
            yield Flaw(f"deductions.{position}.points", "扣分不超过 100")
        if one.cap is not None and one.cap not in grades:
            yield Flaw(f"deductions.{position}.cap", "没有这个档次")
        for flag in one.flags:
            if flag not in CODE_NAMES:
                yield Flaw(f"deductions.{position}.flags", f"没有「{flag}」这种佐证存疑")
            elif any(flag in other.flags for other in scheme.deductions[:position]):
                yield Flaw(f"deductions.{position}.flags", f"「{CODE_NAMES[flag]}」已经在另一项扣分里：一件事只扣一次")
    if len({one.code for one in scheme.deductions}) != len(scheme.deductions):
        yield Flaw("deductions", "扣分项的代码重复")


def _rest(scheme: Scheme) -> Iterator[Flaw]:
    if list(scheme.lengthen) != sorted(set(scheme.lengthen)):
        yield Flaw("lengthen", "延长的天数从短到长，不重复")
    if any(not 1 <= days <= LONGEST_WINDOW for days in scheme.lengthen):
        yield Flaw("lengthen", f"延长的天数为 1 到 {LONGEST_WINDOW}")
    if scheme.rank_minimum < 1:
        yield Flaw("rank_minimum", "参加排名的最少案件数至少为 1")
    for name in sorted(set(scheme.parameters) ^ set(PARAMETERS) - (OPTIONAL - set(scheme.parameters))):
        yield Flaw(f"parameters.{name}", "缺少" if name in PARAMETERS else "没有这个参数")
    for name, (least, most) in PARAMETERS.items():
        if not least <= scheme.parameters.get(name, least) <= most:
            yield Flaw(f"parameters.{name}", f"应为 {least} 到 {most}")
    for code, name in scheme.peer_groups.items():
        if len(name) > 20 or not code:
            yield Flaw(f"peer_groups.{code}", "同类组的名字不超过 20 个字")
