"""Facts of cases' clocks: stages that fell due, checks that somebody made, countable steps, named persons' tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from server.models import Assignment, Case, CaseStage, PersonPost
from server.queries.facts_reach import TOWN, Absences, Reach, away_at
from server.queries.stories import story_of
from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_cases import CheckFact, MomentFact, StageFact, TaskFact
from workflows.assessment.runs import (
    CHECKS,
    CITIZENS,
    TASKS,
    Around,
    CaseNow,
    Run,
    moments_of,
    stage_fact,
    stands_in_time,
)
from workflows.pauses import SUSPENSION
from workflows.states import Action, Stage, State

CHECKED = (Action.CHECK_PASS, Action.CHECK_FAIL)
SLIP = timedelta(hours=1)  # what follows a step and takes it back may begin a little after the span
_RUN = (CaseStage.case_id, CaseStage.run, CaseStage.stage, CaseStage.district, CaseStage.town, CaseStage.street_grid,
        CaseStage.department, CaseStage.started_at, CaseStage.due_first, CaseStage.due_at, CaseStage.ended_at,
        CaseStage.ended_by, CaseStage.ended_person_id, CaseStage.exempt)
_CASE = (CaseStage.story, CaseStage.by_district, Case.source, Case.reported_at, Case.state,
         Case.street_grid.label("case_grid"), Case.sub_grid, Case.community, Case.department.label("unit"),
         Case.handler_department, Case.registered_at, Case.self_handled, Case.paused_at, Case.stage_run,
         Case.legacy_from, Case.legacy_to)
_SELECT = select(*_RUN, *_CASE).join(Case, Case.id == CaseStage.case_id)


def stages(session: Session, reach: Reach) -> Iterator[StageFact]:
    """Stages whose due time lies in the span and that ended or fell due. A unit answers for them, no person."""
    if reach.level is Level.MEMBER:
        return
    fell_due = or_(CaseStage.ended_at.is_not(None), CaseStage.due_at < reach.now)
    for row in session.execute(_SELECT.where(
            _whose(reach), CaseStage.stage != Stage.ANSWER, reach.within(CaseStage.due_at), fell_due)):
        fact = stage_fact(_run(row), _case(row), reach.now)
        if fact is not None:
            yield fact


def checks(session: Session, reach: Reach, absences: Absences) -> Iterator[CheckFact]:
    """Checks that a named person made and that fell due in the span; few columns, because they are very many."""
    row = CaseStage
    mine = row.ended_person_id == int(reach.owner or 0) if reach.level is Level.MEMBER else true()
    query = select(row.case_id, row.run, row.due_at, row.district, row.town, row.street_grid, Case.street_grid,
                   Case.sub_grid, Case.community, row.ended_person_id, row.stage, row.ended_at, row.ended_by).join(
        Case, Case.id == row.case_id)
    for (case, run, due, district, town, grid, case_grid, sub_grid, community, person, stage, ended,
         ended_by) in session.execute(query.where(
             _whose(reach), mine, row.stage.in_(CHECKS), row.ended_person_id.is_not(None), row.ended_by.in_(CHECKED),
             reach.within(row.due_at))):
        within = grid is not None and grid == case_grid
        yield CheckFact(Kind.CHECK, f"check:{case}:{run}", case, due, district, town, grid,
                        sub_grid if within else None, community if within else None, None, person, stage, ended,
                        ended_by == Action.CHECK_PASS, away_at(absences, person, due))


def moments(session: Session, reach: Reach) -> Iterator[MomentFact]:
    """Countable steps taken in the span, from the clocks that they began and ended; and what came back."""
    later = Reach(reach.start, reach.end + SLIP, reach.now, reach.level, reach.owner)
    touched = or_(later.within(CaseStage.started_at), reach.within(CaseStage.ended_at))
    held = and_(CaseStage.due_at >= reach.start, CaseStage.started_at < reach.end,
                CaseStage.story.contains(SUSPENSION))  # what was put on hold fell due later than that
    standing = and_(Case.state == State.SUSPENDED, Case.paused_at >= reach.start, Case.stage_run == CaseStage.run)
    whose = and_(_whose(reach, with_unit=True), _near(reach))
    by_case: dict[int, dict[int, Any]] = {}
    for condition in (touched, held, standing):
        for row in session.execute(_SELECT.where(whose, condition)):
            by_case.setdefault(row.case_id, {})[row.run] = row
    around = Around(_failed(session, reach), _returned(session, reach), _reopened(session, reach))
    for runs in by_case.values():
        listed = [runs[number] for number in sorted(runs)]
        yield from moments_of([_run(row) for row in listed], _case(listed[0]), around, reach.start, reach.end)
    yield from _recurrences(session, reach)


def tasks(session: Session, reach: Reach, absences: Absences) -> Iterator[TaskFact]:
    """What named persons were asked for that fell due in the span and was done, is late or went on."""
    if reach.level is Level.DEPARTMENT:
        return
    row = Assignment
    mine = row.person_id == int(reach.owner or 0) if reach.level is Level.MEMBER else true()
    known = or_(row.ended_at.is_not(None), row.due_at < reach.now)
    query = select(row.id, row.case_id, row.due_at, Case.district, Case.town, Case.street_grid, Case.sub_grid,
                   Case.community, row.person_id, row.stage, row.began_at, row.ended_at, row.ending, row.reason,
                   Case.paused_at).join(Case, Case.id == row.case_id)
    for (task, case, due, district, town, grid, sub_grid, community, person, stage, began, ended, ending, reason,
         paused) in session.execute(query.where(
             mine, row.stage.in_(TASKS), reach.place(row, Case), reach.within(row.due_at), known)):
        yield TaskFact(Kind.TASK, f"task:{task}", case, due, district, town, grid, sub_grid, community, None, person,
                       stage, began, ended, ending, reason, away_at(absences, person, due),
                       ended is None and stands_in_time(paused, due))


def _whose(reach: Reach, with_unit: bool = False) -> ColumnElement[bool]:
    place = reach.place(CaseStage, Case)
    if reach.level is not Level.DEPARTMENT:
        return place
    mine = CaseStage.department == reach.owner
    return or_(mine, Case.department == reach.owner, Case.handler_department == reach.owner) if with_unit else mine


def _near(reach: Reach) -> ColumnElement[bool]:
    """A member handles and checks in the towns of the own posts alone."""
    if reach.level is not Level.MEMBER:
        return true()
    return CaseStage.town.in_(select(func.substr(PersonPost.division, 1, TOWN)).where(
        PersonPost.person_id == int(reach.owner or 0)))


def _run(row: Any) -> Run:
    story = row.story
    holds = tuple(one.begin for one in story_of(story) if one.kind == "pause" and one.note == SUSPENSION) \
        if story and SUSPENSION in story else ()
    if row.state == State.SUSPENDED and row.stage_run == row.run and row.paused_at is not None:
        holds = (*holds, row.paused_at)
    return Run(*row[:14], extended=bool(story) and '["extension"' in story, holds=holds, by_district=row.by_district)


def _case(row: Any) -> CaseNow:
    return CaseNow(row.source, row.reported_at, row.state, row.case_grid, row.sub_grid, row.community,
                   row.unit or row.handler_department, row.registered_at is not None, row.self_handled is not None,
                   row.stage_run if row.paused_at is not None else None, row.paused_at,
                   (row.legacy_from, row.legacy_to))


def _failed(session: Session, reach: Reach) -> dict[int, list[int]]:
    """Checks since the beginning that sent a handling back."""
    found: dict[int, list[int]] = {}
    for case_id, run in session.execute(select(CaseStage.case_id, CaseStage.run).where(
            reach.place(CaseStage), CaseStage.ended_at >= reach.start, CaseStage.stage == Stage.CHECK,
            CaseStage.ended_by == Action.CHECK_FAIL)):
        found.setdefault(case_id, []).append(run)
    return found


def _returned(session: Session, reach: Reach) -> dict[int, set[str]]:
    """Departments that gave back a case on which somebody ruled in the span."""
    ruled = aliased(CaseStage)
    found: dict[int, set[str]] = {}
    for case_id, department in session.execute(
            select(CaseStage.case_id, CaseStage.department)
            .join(ruled, ruled.case_id == CaseStage.case_id)
            .where(reach.place(ruled), reach.within(ruled.ended_at), ruled.ended_by == Action.RULE,
                   CaseStage.ended_by == Action.RETURN, CaseStage.department.is_not(None))):
        found.setdefault(case_id, set()).add(department)
    return found


def _reopened(session: Session, reach: Reach) -> dict[tuple[int, int], tuple[Any, int | None]]:
    """Runs of the span that follow a closing, with when that was and who had passed the check before it."""
    closing, checked = aliased(CaseStage), aliased(CaseStage)
    rows = session.execute(
        select(CaseStage.case_id, CaseStage.run, closing.ended_at, checked.ended_person_id)
        .join(closing, and_(closing.case_id == CaseStage.case_id, closing.run == CaseStage.run - 1,
                            closing.ended_by == Action.CLOSE))
        .outerjoin(checked, and_(checked.case_id == CaseStage.case_id, checked.run == CaseStage.run - 3,
                                 checked.ended_by == Action.CHECK_PASS))
        .where(reach.place(CaseStage), reach.within(CaseStage.started_at),
               CaseStage.stage.in_((Stage.REWORK, Stage.DISPATCH))))
    return {(case_id, run): (closed_at, checker) for case_id, run, closed_at, checker in rows}


def _recurrences(session: Session, reach: Reach) -> Iterable[MomentFact]:
    """New cases of the span at the place of a settled one: they count for whoever had settled that."""
    earlier = aliased(Case)
    unit = or_(earlier.handler_department == reach.owner, earlier.department == reach.owner) \
        if reach.level is Level.DEPARTMENT else true()
    rows = session.execute(
        select(Case.id, Case.reported_at, Case.source, earlier.district, earlier.town, earlier.street_grid,
               earlier.sub_grid, earlier.community, earlier.department, earlier.handler_department)
        .join(earlier, earlier.id == Case.recurs_of_id)
        .where(Case.recurrence > 0, reach.within(Case.reported_at), reach.place(earlier), unit))
    for case_id, at, source, district, town, grid, sub_grid, community, department, handler in rows:
        yield MomentFact(Kind.MOMENT, f"moment:{case_id}:0:came_back", case_id, at, district, town, grid, sub_grid,
                         community, department or handler, None, "came_back", "again", source, source in CITIZENS)
