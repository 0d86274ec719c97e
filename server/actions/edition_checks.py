"""What an edition's text must be before it is kept: every complaint names row and field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from server.errors import FieldError, Problem
from server.queries.editions import TEXT_KEYS
from server.queries.handbook import case_categories

ENTRY_TEXTS = {"look": "怎么看", "photograph": "拍什么"}


def check_text(kind: str, level: str, body: dict[str, Any]) -> dict[str, Any]:
    """The text as it is stored: the rows of its kind, blanks at the ends removed. Raises validation."""
    key = TEXT_KEYS[kind]
    if not body.get(key):
        raise Problem("validation", f"body 里要有 {key}", errors=(FieldError(f"body.{key}", "缺少"),))
    rows = [{name: value.strip() for name, value in row.items()} for row in body[key]]
    naming = "category" if kind == "handbook" else "code"
    errors = [*_twins(rows, key, naming), *_blank(rows, key, kind, level)]
    if kind == "handbook":
        errors += _unknown(rows, key)
    if errors:
        raise Problem("validation", f"{errors[0].field}：{errors[0].detail}", errors=tuple(errors[:20]))
    return {key: rows}


def check_whole(kind: str, level: str, body: dict[str, Any]) -> None:
    """A city's handbook is published only when no category is left out. Raises validation."""
    if kind != "handbook" or level != "city":
        return
    lacking = sorted(set(case_categories()) - {row["category"] for row in body["entries"]})
    if lacking:
        raise Problem("validation", f"全市手册还缺这些类别：{'、'.join(lacking)}", errors=(
            FieldError("body.entries", f"缺少 {'、'.join(lacking)}"),))


def _twins(rows: list[dict[str, str]], key: str, naming: str) -> Iterable[FieldError]:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row[naming] in seen:
            yield FieldError(f"body.{key}.{number}.{naming}", f"第 {number + 1} 条与第 {seen[row[naming]] + 1} 条重复")
        seen.setdefault(row[naming], number)


def _unknown(rows: list[dict[str, str]], key: str) -> Iterable[FieldError]:
    known = set(case_categories())
    for number, row in enumerate(rows):
        if row["category"] not in known:
            yield FieldError(f"body.{key}.{number}.category", f"第 {number + 1} 条：没有类别 {row['category']}")


def _blank(rows: list[dict[str, str]], key: str, kind: str, level: str) -> Iterable[FieldError]:
    """A city's entry is whole; a district's says at least one thing; other rows have no blanks."""
    for number, row in enumerate(rows):
        if kind == "handbook" and level != "city":
            if not any(row[name] for name in (*ENTRY_TEXTS, "note")):
                yield FieldError(f"body.{key}.{number}.look", f"第 {number + 1} 条什么也没写")
            continue
        for name in ENTRY_TEXTS if kind == "handbook" else row:
            if not row[name]:
                yield FieldError(f"body.{key}.{number}.{name}", f"第 {number + 1} 条：不能为空")
