"""Special inspections (专项检查): the form, what an answer is worth, what is a finding, and who may look where.

Points are whole numbers; an item that does not apply is worth nothing and takes nothing away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from workflows.roles import Place, Post, Role, is_current

INSPECTION_STATES: dict[str, str] = {"draft": "准备中", "running": "进行中", "ended": "已收尾"}
PLACE_STATES: dict[str, str] = {"open": "待检查", "done": "已检查", "skipped": "未能检查"}
SKIP_REASONS: dict[str, str] = {"closed_down": "已关停或搬走", "no_entry": "无法进入", "not_found": "现场找不到",
                                "season": "未在生产"}
PLANNERS = frozenset({Role.ASSESSOR, Role.COORDINATOR})
MOST_ITEMS, MOST_POINTS, MOST_PLACES = 40, 100, 300
NOT_APPLICABLE = "na"


class Kind(StrEnum):
    """How an item is answered."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"


class PhotoWish(StrEnum):
    """When an item wants a picture."""

    NEVER = "never"
    FINDING = "finding"
    ALWAYS = "always"


@dataclass(frozen=True)
class Choice:
    """One answer of a choice, the points it gets and whether it is a finding."""

    code: str
    name: str
    points: int
    finding: bool = False


@dataclass(frozen=True)
class Item:
    """One line of a form. `good` is the right answer of a yes or no; a number is right between its bounds (texts of
    decimals); `category` is what a finding becomes a case of."""

    code: str
    text: str
    kind: Kind
    points: int
    photo: PhotoWish = PhotoWish.FINDING
    good: str = "yes"
    at_least: str | None = None
    at_most: str | None = None
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    category: str | None = None


@dataclass(frozen=True)
class Judged:
    """What an answer got: `part` of `whole` points, and whether something is wrong there."""

    part: int
    whole: int
    finding: bool


@dataclass(frozen=True)
class FormError:
    """The place of a mistake in a form or in answers, and what to do about it."""

    field: str
    words: str


def number_of(text: str) -> Decimal | None:
    """A finite decimal of at most twelve digits, or None."""
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,3})?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def to_items(rows: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """Items as they were stored or came over the edge, already well-formed."""
    return tuple(Item(**{**row, "kind": Kind(row["kind"]), "photo": PhotoWish(row.get("photo", PhotoWish.FINDING)),
                         "choices": tuple(Choice(**one) for one in row.get("choices", ()))}) for row in rows)


def from_items(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Items as JSON values."""
    return [{**asdict(item), "kind": item.kind.value, "photo": item.photo.value,
             "choices": [asdict(one) for one in item.choices]} for item in items]


def check_form(items: tuple[Item, ...]) -> FormError | None:
    """The first thing that a form cannot be, or None."""
    if not 1 <= len(items) <= MOST_ITEMS:
        return FormError("items", f"检查表要有 1 到 {MOST_ITEMS} 项")
    if len({item.code for item in items}) != len(items):
        return FormError("items", "检查项的代号重复")
    for place, item in enumerate(items):
        wrong = _wrong_item(item)
        if wrong is not None:
            return FormError(f"items.{place}.{wrong.field}", f"第 {place + 1} 项：{wrong.words}")
    return None if sum(item.points for item in items) else FormError("items", "至少有一项要有分值")


def _wrong_item(item: Item) -> FormError | None:
    if item.kind is Kind.YES_NO and item.good not in ("yes", "no"):
        return FormError("good", "请选「是」或「否」为合格")
    if item.kind is Kind.NUMBER:
        bounds = [number_of(bound) for bound in (item.at_least, item.at_most) if bound is not None]
        known = [bound for bound in bounds if bound is not None]
        if len(known) < len(bounds):
            return FormError("at_most", "限值要写数字")
        if item.points and not known:
            return FormError("at_most", "有分值的数字项要写限值")
        if len(known) == 2 and known[0] > known[1]:
            return FormError("at_most", "上限不能小于下限")
    if item.kind is Kind.CHOICE:
        codes = {one.code for one in item.choices}
        if not 2 <= len(item.choices) == len(codes) or NOT_APPLICABLE in codes:
            return FormError("choices", "选择项至少要有两个不同的选项")
        if any(not 0 <= one.points <= item.points for one in item.choices):
            return FormError("choices", "选项的分不能超过这一项的分值")
    return None


def judge_answer(item: Item, value: str) -> Judged | None:
    """What an answer is worth; None when it is no answer to the item."""
    if value == NOT_APPLICABLE:
        return Judged(0, 0, False)
    if item.kind is Kind.CHOICE:
        found = next((one for one in item.choices if one.code == value), None)
        return None if found is None else Judged(found.points, item.points, found.finding)
    if item.kind is Kind.YES_NO:
        if value not in ("yes", "no"):
            return None
        right = value == item.good
    else:
        measured = number_of(value)
        if measured is None:
            return None
        right = ((item.at_least is None or measured >= Decimal(item.at_least))
                 and (item.at_most is None or measured <= Decimal(item.at_most)))
    return Judged(item.points if right else 0, item.points, not right)


def wants_photo(item: Item, judged: Judged) -> bool:
    """Whether the answer is not complete without a picture."""
    return judged.whole > 0 and (item.photo is PhotoWish.ALWAYS or (item.photo is PhotoWish.FINDING and judged.finding))


def answer_words(item: Item, value: str) -> str:
    """An answer as people read it."""
    if value == NOT_APPLICABLE:
        return "不适用"
    if item.kind is Kind.YES_NO:
        return "是" if value == "yes" else "否"
    if item.kind is Kind.CHOICE:
        return next((one.name for one in item.choices if one.code == value), value)
    return f"{value} {item.unit}".strip()


def is_own_unit(posts: Iterable[Post], place: Place, now: datetime) -> bool:
    """Whether somebody works in the town of the place: nobody inspects their own unit. At sea: in its grid."""
    home = place.town or place.sub_grid
    return any(post.division is not None and home is not None and post.division.startswith(home)
               and is_current(post, now) for post in posts)
