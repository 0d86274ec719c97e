"""Whose task a case is while its turns are taken: rows of assignments, and what the events tell of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from server.actions.assignments import FINISHED_BY
from server.actions.record import stamp
from workflows.states import Action, Stage

if TYPE_CHECKING:
    from tests.load.history_places import Crew
    from tests.load.history_rows import Life

BEGUN_BY = {Action.ASK_CONFIRMATION: Stage.CONFIRM, Action.SIGN: Stage.HANDLE, Action.CHECK_FAIL: Stage.HANDLE}
ENDED_BY = {action: stage for stage, action in FINISHED_BY.items()}


def follow_tasks(life: Life, action: Action, at: datetime, person: int | None, crew: Crew) -> list[dict[str, Any]]:
    """After a turn: end the task that it finished, begin the one that it asked for, prolong the one that goes on."""
    if action is Action.APPROVE_EXTENSION:
        return _prolong(life)
    told = _finish(life, ENDED_BY[action], at, person, crew) if action in ENDED_BY else []
    stage = BEGUN_BY.get(action)
    if stage is not None:
        asked = life.asked if stage is Stage.CONFIRM else life.row["assignee_id"]
        told += _begin(life, stage, asked, at, crew)
    return told


def _begin(life: Life, stage: Stage, person: int, at: datetime, crew: Crew, **more: Any) -> list[dict[str, Any]]:
    task = {"id": crew.next_id("assignments"), "case_id": life.id, "district": life.site.district,
            "stage": stage.value, "person_id": person, "for_person_id": None, "began_at": at,
            "due_at": life.stages[-1]["due_at"], "ended_at": None, "ending": None, "reason": None, **more}
    life.tasks.append(task)
    told = {"began": stage.value, "id": task["id"], "person": person, "due": stamp(task["due_at"]),
            "for": task["for_person_id"], "ending": task["ending"]}
    return [{name: value for name, value in told.items() if value is not None}]


def _finish(life: Life, stage: Stage, at: datetime, person: int | None, crew: Crew) -> list[dict[str, Any]]:
    """Done by whoever was asked; by somebody else when that one is away meanwhile."""
    task = life.tasks[-1]
    if person is None or task["person_id"] == person:
        task |= {"ended_at": at, "ending": "done"}
        return [{"ended": stage.value, "ending": "done", "reason": None}]
    task |= {"ended_at": at, "ending": "moved", "reason": "absence"}
    ended = next(run for run in reversed(life.stages) if run["stage"] == stage)
    more = {"for_person_id": task["person_id"], "due_at": at + (ended["due_first"] - ended["started_at"]),
            "ended_at": at, "ending": "done"}
    return [{"ended": stage.value, "ending": "moved", "reason": "absence"},
            *_begin(life, stage, person, at, crew, **more)]


def _prolong(life: Life) -> list[dict[str, Any]]:
    task, before = life.tasks[-1], life.tasks[-1]["due_at"]
    task["due_at"] = life.stages[-1]["due_at"]
    return [{"due": stamp(task["due_at"]), "before": stamp(before)}]
