"""The open work of one post, for its holder, whoever acts for it and whoever arranges it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Assignment, Case, PersonPost, Report, ReportDetail
from server.queries.catalogue import category_name
from server.queries.city import codes_above, unit_name
from server.queries.open_work import waits_for, with_assignments
from server.queries.people import Actor
from workflows.managing import may_manage
from workflows.roles import Role
from workflows.states import STAGE_NAMES, Stage, State


def read_post_work(post_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """`{items, n}`, the most urgent first. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        post = session.get(PersonPost, post_id) if post_id < 2**53 else None
        if post is None:
            raise Problem("not-found", "没有这个岗位")
        above = (post.division, *codes_above(post.division))
        held = post.person_id == actor.person_id or any(own.post_id == post_id for own in actor.posts)
        if not held and not may_manage(actor.posts, Role(post.role), above, now):
            raise Problem("territory-forbidden", "这个岗位不由您安排")
        items = _items(session, post)
        return {"items": items, "n": len(items)}


def _items(session: Session, post: PersonPost) -> list[dict[str, Any]]:
    unnamed = and_(Assignment.id.is_(None), waits_for(post.person_id))
    rows = session.execute(with_assignments().where(or_(Assignment.post_id == post.id, unnamed))
                           .order_by(Case.due_at.asc().nulls_last(), Case.id)).all()
    places = dict(session.execute(
        select(Report.case_id, ReportDetail.place_text).join(ReportDetail, ReportDetail.report_id == Report.id)
        .where(Report.case_id.in_([case.id for case, _row in rows]), ReportDetail.place_text != "")
        .order_by(Report.received_at.desc())).all())
    return [_item(case, row, places.get(case.id)) for case, row in rows]


def _item(case: Case, row: Assignment | None, place: str | None) -> dict[str, Any]:
    stage = Stage.CONFIRM if case.state == State.CONFIRMING else Stage.HANDLE
    return {"case_id": case.id, "number": case.number, "stage": stage.value, "stage_name": STAGE_NAMES[stage],
            "category": {"code": case.category, "name": category_name(case.category)},
            "place": place or unit_name(case.sub_grid or case.district),
            "due_at": row.due_at if row is not None else case.due_at}
