"""Rulings as precedents: found by words, category and likeness to a case that is to be ruled on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Case, CaseNote, CategoryRow, Department, Ruling
from server.queries.catalogue import category_name
from server.queries.city import city_index, named_unit
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.reading import readable_case
from server.queries.routing import premises_name
from server.queries.scope import may_read_case, scopes_of
from workflows.fields import BLAMED
from workflows.states import Action

COMPARED = 300  # of the newest precedents, how many are compared with a case
NOTE = f"{Action.RULE}.reason"
Row = tuple[Ruling, Case, str | None]


def read_rulings(actor: Actor, words: str | None, category: str | None, like: int | None, now: datetime, limit: int,
                 before: int | None) -> dict[str, Any]:
    """Precedents, the newest first; with `like` those first that are like that case. For whoever works on cases."""
    if not scopes_of(actor, now):
        raise Problem("role-forbidden", "您的岗位不看案件")
    with db.reading() as session:
        case = readable_case(session, like, actor, now) if like is not None else None
        rows = _find(session, words, category, before, COMPARED if case is not None else limit + 1)
        if case is not None:
            rows = _by_likeness(rows, case)[:limit]
        items = [_shape(row, case, actor, now) for row in rows[:limit]]
    more = f"/api/v1/rulings?limit={limit}&cursor={rows[limit - 1][0].id}" if len(rows) > limit else None
    return {"items": items, "next": more}


def _find(session: Session, words: str | None, category: str | None, before: int | None, most: int) -> list[Row]:
    query = (select(Ruling, Case, CaseNote.text).join(Case, Case.id == Ruling.case_id)
             .outerjoin(CaseNote, and_(CaseNote.case_id == Ruling.case_id, CaseNote.event_n == Ruling.event_n,
                                       CaseNote.kind == NOTE)))
    if words:
        query = query.where(_says(words.strip()))
    if category is not None:
        query = query.where(Ruling.category.startswith(category, autoescape=True))
    if before is not None:
        query = query.where(Ruling.id < before)
    return [tuple(row) for row in session.execute(query.order_by(Ruling.id.desc()).limit(most))]


def _says(words: str) -> ColumnElement[bool]:
    """The reason, the category or one of the units holds the words; or it is the case's number."""
    units = select(Department.code).where(Department.name.contains(words, autoescape=True))
    return or_(CaseNote.text.contains(words, autoescape=True), Case.number == words.upper(),
               Ruling.department.in_(units),
               Ruling.category.in_(select(CategoryRow.code).where(CategoryRow.name.contains(words, autoescape=True))))


def _by_likeness(rows: Sequence[Row], case: Case) -> list[Row]:
    """Those that have something in common with the case, the most first; its own earlier ruling is none."""
    found = [(len(likeness(row[0], case)), row) for row in rows if row[0].case_id != case.id]
    return [row for alike, row in sorted(found, key=lambda pair: -pair[0]) if alike]


def likeness(ruling: Ruling, case: Case) -> list[str]:
    """What a precedent has in common with a case, in words."""
    alike = []
    if ruling.category == case.category:
        alike.append("同一类别")
    elif ruling.category[:1] == case.category[:1]:
        alike.append("同一大类")
    if ruling.town is not None and ruling.town == case.town:
        alike.append("同一镇街")
    if ruling.premises is not None and ruling.premises == case.premises:
        alike.append("同类场所")
    return alike


def _shape(row: Row, case: Case | None, actor: Actor, now: datetime) -> dict[str, Any]:
    ruling, ruled, reason = row
    return {"id": ruling.id, "case": {"id": ruled.id, "number": ruled.number,
                                      "readable": may_read_case(actor, ruled, now)},
            "category": {"code": ruling.category, "name": category_name(ruling.category)},
            "place": city_index().name(ruling.town or ruling.district), "premises": premises_name(ruling.premises),
            "units": [unit for code in ruling.units.split() if (unit := named_unit(code)) is not None],
            "decided": named_unit(ruling.department), "responsible": dict(BLAMED).get(ruling.responsible or ""),
            "reason": reason or "", "on": city_day(ruling.at), "like": likeness(ruling, case) if case else []}
