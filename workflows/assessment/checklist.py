"""The points of a checklist: yes gives them, no gives none, what does not apply leaves the whole."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Answer(StrEnum):
    """What an assessor says of one item."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "na"


ANSWER_NAMES: dict[Answer, str] = {Answer.YES: "是", Answer.NO: "否", Answer.NOT_APPLICABLE: "不适用"}


def missing(points: Mapping[str, int], answers: Mapping[str, Answer]) -> str | None:
    """The first item that has no answer; None when all have one."""
    return next((code for code in points if code not in answers), None)


def unknown(points: Mapping[str, int], answers: Mapping[str, Answer]) -> str | None:
    """The first answer to an item that is not asked; None when there is none."""
    return next((code for code in answers if code not in points), None)


def score(points: Mapping[str, int], answers: Mapping[str, Answer]) -> tuple[int, int]:
    """(part, whole): 0 of 0 when nothing applies, and then the sample counts for nobody."""
    part = sum(worth for code, worth in points.items() if answers[code] is Answer.YES)
    whole = sum(worth for code, worth in points.items() if answers[code] is not Answer.NOT_APPLICABLE)
    return part, whole
