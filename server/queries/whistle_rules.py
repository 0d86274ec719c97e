"""The rules of whistles as plain values: limits by kind, the ladder, decline codes; read once per process."""

from __future__ import annotations

from functools import cache
from typing import Any

from config.catalogue_types import LimitData
from config.whistles import WhistleData, WhistleKind, read_whistles
from workflows.whistle_clocks import Limits, Span


@cache
def whistle_data() -> WhistleData:
    """The operator's file as read from config/catalogue."""
    return read_whistles()


def kind_of(code: str) -> WhistleKind:
    """One kind of whistle."""
    return next(kind for kind in whistle_data().kinds if kind.code == code)


def limits_of(code: str) -> Limits:
    """Until when a unit called by this kind answers, comes and reports."""
    kind = kind_of(code)
    return Limits(_span(kind.answer), _span(kind.arrive) if kind.arrive else None, _span(kind.report))


def decline_name(code: str | None) -> str:
    """Why a unit declined, in words."""
    return next((row.name for row in whistle_data().declines if row.code == code), "")


def _span(data: LimitData) -> Span:
    return Span(data.amount, data.unit)


def describe_rules() -> dict[str, Any]:
    """The rules as people read them, with the limits in words."""
    data = whistle_data()
    low, high = data.band
    return {
        "kinds": [{"code": kind.code, "name": kind.name, "name_en": kind.name_en, "hint": kind.hint,
                   "answer": _span(kind.answer).words(),
                   "arrive": _span(kind.arrive).words() if kind.arrive else None,
                   "report": _span(kind.report).words()} for kind in data.kinds],
        "declines": [{"code": row.code, "name": row.name, "name_en": row.name_en} for row in data.declines],
        "ladder": [{"over": row.over, "to": row.to, "name": row.name} for row in data.ladder],
        "band": {"low": low, "high": high}, "note": "本系统的默认值，可在 config/catalogue/whistles.toml 更改"}
