"""Facts of cases' clocks: stages that fell due, checks that somebody made, named persons' tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from server.models import Assignment, Case, CaseStage
from server.queries.facts_reach import Absences, Reach, away_at
from server.queries.stories import story_of
from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_cases import CheckFact, StageFact, TaskFact
from workflows.assessment.runs import (
    CHECKS,
    TASKS,
    CaseNow,
    Run,
    stage_fact,
    stands_in_time,
)
from workflows.pauses import SUSPENSION
from workflows.states import Action, Stage, State

CHECKED = (Action.CHECK_PASS, Action.CHECK_FAIL)
_RUN = (CaseStage.case_id, CaseStage.run, CaseStage.stage, CaseStage.district, CaseStage.town, CaseStage.street_grid,
        CaseStage.department, CaseStage.started_at, CaseStage.due_first, CaseStage.due_at, CaseStage.ended_at,
        CaseStage.ended_by, CaseStage.ended_person_id, CaseStage.exempt)
_CASE = (CaseStage.story, CaseStage.by_district, Case.source, Case.reported_at, Case.state,
         Case.street_grid.label("case_grid"), Case.sub_grid, Case.community, Case.department.label("unit"),
         Case.handler_department, Case.registered_at, Case.self_handled, Case.paused_at, Case.stage_run,
         Case.legacy_from, Case.legacy_to)
RUNS_AND_CASES = select(*_RUN, *_CASE).join(Case, Case.id == CaseStage.case_id)


def stages(session: Session, reach: Reach) -> Iterator[StageFact]:
    """Stages whose due time lies in the span and that ended or fell due. A unit answers for them, no person."""
    if reach.level is Level.MEMBER:
        return
    fell_due = or_(CaseStage.ended_at.is_not(None), CaseStage.due_at < reach.now)
    for row in session.execute(RUNS_AND_CASES.where(
            _whose(reach), CaseStage.stage != Stage.ANSWER, reach.within(CaseStage.due_at), fell_due)):
        fact = stage_fact(run_of(row), case_of(row), reach.now)
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


def _whose(reach: Reach) -> ColumnElement[bool]:
    return CaseStage.department == reach.owner if reach.level is Level.DEPARTMENT else reach.place(CaseStage, Case)


def run_of(row: Any) -> Run:
    """A row of RUNS_AND_CASES as one run of a clock."""
    story = row.story
    holds = tuple(one.begin for one in story_of(story) if one.kind == "pause" and one.note == SUSPENSION) \
        if story and SUSPENSION in story else ()
    if row.state == State.SUSPENDED and row.stage_run == row.run and row.paused_at is not None:
        holds = (*holds, row.paused_at)
    return Run(*row[:14], extended=bool(story) and '["extension"' in story, holds=holds, by_district=row.by_district)


def case_of(row: Any) -> CaseNow:
    """What a row of RUNS_AND_CASES says of the case as it is now."""
    return CaseNow(row.source, row.reported_at, row.state, row.case_grid, row.sub_grid, row.community,
                   row.unit or row.handler_department, row.registered_at is not None, row.self_handled is not None,
                   row.stage_run if row.paused_at is not None else None, row.paused_at,
                   (row.legacy_from, row.legacy_to))
