"""Texts to begin with, filled in from a case: nothing of a reporter stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AnswerTemplate, Case, CaseNote, Person
from server.queries.catalogue import catalogue, category_name, windows
from server.queries.city import named, unit_name
from server.queries.moments import CITY_ZONE
from server.queries.rule_cache import rules
from workflows.templates import PLACEHOLDERS, fill, fits, unknown_placeholders

SET = "answers"


@dataclass(frozen=True)
class Template:
    """A row as it is used: no longer bound to a session."""

    id: int
    action: str
    category: str | None
    name: str
    text: str


def _load(session: Session) -> tuple[Template, ...]:
    rows = session.scalars(select(AnswerTemplate).where(AnswerTemplate.active)
                           .order_by(AnswerTemplate.position, AnswerTemplate.id))
    return tuple(Template(row.id, row.action, row.category, row.name, row.text) for row in rows)


def templates_for(session: Session, case: Case, action: str, reason: str | None,
                  now: datetime) -> list[dict[str, Any]]:
    """The texts that fit a step of this case, the closest first, filled in; `reason` is what one declines for."""
    fitting = [(fits(row.category, case.category), row) for row in rules(SET, _load) if row.action == action]
    chosen = sorted((pair for pair in fitting if pair[0] >= 0), key=lambda pair: -pair[0])
    values = values_of(session, case, reason or case.decline_reason, now) if chosen else {}
    return [{"id": row.id, "name": row.name, "text": fill(row.text, values)} for _, row in chosen]


def values_of(session: Session, case: Case, reason_code: str | None, now: datetime) -> dict[str, str]:
    """What the placeholders stand for in this case; absent while it is not known."""
    note = session.scalar(select(CaseNote.text).where(
        CaseNote.case_id == case.id, CaseNote.kind.in_(("handle.note", "self-handle.note")))
        .order_by(CaseNote.id.desc()).limit(1))
    reason = next((item.name for item in catalogue().decline_reasons if item.code == reason_code), "")
    place = [named(code) for code in (case.town or case.district, case.street_grid or case.sub_grid)]
    until = case.reopen_until or now + windows().reopen
    return {"编号": case.number, "类别": category_name(case.category),
            "地点": "".join(one["name"] for one in place if one), "反映日期": _day(case.reported_at),
            "处置单位": unit_name(case.handler_department or case.handler_town) if case.handled_at else "",
            "处置日期": _day(case.handled_at), "处置说明": (note or "").rstrip("。；; "), "不予受理理由": reason,
            "重新办理期限": _day(until)}


def _day(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(CITY_ZONE)
    return f"{local.month}月{local.day}日"


def list_templates(session: Session) -> list[dict[str, Any]]:
    """All texts for the page where they are edited, those switched off too."""
    rows = session.execute(select(AnswerTemplate, Person.name)
                           .outerjoin(Person, Person.id == AnswerTemplate.changed_by)
                           .order_by(AnswerTemplate.action, AnswerTemplate.position, AnswerTemplate.id)).all()
    return [{"id": row.id, "action": row.action, "category": row.category, "name": row.name, "text": row.text,
             "active": row.active, "changed_by": name or "", "changed_at": row.changed_at} for row, name in rows]


EXAMPLE = dict(zip(PLACEHOLDERS, (
    "HB3502112026112300001", "露天焚烧", "后溪镇第01网格", "集美区城市管理执法局", "11月23日",
    "明火已灭，残渣已清运", "11月20日", "不在本市辖区", "12月8日"), strict=True))


def preview(text: str) -> dict[str, Any]:
    """The text with invented values, and the placeholders that mean nothing."""
    return {"text": fill(text, EXAMPLE), "unknown": list(unknown_placeholders(text))}
