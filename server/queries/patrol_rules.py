"""How often sources are looked at, and the texts that are handed over: the operator's files and the stations' own."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.patrols import NoticeText, PatrolData, SourceKind, read_patrols
from server.errors import Problem
from server.models import PatrolRule
from server.queries.city import city_index, named
from server.queries.editions import holds_over
from server.queries.people import Actor
from server.queries.routing import premises
from server.queries.rule_cache import rules
from workflows.patrol import PLANNERS, RISKS, RISKS_EN, Key, interval

SET = "patrol_plan"
DEFAULT_NOTE = "本系统的默认值，不是标准；站长可为本镇街或单个网格另定"


@cache
def patrol_data() -> PatrolData:
    """The operator's files as read from config/catalogue."""
    return read_patrols()


def kind_of(code: str) -> SourceKind | None:
    """One kind of source, or None."""
    return next((kind for kind in patrol_data().kinds if kind.code == code), None)


def kind_name(code: str) -> str:
    """Chinese name of a kind of source."""
    found = kind_of(code)
    return found.name if found else code


def find_notice(code: str) -> NoticeText | None:
    """One text that is handed over, or None."""
    return next((notice for notice in patrol_data().notices if notice.code == code), None)


def own_intervals() -> dict[Key, int]:
    """The stations' own intervals; kept in memory until somebody changes one."""
    return rules(SET, read_intervals)


def read_intervals(session: Session) -> dict[Key, int]:
    """The same as the table has them at this moment."""
    return {(row.division, row.kind or None, row.risk): row.days for row in session.scalars(select(PatrolRule))}


def every_days(grid: str, kind: str, risk: str, own: dict[Key, int] | None = None) -> tuple[int, str | None]:
    """Days between two visits of a source in a grid, and the division that says so (None: the default)."""
    return interval(city_index().path(grid), kind, risk, own_intervals() if own is None else own, patrol_data().every)


def describe_kinds() -> dict[str, Any]:
    """Kinds, risks, premises and notices as a form needs them."""
    data = patrol_data()
    return {
        "kinds": [{"code": kind.code, "name": kind.name, "name_en": kind.name_en, "premises": kind.premises,
                   "categories": list(kind.categories)} for kind in data.kinds],
        "risks": [{"code": risk, "name": name, "name_en": RISKS_EN[risk]} for risk, name in RISKS.items()],
        "premises": [{"code": one.code, "name": one.name, "name_en": one.name_en} for one in premises()],
        "notices": [{"code": one.code, "title": one.title, "title_en": one.title_en, "kinds": list(one.kinds),
                     "points": list(one.points), "body": one.body} for one in data.notices]}


def describe_plan(division: str) -> list[dict[str, Any]]:
    """For every kind and risk: the days that hold in a division, and who says so."""
    found = []
    for kind in patrol_data().kinds:
        for risk, name in RISKS.items():
            days, said_by = every_days(division, kind.code, risk)
            found.append({"kind": kind.code, "kind_name": kind.name, "kind_name_en": kind.name_en, "risk": risk,
                          "risk_name": name, "days": days, "set_by": named(said_by), "own": said_by == division})
    return found


def read_plan(division: str, actor: Actor, now: datetime) -> dict[str, Any]:
    """The intervals that hold in a division. Raises not-found."""
    try:
        city_index().division(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    return {"division": named(division), "items": describe_plan(division), "note": DEFAULT_NOTE,
            "may_edit": holds_over(actor, PLANNERS, division, now), "as_of": now}
