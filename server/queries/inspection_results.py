"""What a special inspection came to, per town and per grid: points over points, how many items, what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Inspection, InspectionAnswer, InspectionPlace
from server.queries.city import named
from server.queries.inspection_forms import form_of
from server.queries.inspections import get_inspection, visible_places
from server.queries.people import Actor
from server.queries.sheet_files import as_file

DEFINITION = ("得分率 = 已检查点各项得分之和 ÷ 这些项的满分之和；不适用的项和未能检查的点不算。"
              "项数 n 是计入的项数；发现是答案不合格的项；立案是由发现立的案件。")
FIGURES = ("places", "done", "skipped", "items", "part", "whole", "findings", "cases", "settled")
HEADINGS = ("范围", "编码", "检查点", "已检查", "未能检查", "项数 n", "得分", "满分", "得分率 %", "发现", "立案",
            "已结案")
WIDTHS = (24, 16, 8, 8, 10, 8, 8, 8, 10, 8, 8, 8)


def read_results(inspection_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Figures of a campaign as far as the person may see it. Raises not-found."""
    with db.reading() as session:
        row = get_inspection(session, inspection_id, actor, now)
        places = visible_places(session, row, actor, now)
        counted = _items(session, row)
        return {"total": _sum(places, counted), "towns": _groups(places, counted, "town"),
                "grids": _groups(places, counted, "street_grid"), "items": _by_item(session, row, places),
                "definition": DEFINITION, "as_of": now}


def _items(session: Session, row: Inspection) -> dict[int, int]:
    """Items that counted, by place."""
    found = session.execute(select(InspectionAnswer.place_id, func.count().label("n")).join(
        InspectionPlace, InspectionPlace.id == InspectionAnswer.place_id).where(
        InspectionPlace.inspection_id == row.id, InspectionAnswer.whole > 0).group_by(InspectionAnswer.place_id))
    return {row.place_id: row.n for row in found}


def _sum(places: Iterable[Any], counted: dict[int, int]) -> dict[str, int]:
    total: Counter[str] = Counter(dict.fromkeys(FIGURES, 0))
    for found in places:
        place = found.InspectionPlace
        total["places"] += 1
        if place.state != "open":
            total[place.state] += 1
        total["items"] += counted.get(place.id, 0)
        for name in ("part", "whole", "findings", "cases", "settled"):
            total[name] += int(getattr(found, name))
    return dict(total)


def _groups(places: Iterable[Any], counted: dict[int, int], column: str) -> list[dict[str, Any]]:
    by_code: dict[str, list[Any]] = {}
    for found in places:
        code = getattr(found.InspectionPlace, column)
        if code is not None:
            by_code.setdefault(code, []).append(found)
    return [{"division": named(code), **_sum(group, counted)} for code, group in sorted(by_code.items())]


def _by_item(session: Session, row: Inspection, places: Iterable[Any]) -> list[dict[str, Any]]:
    """Each item of the form: how often it counted, what it got, how often something was wrong."""
    ids = [found.InspectionPlace.id for found in places]
    found = {one.code: one for one in session.execute(select(
        InspectionAnswer.code, func.count().label("n"), func.sum(InspectionAnswer.part).label("part"),
        func.sum(InspectionAnswer.whole).label("whole"), func.count(InspectionAnswer.case_id).label("cases"),
        func.count(case((InspectionAnswer.finding, 1))).label("findings")).where(
        InspectionAnswer.place_id.in_(ids), InspectionAnswer.whole > 0).group_by(InspectionAnswer.code))}
    return [{"code": item.code, "text": item.text,
             **{name: int(getattr(found[item.code], name)) if item.code in found else 0
                for name in ("n", "part", "whole", "findings", "cases")}} for item in form_of(row)]


def rate_tenths(part: int, whole: int) -> str:
    """Per cent with one decimal, rounded once, half up; empty over nothing."""
    if not whole:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def export_results(inspection_id: int, kind: str, actor: Actor, now: datetime) -> bytes:
    """The same figures as a table: the whole, towns, grids. Raises not-found."""
    found = read_results(inspection_id, actor, now)
    rows = [("合计", "", found["total"]), *((one["division"]["name"], one["division"]["code"], one)
                                          for one in (*found["towns"], *found["grids"]))]
    lines = [[name, code, *(str(one[key]) for key in ("places", "done", "skipped", "items", "part", "whole")),
              rate_tenths(one["part"], one["whole"]), *(str(one[key]) for key in ("findings", "cases", "settled"))]
             for name, code, one in rows]
    return as_file(kind, "专项检查结果", HEADINGS, lines, WIDTHS)
