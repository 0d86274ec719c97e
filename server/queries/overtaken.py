"""What happened to a case while somebody else was about to do something: said to whoever comes second."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Case, Event
from server.queries.events import event_shapes
from server.queries.moments import CITY_ZONE


def overtaken(session: Session, case: Case) -> Problem:
    """stale-version, with the newest entry of the case's ledger in words."""
    newest = session.scalar(select(Event).where(Event.subject_kind == "case", Event.subject_id == str(case.id))
                            .order_by(Event.n.desc()).limit(1))
    happened = ""
    if newest is not None:
        shape = event_shapes(session, [newest])[0]
        who = " ".join(part for part in (shape["actor"]["unit"], shape["actor"]["name"]) if part)
        happened = f"{who}已于 {newest.at.astimezone(CITY_ZONE):%H:%M} 办了“{shape['title']}”。"
    return Problem("stale-version", f"{happened}案件已是第 {case.version} 版，请看过最新情况再办",
                   version=case.version, happened=happened)
