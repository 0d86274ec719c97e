"""Feedback and suggestions for whoever answers them: the district's dispatcher and coordinator, the town's station."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from server.models import Reply, Report, ReportDetail
from server.queries.cases import cursor_moment, read_cursor, write_cursor
from server.queries.catalogue import category_name
from server.queries.city import named
from server.queries.people import Actor
from workflows.roles import Role, is_city, is_current

ANSWERING = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER,
                       Role.COORDINATOR})
OF_THE_SYSTEM = "M05"  # what people think of this system: its administrators read and answer it too


def opinion_condition(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Which opinions the person reads and answers."""
    found: list[ColumnElement[bool]] = []
    if any(post.role is Role.ADMINISTRATOR and is_city(post.division) and is_current(post, now)
           for post in actor.posts):
        found.append(Report.category == OF_THE_SYSTEM)
    for post in actor.posts:
        if post.role in ANSWERING and is_current(post, now) and post.division:
            if is_city(post.division):
                return true()
            found.append((Report.town if len(post.division) == 9 else Report.district) == post.division)
    return or_(*found) if found else false()


def list_opinions(session: Session, actor: Actor, intent: str | None, state: str | None, now: datetime, limit: int,
                  cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """A page of opinions, newest first, with the answers given."""
    query = (select(Report, ReportDetail, Reply).join(ReportDetail, ReportDetail.report_id == Report.id)
             .outerjoin(Reply, Reply.report_id == Report.id)
             .where(Report.case_id.is_(None), Report.intent != "complaint", opinion_condition(actor, now)))
    if intent:
        query = query.where(Report.intent == intent)
    if state:
        query = query.where(Report.state == state)
    if cursor:
        query = query.where(Report.received_at < cursor_moment(read_cursor(cursor)[0]))
    rows = session.execute(query.order_by(Report.received_at.desc()).limit(limit + 1)).all()
    items = [_shape(report, detail, reply) for report, detail, reply in rows[:limit]]
    if len(rows) <= limit:
        return items, None
    return items, write_cursor(rows[limit - 1][0].received_at.isoformat(), 0)


def _shape(report: Report, detail: ReportDetail, reply: Reply | None) -> dict[str, Any]:
    return {
        "ticket": report.ticket, "intent": report.intent, "state": report.state, "received_at": report.received_at,
        "category": {"code": report.category, "name": category_name(report.category)},
        "district": named(report.district), "town": named(report.town), "description": detail.description,
        "place_text": detail.place_text, "anonymous": report.anonymous,
        "reply": {"text": reply.text, "adopted": reply.adopted, "at": reply.at} if reply else None}
