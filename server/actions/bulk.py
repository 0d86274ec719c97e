"""One step on many cases: each in a transaction of its own, so that one that is refused holds up no other."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.cases import StepRequest, take_step
from server.errors import Problem
from server.extensions import db
from server.models import Case
from server.queries.people import Actor
from server.queries.routing import route_of
from workflows.states import Action


@dataclass(frozen=True)
class BulkStep:
    """The step, the cases as (id, version seen), the fields that all of them get, the request's own name."""

    action: Action
    items: Sequence[tuple[int, int]]
    fields: Mapping[str, Any]
    key: str | None


def take_steps(given: BulkStep, actor: Actor, now: datetime) -> dict[str, Any]:
    """What became of each case, in the order in which they were given; never raises for one of them.

    A dispatch without a department sends each case to its own suggested one.
    Sent again under the same name nothing happens twice: each case's own step carries a name made from it.
    """
    refused: dict[int, Problem] = {}
    wanted = dict(given.items)
    for case_id, version in sorted(wanted.items()):
        try:
            fields = _fields(given, case_id)
            take_step(case_id, StepRequest(given.action, fields, (), version, _key(given.key, case_id)), actor, now,
                      unread=True)
        except Problem as problem:
            refused[case_id] = problem
    results = [_refusal(case_id, refused[case_id]) if case_id in refused else {"id": case_id, "ok": True}
               for case_id in wanted]
    _tell_state([result for result in results if result["ok"]], actor)
    return {"results": results, "done": len(results) - len(refused), "failed": len(refused)}


def _fields(given: BulkStep, case_id: int) -> Mapping[str, Any]:
    """The fields of one case: without a department it goes to the one that the routing suggests for it."""
    if given.action is not Action.DISPATCH or given.fields.get("department"):
        return given.fields
    with db.reading() as session:
        case = session.get(Case, case_id) if case_id < 2**53 else None
        lead = route_of(case).lead if case is not None else None
    return {**given.fields, "department": lead} if lead else given.fields


def _key(key: str | None, case_id: int) -> str | None:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{key}:{case_id}")) if key is not None else None


def _refusal(case_id: int, problem: Problem) -> dict[str, Any]:
    return {"id": case_id, "ok": False, "problem": {
        "type": f"/problems/{problem.slug}", "detail": problem.detail,
        "fields": {error.field: error.detail for error in problem.errors}}}


def _tell_state(taken: list[dict[str, Any]], actor: Actor) -> None:
    """State and version as they are now, and until when this person may take the step back: one query."""
    with db.reading() as session:
        rows = {row.id: row for row in session.execute(
            select(Case.id, Case.state, Case.version, Case.undo_until, Case.undo_by)
            .where(Case.id.in_([result["id"] for result in taken])))}
    for result in taken:
        row = rows[result["id"]]
        mine = row.undo_by is not None and row.undo_by == actor.person_id
        result |= {"state": row.state, "version": row.version, "undo_until": row.undo_until if mine else None}
