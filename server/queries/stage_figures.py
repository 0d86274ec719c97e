"""On-time rates of stages: one definition everywhere, each figure with its number, its moment and its list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy import case as when

from server.extensions import db
from server.models import Case, CaseStage
from server.queries.cases import cursor_moment, read_cursor, write_cursor
from server.queries.city import named, named_unit, unit_name
from server.queries.stage_counts import (
    COLUMNS,
    DEFINITION,
    EXEMPT,
    EXTENDED,
    FIRST,
    KEPT,
    KEPT_FIRST,
    NOT_EXEMPT,
    SUSPENDED,
    WAS_EXTENDED,
    WAS_SUSPENDED,
    StageScope,
    counted,
)
from workflows.roles import column_of
from workflows.states import STAGE_NAMES, Stage

PARTS = {"n": NOT_EXEMPT, "kept": and_(NOT_EXEMPT, KEPT), "kept_first": and_(NOT_EXEMPT, KEPT_FIRST),
         "extended": and_(NOT_EXEMPT, WAS_EXTENDED), "on_hold": and_(NOT_EXEMPT, WAS_SUSPENDED),
         "exempt": ~NOT_EXEMPT}


def read_stage_figures(scope: StageScope, by: str, now: datetime) -> dict[str, Any]:
    """The rate of the scope and of its parts: by stage, by the divisions below, or by department."""
    column = _column(scope, by)
    sums = [func.sum(when((condition, 1), else_=0)).label(name) for name, condition in PARTS.items()]
    query = select(column.label("key"), *sums).where(*counted(scope, now), column.is_not(None)).group_by(column)
    with db.reading() as session:
        rows = session.execute(query).all()
        whole = session.execute(select(*sums).where(*counted(scope, now))).one()
    items = [{"code": row.key, "name": _name(by, row.key), **_figures(scope, row, {by: row.key})} for row in rows]
    order = [stage.value for stage in Stage]
    items.sort(key=lambda item: order.index(item["code"]) if by == "stage" else item["code"])
    place = named(scope.division) if scope.division else named_unit(scope.department)
    return {"as_of": now, "scope": place, "first": scope.first, "last": scope.last, "by": by,
            "definition": DEFINITION, "whole": _figures(scope, whole, {}), "items": items,
            "beside": {"kept_first": FIRST, "extended": EXTENDED, "on_hold": SUSPENDED, "exempt": EXEMPT}}


def _column(scope: StageScope, by: str) -> Any:
    if by == "division":
        at = column_of(scope.division) if scope.division else "city"
        below = ("city", *COLUMNS).index(at)
        return getattr(CaseStage, COLUMNS[min(below, len(COLUMNS) - 1)])
    return CaseStage.stage if by == "stage" else CaseStage.department


def _name(by: str, key: str) -> str:
    return STAGE_NAMES[Stage(key)] if by == "stage" else unit_name(key)


def _figures(scope: StageScope, row: Any, narrowed: dict[str, str]) -> dict[str, Any]:
    n, kept = int(row.n or 0), int(row.kept or 0)
    first = int(row.kept_first or 0)
    return {"n": n, "kept": kept, "late": n - kept, "percent": _percent(kept, n), "kept_first": first,
            "percent_first": _percent(first, n), "extended": int(row.extended or 0),
            "on_hold": int(row.on_hold or 0), "exempt": int(row.exempt or 0), "link": scope.link(**narrowed),
            "link_late": scope.link(**narrowed, late="true")}


def _percent(part: int, n: int) -> float | None:
    return round(100 * part / n, 1) if n else None


def read_stage_list(scope: StageScope, late: bool | None, exempt: bool, now: datetime, limit: int,
                    cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """The stages behind a figure, the latest due time first; the next page's cursor."""
    query = select(CaseStage, Case.number, Case.state).join(Case, Case.id == CaseStage.case_id).where(
        *counted(scope, now), ~NOT_EXEMPT if exempt else NOT_EXEMPT)
    if late is not None:
        query = query.where(KEPT if not late else or_(CaseStage.ended_at.is_(None), ~KEPT))
    with db.reading() as session:
        rows = session.execute(_after(query, cursor).limit(limit + 1)).all()
    items = [_shape(*row) for row in rows[:limit]]
    if len(rows) <= limit:
        return items, None
    last: CaseStage = rows[limit - 1][0]
    return items, write_cursor(last.due_at.isoformat(), last.id)


def _after(query: Select[Any], cursor: str | None) -> Select[Any]:
    if cursor:
        moment, last = read_cursor(cursor)
        due = cursor_moment(moment)
        query = query.where(or_(CaseStage.due_at < due, and_(CaseStage.due_at == due, CaseStage.id < last)))
    return query.order_by(CaseStage.due_at.desc(), CaseStage.id.desc())


def _shape(row: CaseStage, number: str, state: str) -> dict[str, Any]:
    return {"case_id": row.case_id, "number": number, "state": state, "run": row.run, "stage": row.stage,
            "stage_name": STAGE_NAMES[Stage(row.stage)], "unit": unit_name(row.department or row.town or row.district),
            "started_at": row.started_at, "due_first": row.due_first, "due_at": row.due_at, "ended_at": row.ended_at,
            "late": row.ended_at is None or row.ended_at > row.due_at, "exempt": row.exempt}
