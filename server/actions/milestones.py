"""Rows of the steps within a handling: begun with the signing, done one by one or with the hand-over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from config.clock_rules import ClockRules, MilestoneData, read_clock_rules
from server.models import Case, CaseMilestone
from server.queries.catalogue import category_of, limit_for, working_calendar
from server.queries.people import Actor
from server.queries.stories import story_of
from workflows.deadlines import Limit, due_at, shift_for_pause
from workflows.states import Action, Stage
from workflows.working_calendar import WorkingCalendar


@cache
def clock_rules() -> ClockRules:
    """The operator's restricted periods and steps, as first written."""
    return read_clock_rules()


def follow_milestones(session: Session, case: Case, action: Action, fields: Mapping[str, Any], actor: Actor,
                      now: datetime) -> dict[str, Any]:
    """After a step; costs most cases nothing. Answers what the step's event says of it."""
    if action is Action.SIGN:
        _begin(session, case, now)
    elif action is Action.HANDLE and case.milestones:
        session.execute(update(CaseMilestone).where(
            CaseMilestone.case_id == case.id, CaseMilestone.done_at.is_(None)).values(
            done_at=now, done_by=actor.person_id))
        case.milestones = 0
    elif action is Action.MILESTONE:
        row = session.scalars(select(CaseMilestone).where(
            CaseMilestone.case_id == case.id, CaseMilestone.code == fields["milestone"])).one()
        row.done_at, row.done_by = now, actor.person_id
        return {"late": now > row.due_at}
    return {}


def retell_milestones(session: Session, cases: Iterable[Case]) -> None:
    """The clocks of these cases were shifted: their open steps stand still and run on with them."""
    by_id = {case.id: case for case in cases if case.milestones}
    if not by_id:
        return
    rows = session.scalars(select(CaseMilestone).where(
        CaseMilestone.case_id.in_(by_id), CaseMilestone.done_at.is_(None)))
    for row in rows:
        case = by_id[row.case_id]
        row.due_at = _due(row, case, working_calendar(case.district))


def _due(row: CaseMilestone, case: Case, calendar: WorkingCalendar) -> datetime:
    amount, _, unit = row.limit.partition(" ")
    limit = Limit(int(amount), unit)
    due = due_at(row.started_at, limit, calendar)
    for one in story_of(case.clock_story):
        if one.kind == "pause":
            due = shift_for_pause(due, one.begin, one.end, calendar, limit)
    return due


def _begin(session: Session, case: Case, now: datetime) -> None:
    """The steps that this category asks for count from the signing; signed anew, those still open begin anew."""
    plan = _plan(case)
    if not plan:
        return
    with session.no_autoflush:
        known = {row.code: row for row in session.scalars(
            select(CaseMilestone).where(CaseMilestone.case_id == case.id))}
    fresh, calendar = [], working_calendar(case.district)
    for item in plan:
        limit = Limit(item.limit.amount, item.limit.unit)
        due, row = due_at(now, limit, calendar), known.get(item.code)
        if row is None:
            fresh.append({"case_id": case.id, "code": item.code, "name": item.name, "started_at": now, "due_at": due,
                          "limit": f"{limit.amount} {limit.unit}"})
        elif row.done_at is None:
            row.started_at, row.due_at = now, due
    if fresh:
        session.execute(insert(CaseMilestone), fresh)
    case.milestones = len(fresh) + sum(row.done_at is None for row in known.values())


def _plan(case: Case) -> Sequence[MilestoneData]:
    found, urgent = clock_rules().by_category.get(case.category, ()), clock_rules().urgent
    if category_of(case.category).severity > 1:
        return found
    handling = limit_for(Stage.HANDLE.value, case.category, case.source, case.severity)
    whole = handling is None or handling != Limit(urgent.limit.amount, urgent.limit.unit)
    return (urgent, *found) if whole else found
