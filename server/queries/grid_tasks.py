"""Standing tasks of grids (定任务): what is done how often, and who may change it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import GridTask
from server.queries.city import city_index, named
from server.queries.editions import holds_over
from server.queries.emergencies import running
from server.queries.five_fixes import grids_in
from server.queries.moments import city_day
from server.queries.people import Actor
from workflows.roles import Role

PERIODS = {"day": "每天", "week": "每周", "month": "每月"}
SETTERS = frozenset({Role.STATION_HEAD, Role.COORDINATOR, Role.ADMINISTRATOR})


def read_tasks(division: str, actor: Actor, now: datetime, limit: int,
               cursor: str | None) -> tuple[dict[str, Any], str | None]:
    """Tasks of a division's grids that have not ended, in the order of their numbers. Raises not-found."""
    grids, after = _grids(division), _number(cursor)
    with db.reading() as session:
        rows = session.scalars(select(GridTask).where(
            GridTask.division.in_(grids), GridTask.id > after,
            or_(GridTask.ends_on.is_(None), GridTask.ends_on >= city_day(now)))
            .order_by(GridTask.id).limit(limit + 1)).all()
        # An emergency stops ordinary patrols: the tasks stay, and say why nobody goes.
        stopped = running(session).get(city_index().division(division).district or division)
    items = [task_shape(row, actor, now) for row in rows[:limit]]
    answer = {"items": items, "may_edit": holds_over(actor, SETTERS, division, now), "as_of": now,
              "stopped": {"title": stopped.title, "planned_end": stopped.planned_end} if stopped else None}
    return answer, str(rows[limit - 1].id) if len(rows) > limit else None


def standing_tasks(session: Session, grids: list[str], now: datetime) -> list[dict[str, Any]]:
    """Tasks of these grids that run today, as somebody on a round reads them."""
    today = city_day(now)
    rows = session.scalars(select(GridTask).where(
        GridTask.division.in_(grids), GridTask.starts_on <= today,
        or_(GridTask.ends_on.is_(None), GridTask.ends_on >= today)).order_by(GridTask.id)).all() if grids else []
    return [{"id": row.id, "division": named(row.division), "item": row.item, "times": row.times,
             "period": row.period} for row in rows]


def _grids(division: str) -> list[str]:
    try:
        return grids_in(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None


def _number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是这张名单的 cursor")
    return int(cursor)


def task_shape(row: GridTask, actor: Actor, now: datetime) -> dict[str, Any]:
    """A task as people read it."""
    open_end: date | None = row.ends_on
    return {"id": row.id, "division": named(row.division), "item": row.item, "times": row.times,
            "period": row.period, "text": f"{PERIODS[row.period]} {row.times} 次：{row.item}",
            "from": row.starts_on, "to": open_end, "duty": row.duty, "justification": row.justification,
            "may_end": open_end is None and holds_over(actor, SETTERS, row.division, now)}


def is_grid(division: str) -> bool:
    """Whether a division is one that standing tasks belong to: a street-level grid or one at sea."""
    item = city_index().division(division)
    return item.level == "street_grid" or (item.level == "sub_grid" and item.kind == "sea")
