"""Every stage that a case has been through: its limit, what was used of it, what made it stand, why it is due then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Case, CaseMilestone, CaseStage, Person
from server.queries.case_items import is_late_now
from server.queries.catalogue import limit_text, working_calendar
from server.queries.city import unit_name
from server.queries.people import Actor
from server.queries.scope import may_read_case
from server.queries.stories import story_of
from workflows.deadlines import Limit, WorkingCalendar, is_working_unit, working_time
from workflows.states import ACTION_NAMES, STAGE_NAMES, Action, Stage

EXEMPT_NAMES = {"dispute": "退回到裁定之间，不计入任何一方"}
HAPPENINGS = {"pause": "暂停", "extension": "批准延期", "retimed": "日历调整", "recategorised": "改类"}


def read_stages(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The stages of a case, oldest first, and the steps within its handling. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        case = session.get(Case, case_id) if case_id < 2**62 else None
        if case is None:
            raise Problem("not-found", "没有这个案件")
        if not may_read_case(actor, case, now):
            raise Problem("territory-forbidden")
        rows = session.execute(select(CaseStage, Person.name).outerjoin(Person, Person.id == CaseStage.person_id)
                               .where(CaseStage.case_id == case_id).order_by(CaseStage.run)).all()
        return {"items": [_shape(row, name, case, now) for row, name in rows],
                "milestones": _milestones(session, case, now), "urgent_by": case.urgent_by, "as_of": now}


def _shape(row: CaseStage, name: str | None, case: Case, now: datetime) -> dict[str, Any]:
    runs = row.ended_at is None and row.run == case.stage_run and case.due_at is not None
    calendar, limit = working_calendar(row.district), _limit(row.limit)
    story = story_of(row.story)
    end = row.ended_at or (case.paused_at if runs and case.paused_at else now)
    used = _between(row.started_at, end, limit, calendar) - sum(
        (_between(one.begin, min(one.end, end), limit, calendar) for one in story if one.kind == "pause"), timedelta())
    late = is_late_now(case, now) if runs else row.ended_at is not None and row.ended_at > row.due_at
    return {
        "run": row.run, "stage": row.stage, "name": STAGE_NAMES[Stage(row.stage)], "limit": limit_text(limit),
        "unit": unit_name(row.department or row.town or row.district), "who": name or "",
        "started_at": row.started_at, "due_first": row.due_first, "due_at": row.due_at, "ended_at": row.ended_at,
        "ended_by": ACTION_NAMES[Action(row.ended_by)] if row.ended_by else None, "runs": runs,
        "standing_since": case.paused_at if runs else None, "late": late, "answer": row.stage == Stage.ANSWER,
        "used_minutes": max(0, int(used / timedelta(minutes=1))), "working": is_working_unit(limit),
        "share": _share(used, row, limit, calendar, sum(one.kind == "pause" for one in story)),
        "exempt": EXEMPT_NAMES.get(row.exempt, row.exempt) if row.exempt else None,
        "explained": (case.due_explained if runs else row.explained) or "",
        "story": [{"kind": one.kind, "name": HAPPENINGS.get(one.kind, one.kind), "from": one.begin, "to": one.end,
                   "note": _note(one.kind, one.note)} for one in story]}


def _share(used: timedelta, row: CaseStage, limit: Limit, calendar: WorkingCalendar, pauses: int) -> int:
    """Percent of the time that is used; a whole that pauses have shifted is measured without them."""
    whole = _between(row.started_at, row.due_first if pauses else row.due_at, limit, calendar)
    return min(999, int(used * 100 / whole)) if whole else 100


def _between(a: datetime, b: datetime, limit: Limit, calendar: WorkingCalendar) -> timedelta:
    return working_time(a, b, calendar) if is_working_unit(limit) else max(b - a, timedelta())


def _limit(text: str) -> Limit:
    amount, _, unit = text.partition(" ")
    return Limit(int(amount), unit)


def _note(kind: str, note: str) -> str:
    return limit_text(_limit(note)) if kind == "extension" else "" if kind == "retimed" else note


def _milestones(session: Session, case: Case, now: datetime) -> list[dict[str, Any]]:
    rows = session.execute(select(CaseMilestone, Person.name).outerjoin(Person, Person.id == CaseMilestone.done_by)
                           .where(CaseMilestone.case_id == case.id).order_by(CaseMilestone.due_at)).all()
    return [{"code": row.code, "name": row.name, "limit": limit_text(_limit(row.limit)),
             "started_at": row.started_at, "due_at": row.due_at, "done_at": row.done_at, "done_by": name or "",
             "late": (row.done_at or (case.paused_at or now)) > row.due_at} for row, name in rows]
