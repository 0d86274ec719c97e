"""Facts of the countable steps of cases, from the clocks that they began and ended; and of what came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true, union
from sqlalchemy.orm import Session, aliased

from server.models import Case, CaseStage, PersonPost
from server.queries.facts_of_cases import RUNS_AND_CASES, case_of, run_of
from server.queries.facts_reach import TOWN, Reach
from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_cases import MomentFact, Step
from workflows.assessment.runs import CITIZENS, Around, moments_of
from workflows.pauses import SUSPENSION
from workflows.states import Action, Stage, State

SLIP = timedelta(hours=1)  # what follows a step and takes it back may begin a little after the span
AT_ONCE = 500  # cases named in one statement
AFTER_CLOSING = (Stage.REWORK, Stage.DISPATCH)
Runs = Mapping[int, Any]
# Which runs have to be read for a step: by how they ended, and by what began. Of a ruled case all of them.
ENDS: dict[str, ColumnElement[bool]] = {
    Step.ACCEPTED: CaseStage.run == 1,
    Step.REGISTERED: CaseStage.ended_by.in_((Action.REGISTER, Action.CHECK_FAIL)),
    Step.HANDLED: CaseStage.ended_by == Action.HANDLE,
    Step.CLOSED: CaseStage.ended_by == Action.CLOSE,
    Step.DISPATCHED: CaseStage.ended_by == Action.RULE,
}
BEGINS: dict[str, ColumnElement[bool]] = {
    Step.REGISTERED: CaseStage.stage == Stage.DISPATCH,
    Step.CLOSED: CaseStage.stage == Stage.FEEDBACK,
    Step.DISPATCHED: CaseStage.stage == Stage.SIGN,
    Step.REOPENED: CaseStage.stage.in_(AFTER_CLOSING),
    Step.CAME_BACK: CaseStage.stage.in_(AFTER_CLOSING),
}
NARROWED = ENDS.keys() | BEGINS.keys() | {Step.RULED, Step.SUSPENDED}


def moments(session: Session, reach: Reach) -> Iterator[MomentFact]:
    """Countable steps taken in the span, and what came back."""
    by_case = _runs(session, reach)
    around = Around(_failed(session, reach) if reach.wants(Step.HANDLED) else {},
                    _returned(session, reach) if reach.wants(Step.RULED) else {},
                    _reopened(session, by_case) if reach.wants(Step.REOPENED, Step.CAME_BACK) else {})
    for runs in by_case.values():
        listed = [runs[number] for number in sorted(runs)]
        for fact in moments_of([run_of(row) for row in listed], case_of(listed[0]), around, reach.start, reach.end):
            if reach.wants(fact.name):
                yield fact
    if reach.wants(Step.CAME_BACK):
        yield from _recurrences(session, reach)


def _runs(session: Session, reach: Reach) -> dict[int, Runs]:
    """Runs that began, ended or were put on hold in the span, by case and number."""
    conditions = list(_moved(session, reach))
    if reach.wants(Step.SUSPENDED):
        own = _own(reach)
        conditions += [
            and_(own, CaseStage.due_at >= reach.start, CaseStage.started_at < reach.end,
                 CaseStage.story.contains(SUSPENSION)),  # what was put on hold fell due later than that
            and_(own, Case.state == State.SUSPENDED, Case.paused_at >= reach.start, Case.stage_run == CaseStage.run)]
    found: dict[int, dict[int, Any]] = {}
    for condition in conditions:
        for row in session.execute(RUNS_AND_CASES.where(condition)):
            found.setdefault(row.case_id, {})[row.run] = row
    return found  # type: ignore[return-value]


def _moved(session: Session, reach: Reach) -> Iterator[ColumnElement[bool]]:
    """Conditions that find the owner's runs of the span between them."""
    touched = _touched(reach)
    if reach.level is not Level.DEPARTMENT:
        yield and_(_own(reach), _near(reach), touched)
        return
    cases = _cases_of(session, reach, touched)
    for begin in range(0, len(cases), AT_ONCE):
        yield and_(CaseStage.case_id.in_(cases[begin:begin + AT_ONCE]), touched)


def _cases_of(session: Session, reach: Reach, touched: ColumnElement[bool]) -> list[int]:
    """Cases that a department worked on in the span, or that are its own and have moved since then: what a step is may
    lie in the run of another unit before it."""
    worked = select(CaseStage.case_id).where(CaseStage.department == reach.owner, touched)
    charged = select(Case.id).where(or_(Case.department == reach.owner, Case.handler_department == reach.owner),
                                    Case.updated_at >= reach.start)
    return sorted(session.scalars(union(worked, charged)))


def _touched(reach: Reach) -> ColumnElement[bool]:
    """Runs that began or ended in the span; when only some steps are asked for, those that these are told from."""
    began = replace(reach, end=reach.end + SLIP).within(CaseStage.started_at)
    ended = reach.within(CaseStage.ended_at)
    if reach.steps is None or not reach.steps <= NARROWED:
        return or_(began, ended)
    narrow = or_(and_(ended, or_(false(), *(ENDS[step] for step in sorted(reach.steps & ENDS.keys())))),
                 and_(began, or_(false(), *(BEGINS[step] for step in sorted(reach.steps & BEGINS.keys())))))
    if Step.RULED not in reach.steps:
        return narrow
    ruled = aliased(CaseStage)
    return or_(narrow, and_(or_(began, ended), CaseStage.case_id.in_(select(ruled.case_id).where(
        ruled.ended_by == Action.RULE, reach.within(ruled.ended_at)))))


def _own(reach: Reach) -> ColumnElement[bool]:
    return CaseStage.department == reach.owner if reach.level is Level.DEPARTMENT else reach.place(CaseStage, Case)


def _near(reach: Reach) -> ColumnElement[bool]:
    """A member handles and checks in the towns of the own posts alone."""
    if reach.level is not Level.MEMBER:
        return true()
    return CaseStage.town.in_(select(func.substr(PersonPost.division, 1, TOWN)).where(
        PersonPost.person_id == int(reach.owner or 0)))


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


def _reopened(session: Session, by_case: Mapping[int, Runs]) -> dict[tuple[int, int], tuple[Any, int | None]]:
    """Of the runs read those that follow a closing, with when that was and who had passed the check before it. What
    followed another run that was read as well did not follow a closing."""
    wanted = sorted({case_id for case_id, runs in by_case.items() for number, row in runs.items()
                     if row.stage in AFTER_CLOSING and number > 1
                     and (number - 1 not in runs or runs[number - 1].ended_by == Action.CLOSE)})
    found: dict[tuple[int, int], tuple[Any, int | None]] = {}
    for begin in range(0, len(wanted), AT_ONCE):
        found |= _closings(session, wanted[begin:begin + AT_ONCE])
    return found


def _closings(session: Session, cases: list[int]) -> dict[tuple[int, int], tuple[Any, int | None]]:
    closing, checked = aliased(CaseStage), aliased(CaseStage)
    rows = session.execute(
        select(closing.case_id, closing.run, closing.ended_at, checked.ended_person_id)
        .outerjoin(checked, and_(checked.case_id == closing.case_id, checked.run == closing.run - 2,
                                 checked.ended_by == Action.CHECK_PASS))
        .where(closing.case_id.in_(cases), closing.ended_by == Action.CLOSE))
    return {(case_id, run + 1): (closed_at, checker) for case_id, run, closed_at, checker in rows}


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
