"""Every word that a fact can say, and every reason, has its English."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable

from workflows.assessment import telling
from workflows.assessment.appeals import EXEMPTION_REASONS
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.english import english
from workflows.patrol import RISKS
from workflows.recheck import RESULT_NAMES
from workflows.roster import AWAY_NAMES
from workflows.states import ACTION_NAMES, STAGE_NAMES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = (RISKS, RESULT_NAMES, AWAY_NAMES, ACTION_NAMES, STAGE_NAMES, EXEMPTION_REASONS, telling.KIND_NAMES)
# Put together with names and numbers; asked for below.
PIECES = frozenset({"任务", "结果的盲检复查", "即办", " 分（满分 5）", " 分（满分 "})


def said_by_facts() -> list[str]:
    """The Chinese words in the module that tells facts."""
    tree = ast.parse(inspect.getsource(telling))
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return sorted(words for words in found if CHINESE.search(words) and words not in PIECES)


def untold(texts: Iterable[str]) -> list[str]:
    """Those that stay Chinese."""
    return [text for text in texts if CHINESE.search(english(text) or text)]


def test_words_have_their_english() -> None:
    assert not untold([
        *said_by_facts(), *(name for names in NAMES for name in names.values()),
        *(f"{name}任务" for name in STAGE_NAMES.values()), "即办结果的盲检复查", "核查结果的盲检复查", "4 分（满分 5）",
        "样本不足：计入 20 件，满 30 件才排名", "网格按季度排名，月度只列得分", "对个人不排名", "样本不足，没有总分",
        "实时得分不排名，名次见各级得分", "够件数的各行原定权重合计 25，满 40 才给总分；件数够了自动给出。",
        *(one.worth_words for one in INDICATORS.values() if one.worth_words)])


def test_reasons_are_told_from_the_conditions_that_ran() -> None:
    for one in INDICATORS.values():
        assert not untold(filter(None, [
            *(f"不是：{test.words}" for test in one.counts), *(f"不符合：{test.words}" for test in one.hits),
            *(test.words for test in one.leaves_out), "，".join(test.words for test in one.hits),
            *(["计入分子：" + "，".join(test.words for test in one.adds)] if one.adds else [])]))


def test_what_is_not_known_stays_as_it_is() -> None:
    assert (english("网格员自己写的话"), english(""), english(None)) == ("网格员自己写的话", "", None)
