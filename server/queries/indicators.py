"""Indicators as people read them: the definition is the one that is counted by."""

from __future__ import annotations

from typing import Any

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import LEVEL_NAMES, Kind, Level
from workflows.assessment.indicator import Indicator, Test, formula

KIND_NAMES: dict[Kind, str] = {
    Kind.STAGE: "环节时限", Kind.TASK: "本人的任务", Kind.CHECK: "已作的核查", Kind.MOMENT: "案件步骤",
    Kind.RATING: "反映人评价", Kind.CONTACT: "联系反映人", Kind.CALL: "被哨单位", Kind.WHISTLE: "吹哨",
    Kind.REPORT: "网格员上报", Kind.TURN: "污染源到场", Kind.RECHECK: "盲检", Kind.SAMPLE: "平台巡查",
    Kind.REMINDER: "工作提醒", Kind.FINDING: "专项检查",
}


def read_indicators(level: Level | None = None) -> list[dict[str, Any]]:
    """All indicators; with a level those that its cards may hold and those that are only shown."""
    return [shape_indicator(one) for one in INDICATORS.values()
            if level is None or not one.levels or level in one.levels]


def shape_indicator(one: Indicator) -> dict[str, Any]:
    """One indicator with its whole definition in words."""
    return {
        "code": one.code, "name": one.name, "name_en": one.name_en, "scored": bool(one.levels),
        "levels": [{"code": level.value, "name": LEVEL_NAMES[level]} for level in Level if level in one.levels],
        "minimum": one.minimum, "kinds": [KIND_NAMES[kind] for kind in Kind if kind in one.kinds],
        "beside": [{"code": code, "name": INDICATORS[code].name} for code in one.beside],
        "formula": formula(one),
        "conditions": [{"part": part, "words": test.words, "words_en": test.words_en}
                       for part, tests in _parts(one) for test in tests]}


def _parts(one: Indicator) -> list[tuple[str, tuple[Test, ...]]]:
    return [("counts", one.counts), ("leaves_out", one.leaves_out), ("hits", one.hits), ("adds", one.adds)]
