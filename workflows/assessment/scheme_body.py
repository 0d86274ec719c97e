"""A scheme as data: read from the JSON in which it is kept and edited, and written as that again.

Rates are percentages written as text ("98", "97.5"), so that nothing is ever a float.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from workflows.assessment.facts import Level
from workflows.assessment.scheme import CardKey, Deduction, Grade, Line, Scheme

DECIMAL = re.compile(r"\d{1,3}(\.\d{1,2})?")
CARDS = tuple(card.value for card in CardKey)
KEYS = ("cards", "grades", "deductions", "lengthen", "grassroots_minimum", "rank_minimum", "peer_groups", "parameters")


@dataclass(frozen=True)
class Flaw:
    """What cannot be in a scheme: the field by its path, and a Chinese sentence."""

    field: str
    reason: str


class UnreadableScheme(ValueError):
    """The body is not even a scheme; `flaw` says where."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"{flaw.field}: {flaw.reason}")
        self.flaw = flaw


def parse_scheme(version: int, title: str, body: Mapping[str, Any]) -> Scheme:
    """The scheme of a body. Raises UnreadableScheme naming the field; whether it may be is asked of scheme_checks."""
    for key in (*body, *KEYS):
        if key not in KEYS or key not in body:
            raise UnreadableScheme(Flaw(str(key), "没有这个字段" if key not in KEYS else "缺少"))
    cards = _mapping(body["cards"], "cards")
    for key in (*cards, *CARDS):
        if key not in CARDS or key not in cards:
            raise UnreadableScheme(Flaw(f"cards.{key}", "没有这张卡" if key in cards else "缺少这张卡"))
    return Scheme(
        version=version,
        title=title,
        cards={key: tuple(_line(row, f"cards.{key}.{n}") for n, row in _rows(cards[key], f"cards.{key}"))
               for key in CardKey},
        grades=tuple(_grade(row, f"grades.{n}") for n, row in _rows(body["grades"], "grades")),
        deductions=tuple(_deduction(row, f"deductions.{n}") for n, row in _rows(body["deductions"], "deductions")),
        lengthen=tuple(_number(days, f"lengthen.{n}") for n, days in _rows(body["lengthen"], "lengthen")),
        grassroots_minimum=_number(body["grassroots_minimum"], "grassroots_minimum"),
        rank_minimum=_number(body["rank_minimum"], "rank_minimum"),
        peer_groups={str(code): _text(name, f"peer_groups.{code}")
                     for code, name in _mapping(body["peer_groups"], "peer_groups").items()},
        parameters={str(name): _number(value, f"parameters.{name}")
                    for name, value in _mapping(body["parameters"], "parameters").items()},
    )


def scheme_body(scheme: Scheme) -> dict[str, Any]:
    """The body that `parse_scheme` reads as this scheme: one text for one scheme."""
    return {
        "cards": {key.value: [_line_body(line) for line in scheme.cards[key]] for key in CardKey},
        "grades": [{"code": one.code, "name": one.name, "at_least": decimal(one.at_least)} for one in scheme.grades],
        "deductions": [{"code": one.code, "name": one.name, "points": decimal(one.points), "cap": one.cap,
                        "flags": list(one.flags)} for one in scheme.deductions],
        "lengthen": list(scheme.lengthen), "grassroots_minimum": scheme.grassroots_minimum,
        "rank_minimum": scheme.rank_minimum, "peer_groups": dict(scheme.peer_groups),
        "parameters": dict(scheme.parameters)}


def _line_body(line: Line) -> dict[str, Any]:
    return {"code": line.code, "weight": line.weight, "full": decimal(line.full * 100),
            "none": decimal(line.none * 100), "minimum": line.minimum, "levels": sorted(line.levels)}


def decimal(value: Fraction) -> str:
    """A number with at most two decimals as people write it: 97.5."""
    hundredths = value * 100
    if hundredths.denominator != 1:
        raise ValueError(f"{value} has more than two decimals")
    whole, rest = divmod(hundredths.numerator, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def _line(row: Any, path: str) -> Line:
    with _keys(row, path, ("code", "weight", "full", "none", "minimum", "levels")) as held:
        return Line(_text(held["code"], f"{path}.code"), _number(held["weight"], f"{path}.weight"),
                    _decimal(held["full"], f"{path}.full") / 100, _decimal(held["none"], f"{path}.none") / 100,
                    _number(held["minimum"], f"{path}.minimum"),
                    frozenset(_level(code, f"{path}.levels") for _, code in _rows(held["levels"], f"{path}.levels")))


def _grade(row: Any, path: str) -> Grade:
    with _keys(row, path, ("code", "name", "at_least")) as held:
        return Grade(_text(held["code"], f"{path}.code"), _text(held["name"], f"{path}.name"),
                     _decimal(held["at_least"], f"{path}.at_least"))


def _deduction(row: Any, path: str) -> Deduction:
    with _keys(row, path, ("code", "name", "points", "cap", "flags")) as held:
        cap = held["cap"]
        return Deduction(_text(held["code"], f"{path}.code"), _text(held["name"], f"{path}.name"),
                         _decimal(held["points"], f"{path}.points"),
                         None if cap is None else _text(cap, f"{path}.cap"),
                         tuple(_text(flag, f"{path}.flags") for _, flag in _rows(held["flags"], f"{path}.flags")))


@contextmanager
def _keys(row: Any, path: str, keys: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    held = _mapping(row, path)
    for key in (*held, *keys):
        if key not in keys or key not in held:
            raise UnreadableScheme(Flaw(f"{path}.{key}", "没有这个字段" if key not in keys else "缺少"))
    yield held


def _mapping(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UnreadableScheme(Flaw(path, "应为一组字段"))
    return value


def _rows(value: Any, path: str) -> list[tuple[int, Any]]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise UnreadableScheme(Flaw(path, "应为列表"))
    return list(enumerate(value))


def _number(value: Any, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10_000:
        raise UnreadableScheme(Flaw(path, "应为 0 到 10000 的整数"))
    return value


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 40:
        raise UnreadableScheme(Flaw(path, "应为 1 到 40 个字"))
    return value


def _decimal(value: Any, path: str) -> Fraction:
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise UnreadableScheme(Flaw(path, "应为数字，最多两位小数"))
    return Fraction(value)


def _level(value: Any, path: str) -> Level:
    if value not in tuple(Level):
        raise UnreadableScheme(Flaw(path, "没有这一级"))
    return Level(value)
