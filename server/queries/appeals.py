"""Appeals as they are read: lists by whose turn it is, one appeal whole, and the numbers that are published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import Appeal, AppealInstance
from server.queries.appeal_shapes import shape_appeal, shape_rows
from server.queries.appeal_sight import reads, waits_for
from server.queries.people import Actor
from workflows.assessment.appeals import EXCLUSIONS, AppealKind, AppealState, Outcome

VIEWS = ("mine", "waiting", "over", "excluded")
DEFINITIONS = {
    "appeals": "针对得分提出的申诉件数，含未裁定和已撤回的",
    "granted": "一审或二审支持或部分支持的申诉件数",
    "refused": "最后一次裁定为不支持的申诉件数",
    "late": "超过裁定期限仍未裁定的申诉和剔除申请件数",
    "excluded": "经上级认定为恶意、不合理或恶意评价，从所有得分中剔除的件数；案件本身照常办理和保存",
}


def read_appeals(actor: Actor, view: str, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of appeals, newest first; with how many wait for the person."""
    with db.reading() as session:
        query = select(Appeal).where(_view(view, actor, now), Appeal.id < _before(cursor))
        rows = session.scalars(query.order_by(Appeal.id.desc()).limit(limit + 1)).all()
        items = shape_rows(session, rows[:limit], now)
        return {"items": items, "next": str(rows[limit - 1].id) if len(rows) > limit else None, "as_of": now,
                "counts": {one: _count(session, _view(one, actor, now)) for one in VIEWS}}


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Appeal).where(condition)) or 0)


def _view(view: str, actor: Actor, now: datetime) -> ColumnElement[bool]:
    if view == "mine":
        return Appeal.filed_by == actor.person_id
    if view == "waiting":
        return and_(waits_for(actor, now), Appeal.filed_by != (actor.person_id or 0))
    if view == "excluded":
        return and_(reads(actor, now), set_aside())
    pending = Appeal.state.in_([AppealState.FIRST.value, AppealState.SECOND.value])
    return and_(reads(actor, now), ~pending)


def set_aside() -> ColumnElement[bool]:
    """Requests by which a case or a rating left every score, and that nobody took back."""
    last = (select(AppealInstance.outcome).where(AppealInstance.appeal_id == Appeal.id)
            .order_by(AppealInstance.instance.desc()).limit(1).correlate(Appeal).scalar_subquery())
    return and_(Appeal.kind.in_(sorted(kind.value for kind in EXCLUSIONS)), last == Outcome.GRANTED.value)


def _before(cursor: str | None) -> int:
    if cursor is None:
        return 2**53
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是这张名单的 cursor")
    return int(cursor)


def find_appeal(session: Session, appeal_id: int, actor: Actor, now: datetime, *, lock: bool = False) -> Appeal:
    """An appeal that the person may read. Raises not-found, for what others may read as well."""
    query = select(Appeal).where(Appeal.id == appeal_id, or_(reads(actor, now), waits_for(actor, now)))
    row = session.scalar(query.with_for_update() if lock else query) if appeal_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这件申诉")
    return row


def read_appeal(appeal_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One appeal with its instances, pictures and what it changed. Raises not-found."""
    with db.reading() as session:
        return shape_appeal(session, find_appeal(session, appeal_id, actor, now), actor, now)


def read_figures(assessment_id: int | None, district: str | None, now: datetime) -> dict[str, Any]:
    """How many appeals there were and what became of them, and how many cases were set aside: for everybody."""
    with db.reading() as session:
        return appeal_figures(session, assessment_id, district, now)


def appeal_figures(session: Session, assessment_id: int | None, district: str | None,
                   now: datetime) -> dict[str, Any]:
    """The same, inside a read that is open already."""
    here = [*([Appeal.assessment_id == assessment_id] if assessment_id else []),
            *([Appeal.district == district] if district else [])]
    excludes = Appeal.kind.in_(sorted(kind.value for kind in EXCLUSIONS))
    last = (select(AppealInstance.outcome).where(AppealInstance.appeal_id == Appeal.id,
                                                 AppealInstance.outcome.is_not(None))
            .order_by(AppealInstance.instance.desc()).limit(1).correlate(Appeal).scalar_subquery())
    by_outcome = dict(session.execute(select(last, func.count()).select_from(Appeal).where(*here, ~excludes)
                                      .group_by(last)).all())
    aside = dict(session.execute(select(Appeal.kind, func.count()).where(
        *([Appeal.district == district] if district else []), set_aside()).group_by(Appeal.kind)).all())
    late = session.scalar(select(func.count()).select_from(AppealInstance).join(
        Appeal, Appeal.id == AppealInstance.appeal_id).where(
        *here, AppealInstance.outcome.is_(None), AppealInstance.due_at < now,
        Appeal.state != AppealState.WITHDRAWN.value))
    granted = by_outcome.get(Outcome.GRANTED.value, 0) + by_outcome.get(Outcome.PARTLY.value, 0)
    return {"appeals": sum(by_outcome.values()), "granted": granted,
            "refused": by_outcome.get(Outcome.REFUSED.value, 0), "late": late,
            "excluded": {kind.value: aside.get(kind.value, 0) for kind in AppealKind if kind in EXCLUSIONS},
            "definitions": DEFINITIONS, "link": "/assess#tab=appeals&view=excluded", "as_of": now}
