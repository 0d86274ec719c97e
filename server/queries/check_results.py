"""Results of platform checks by grid, with n; a grid with few looks has no rate."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import PlatformSample
from server.queries.check_lots import check_data, grids_of, last_drawn
from server.queries.check_places import check_level, inside
from server.queries.check_plans import read_coverage
from server.queries.city import named
from server.queries.moments import city_day, day_start
from server.queries.people import Actor
from server.queries.scope import may_watch
from workflows.assessment.sampling import KIND_NAMES, SampleKind, SampleState
from workflows.roles import is_city

DEFINITION = ("所列日期内看完的抽查：得分率 = 各件得分之和 / 各件适用各项满分之和，保留一位小数、四舍五入；"
              "全部不适用的不计。少于 {enough} 件写「样本不足」。有复看的，以复看为准。")


def read_results(actor: Actor, division: str, first: date | None, last: date | None, now: datetime) -> dict[str, Any]:
    """Every grid of a town or district, or every district of the city, over days, both included. Raises
    territory-forbidden, validation."""
    check_level(division, ("city", "district", "town"))
    if not may_watch(actor, division, None, now):
        raise Problem("territory-forbidden", "只能看本辖区的抽查结果")
    until = last or city_day(now)
    since = first or until - timedelta(days=check_data().plan["grid_days"] - 1)
    if since > until:
        raise invalid("from", "开始日期不能晚于结束日期")
    with db.reading() as session:
        sums = _sums(session, division, since, until)
        drawn = last_drawn(session, division)
        coverage = read_coverage(session, division, now)
    units = _units(division, sums, drawn, now)
    return {"division": named(division), "from": since, "to": until, "items": units, "total": _row(None, list(
        sums.values())), "kinds": [{"code": kind.value, "name": KIND_NAMES[kind], **_rated(
            [row for (_, its), row in sums.items() if its == kind])} for kind in SampleKind],
        "coverage": coverage, "enough": check_data().plan["enough"],
        "definition": DEFINITION.format(enough=check_data().plan["enough"]), "as_of": now}


def _sums(session: Session, division: str, first: date, last: date) -> dict[tuple[str, str], tuple[int, int, int]]:
    row = PlatformSample
    home = func.coalesce(row.street_grid, row.sub_grid, row.district)
    found = session.execute(
        select(home, row.kind, func.count(), func.sum(row.part), func.sum(row.whole))
        .where(and_(row.state == SampleState.DONE, row.whole > 0, row.checked_at >= day_start(first),
                    row.checked_at < day_start(last + timedelta(days=1)), inside(row, division)))
        .group_by(home, row.kind))
    return {(grid, kind): (n, int(part), int(whole)) for grid, kind, n, part, whole in found}


def _units(division: str, sums: dict[tuple[str, str], tuple[int, int, int]], drawn: dict[str, datetime],
           now: datetime) -> list[dict[str, Any]]:
    days = check_data().plan["grid_days"]
    by_grid: dict[str, list[tuple[int, int, int]]] = {grid: [] for grid in grids_of(division)}
    for (grid, _), counts in sums.items():
        by_grid.setdefault(grid, []).append(counts)
    if is_city(division):
        return [_row(district, [counts for grid, rows in by_grid.items() for counts in rows if grid[:6] == district])
                for district in sorted({grid[:6] for grid in by_grid})]
    return [{**_row(grid, rows), "last_drawn_at": drawn.get(grid),
             "behind": grid not in drawn or (now - drawn[grid]).days >= days} for grid, rows in sorted(by_grid.items())]


def _row(code: str | None, rows: list[tuple[int, int, int]]) -> dict[str, Any]:
    return {"unit": named(code), "town": named(code[:9]) if code and len(code) > 6 else None, **_rated(rows),
            "last_drawn_at": None, "behind": False}


def _rated(rows: list[tuple[int, int, int]]) -> dict[str, Any]:
    n, part, whole = (sum(row[at] for row in rows) for at in range(3))
    return {"n": n, "part": part, "whole": whole, "rate": _rate(part, whole) if _enough(n) else None}


def _enough(n: int) -> bool:
    return n >= check_data().plan["enough"]


def _rate(part: int, whole: int) -> str:
    """Percent with one decimal, rounded once, half up."""
    tenths = int(Fraction(part * 1000, whole) + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"
