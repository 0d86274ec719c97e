"""What somebody with an account reported and what became of it, the newest first: the own ones and nobody else's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from server.extensions import db
from server.models import Case, Photo, Reply, Report, ReportDetail
from server.queries.cases import cursor_moment, read_cursor, write_cursor
from server.queries.catalogue import category_name, source_name
from server.queries.city import named_unit
from server.queries.people import Actor
from server.queries.photos import small_link
from workflows.states import PHASE_OF, STATE_NAMES, State

NO_CASE_STATES = {"received": "已收到", "answered": "已答复", "left": "已退出"}
_THUMB = select(func.min(Photo.id)).where(Photo.report_id == Report.id).scalar_subquery()


def read_own_reports(actor: Actor, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page `{items, next, as_of}`; `next` is a cursor: one person never reports twice in a microsecond."""
    query = (select(Report, Case, ReportDetail.description, ReportDetail.place_text, Reply, _THUMB.label("thumb"))
             .join(ReportDetail, ReportDetail.report_id == Report.id)
             .outerjoin(Case, Case.id == Report.case_id).outerjoin(Reply, Reply.report_id == Report.id)
             .where(Report.person_id == actor.person_id))
    if cursor:
        query = query.where(Report.received_at < cursor_moment(read_cursor(cursor)[0]))
    with db.reading() as session:
        rows = session.execute(query.order_by(Report.received_at.desc()).limit(limit + 1)).all()
        items = [_shape(row) for row in rows[:limit]]
        after = write_cursor(rows[limit - 1].Report.received_at.isoformat(), 0) if len(rows) > limit else None
    return {"items": items, "next": after, "as_of": now}


def _shape(row: Row[Any]) -> dict[str, Any]:
    report, case, reply = row.Report, row.Case, row.Reply
    state = State(case.state) if case is not None else None
    return {
        "id": report.id, "ticket": report.ticket, "intent": report.intent, "source_name": source_name(report.source),
        "category": {"code": report.category, "name": category_name(report.category)},
        "state": state.value if state else report.state,
        "state_name": STATE_NAMES[state] if state else NO_CASE_STATES.get(report.state, report.state),
        "phase": PHASE_OF[state].value if state else None, "received_at": report.received_at,
        "description": row.description, "place_text": row.place_text,
        "thumb": small_link(row.thumb) if row.thumb else None,
        "case": {"id": case.id, "number": case.number, "department": named_unit(case.department),
                 "due_at": case.due_at, "lon": case.lon, "lat": case.lat} if case is not None else None,
        "reply": {"text": reply.text, "adopted": reply.adopted, "at": reply.at} if reply else None}
