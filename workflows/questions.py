"""Extra questions of a category: which ones a report is asked, and whether an answer fits its question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

KINDS = ("choice", "text", "number", "yes-no")
LONGEST = 500
MOST = 20  # answers in one report
LARGEST = 1_000_000_000
YES_NO = {True: "是", False: "否"}

Given = str | int | float | bool


@dataclass(frozen=True)
class Choice:
    """One of the answers that a question offers."""

    value: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Question:
    """One question; `category` is a category's or a group's code. Nobody has to answer: a report stays quick."""

    code: str
    category: str
    kind: str
    text: str
    text_en: str
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    active: bool = True


@dataclass(frozen=True)
class Answered:
    """A question as it was worded when somebody answered it, and the answer as people read it."""

    code: str
    question: str
    answer: str


class Unfitting(Exception):
    """The answer to `code` does not fit; the text says why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def read_answers(questions: Sequence[Question], category: str, group: str | None,
                 given: Mapping[str, Given | None]) -> tuple[Answered, ...]:
    """The answers in the questions' order. Blank ones are none. Raises Unfitting.

    A question that was switched off meanwhile is still taken: a phone without signal kept it.
    """
    known = {question.code: question for question in questions if question.category in (category, group)}
    for code in given:
        if code not in known:
            raise Unfitting(code, "这个类别没有这个问题")
    found = []
    for code, question in known.items():
        value = given.get(code)
        if value is not None and not (isinstance(value, str) and not value.strip()):
            found.append(Answered(code, question.text, _read(question, value)))
    return tuple(found)


def _read(question: Question, value: Given) -> str:
    if question.kind == "yes-no":
        if not isinstance(value, bool):
            raise Unfitting(question.code, "应为是或否")
        return YES_NO[value]
    if question.kind == "number":
        return f"{_number(question, value)}{question.unit}"
    if not isinstance(value, str):
        raise Unfitting(question.code, "应为文字")
    if question.kind == "choice":
        names = {choice.value: choice.name for choice in question.choices}
        if value not in names:
            raise Unfitting(question.code, "不在可选范围内")
        return names[value]
    if len(value) > LONGEST:
        raise Unfitting(question.code, f"最多 {LONGEST} 字")
    return value.strip()


def _number(question: Question, value: Given) -> str:
    if isinstance(value, bool | str) or not isfinite(value) or not 0 <= value <= LARGEST:
        raise Unfitting(question.code, "应为不小于 0 的数")
    return f"{value:.10g}"
