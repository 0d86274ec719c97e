"""Who was asked for which stage, from when to when: rows that follow a case's confirmer and assignee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, update
from sqlalchemy.orm import Session

from server.actions.record import stamp
from server.models import Assignment, Case
from server.queries.catalogue import limit_for, working_calendar
from server.queries.open_work import piece_of
from server.queries.people import Actor
from workflows.deadlines import due_at
from workflows.roles import Post, is_current
from workflows.standing_in import Acting
from workflows.states import Action, Stage

# What finishes each stage; anything else that ends it leaves nothing to count.
FINISHED_BY = {Stage.CONFIRM: Action.CONFIRM, Stage.HANDLE: Action.HANDLE}
_INSERT = insert(Assignment.__table__).returning(Assignment.__table__.c.id)
# What an event tells of these rows, in their order: `flask assess --verify` counts by it.
Told = list[dict[str, Any]]


@dataclass(frozen=True)
class Task:
    """The stage that waits for one named person."""

    stage: Stage
    person_id: int


@dataclass(frozen=True)
class Moment:
    """How a case stood before a step: its task, and its due time."""

    task: Task | None
    due_at: datetime | None


def task_of(case: Case) -> Task | None:
    """What the case waits for, and for whom; None when it is a unit's turn and nobody's in particular."""
    piece = piece_of(case, None)
    return Task(piece.stage, piece.person_id) if piece is not None else None


def standing(case: Case) -> Moment:
    """How the case stands now, for `follow` to compare with later."""
    return Moment(task_of(case), case.due_at)


def follow(session: Session, case: Case, before: Moment, action: Action, chosen: Acting | None, actor: Actor,
           now: datetime) -> dict[str, Told]:
    """After a step: close what it ended, open what it began, shift what it prolonged. Mostly one statement or none.
    Answers what the step's event says of it: {"tasks": …}, or nothing."""
    task = task_of(case)
    told: Told = []
    with session.no_autoflush:  # the case's own row is written once, at the end of the step
        if task == before.task:
            if task is not None and case.due_at != before.due_at:
                told += follow_due(session, case, before.due_at)
        else:
            if before.task is not None:
                told += _finish(session, case, before.task, action, actor, now)
            if task is not None:
                through = chosen or _through_own_post(actor, case, task, now)
                told += open_task(session, case, task, through, case.due_at, now)
    return {"tasks": told} if told else {}


def _of(case: Case, stage: Stage) -> ColumnElement[bool]:
    return and_(Assignment.case_id == case.id, Assignment.stage == stage.value, Assignment.ended_at.is_(None))


def open_task(session: Session, case: Case, task: Task, through: Acting | None, due: datetime | None,
              now: datetime) -> Told:
    """The person is asked for the stage from now on."""
    known = through if through is not None and through.person_id == task.person_id else None
    return _add(session, case, task, known, due, now)


def drop(session: Session, case: Case, before: Moment, now: datetime) -> dict[str, Told]:
    """Nobody is asked any more, and no step was taken: the place was found, and somebody else is near."""
    if before.task is None or task_of(case) == before.task:
        return {}
    return {"tasks": end_task(session, case, before.task.stage, "dropped", None, now)}


def end_task(session: Session, case: Case, stage: Stage, ending: str, reason: str | None, now: datetime) -> Told:
    """The open row of the stage ends; it counts only when it was done."""
    session.execute(update(Assignment).where(_of(case, stage)).values(ended_at=now, ending=ending, reason=reason))
    return [{"ended": stage.value, "ending": ending, "reason": reason}]


def bind_task(session: Session, case: Case, stage: Stage, through: Acting) -> None:
    """The same person goes on with the work through another post: as holder now, no longer for somebody else."""
    session.execute(update(Assignment).where(_of(case, stage)).values(
        post_id=through.post_id, for_person_id=through.for_person_id))


def _add(session: Session, case: Case, task: Task, through: Acting | None, due: datetime | None, now: datetime,
         **ended: Any) -> Told:
    whom = through.for_person_id if through else None
    row_id = session.scalar(_INSERT, {
        "case_id": case.id, "district": case.district, "stage": task.stage.value, "person_id": task.person_id,
        "post_id": through.post_id if through else None, "for_person_id": whom, "began_at": now, "due_at": due,
        **ended})
    told = {"began": task.stage.value, "id": row_id, "person": task.person_id,
            "due": stamp(due) if due else None, "for": whom, "ending": ended.get("ending")}
    return [{name: value for name, value in told.items() if value is not None}]


def _finish(session: Session, case: Case, task: Task, action: Action, actor: Actor, now: datetime) -> Told:
    done = action is FINISHED_BY[task.stage]
    if not done or actor.person_id == task.person_id:
        return end_task(session, case, task.stage, "done" if done else "dropped", None, now)
    through = _through_own_post(actor, case, task, now)
    stood_in = through is not None and through.for_person_id == task.person_id
    told = end_task(session, case, task.stage, "moved", "absence" if stood_in else "other", now)
    if actor.person_id is None:
        return told
    return told + _add(session, case, Task(task.stage, actor.person_id), through,
                       personal_due(case, task.stage, now), now, ended_at=now, ending="done")


def personal_due(case: Case, stage: Stage, now: datetime) -> datetime | None:
    """The stage's full limit from now: what somebody has who only now gets the work. The case's own clock runs on."""
    limit = limit_for(stage.value, case.category, case.source, case.severity)
    return due_at(now, limit, working_calendar(case.district)) if limit is not None else None


def follow_due(session: Session, case: Case, before: datetime | None) -> Told:
    """The case's clock was shifted: whoever had its due time, or an earlier one, gets the new one."""
    session.execute(update(Assignment).where(
        Assignment.case_id == case.id, Assignment.ended_at.is_(None),
        or_(Assignment.due_at == before, Assignment.due_at < case.due_at)).values(due_at=case.due_at))
    return [{"due": stamp(case.due_at) if case.due_at else None, "before": stamp(before) if before else None}]


def _through_own_post(actor: Actor, case: Case, task: Task, now: datetime) -> Acting | None:
    """The post through which somebody took the work themselves, own posts before those of others."""
    reaching = [post for post in actor.posts if is_current(post, now) and _is_for(post, case, task.stage)]
    if not reaching or actor.person_id is None:
        return None
    post = reaching[0]
    return Acting(actor.person_id, post.post_id or 0, post.stands_in_for, "")


def _is_for(post: Post, case: Case, stage: Stage) -> bool:
    if stage is Stage.HANDLE:
        return post.department is not None and post.department == case.department
    return post.division in (case.sub_grid, case.street_grid, case.community)
