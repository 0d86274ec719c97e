"""One list of what waits for a person: asked by name, held for somebody absent, or the turn of the own unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.extensions import db
from server.models import Absence, Assignment, Case, Person
from server.queries.case_items import items_of
from server.queries.catalogue import category_of
from server.queries.open_work import piece_of, waits_for
from server.queries.people import Actor, runs
from server.queries.phones import sees_phone
from server.queries.post_rows import person_card
from server.queries.unit_turns import turn_condition, turn_of
from workflows.roles import Post, is_current
from workflows.states import STAGE_NAMES, Stage

MOST = 200
BY_NAME = {Stage.CONFIRM: "请您到现场核实", Stage.HANDLE: "由您签收，请按时处置"}


@dataclass(frozen=True)
class Task:
    """A case that waits: since the person is named (own due time, for whom), or since it is the unit's turn."""

    case: Case
    stage: Stage
    due_at: datetime | None
    for_person_id: int | None
    by_name: bool


def read_tasks(actor: Actor, near: tuple[float, float] | None, now: datetime) -> dict[str, Any]:
    """`{items, as_of}`, the most urgent first; nothing while the person is away."""
    with db.reading() as session:
        return {"items": _shape(session, actor, near, now), "as_of": now}


def _shape(session: Session, actor: Actor, near: tuple[float, float] | None, now: datetime) -> list[dict[str, Any]]:
    rows = _rows(session, actor, now)
    tasks = sorted((task for row in rows if (task := _task(row[0], row[-1], actor, now)) is not None),
                   key=lambda task: (not task.by_name, task.due_at is None, task.due_at or now, task.case.id))[:MOST]
    items = {item["id"]: item for item in items_of(session, [task.case.id for task in tasks], now)}
    people = _people(session, actor, tasks, now)
    return [_item(task, items[task.case.id], people, near) for task in tasks]


def _rows(session: Session, actor: Actor, now: datetime) -> list[Any]:
    """Cases and the row of the asking; one query, none while the person is away."""
    if session.scalar(select(Absence.id).where(Absence.person_id == actor.person_id, runs(Absence, now)).limit(1)):
        return []
    current = [post for post in actor.posts if is_current(post, now)]
    return list(session.execute(
        select(Case, Assignment)
        .outerjoin(Assignment, and_(Assignment.case_id == Case.id, Assignment.ended_at.is_(None)))
        .where(_condition(actor, current)).order_by(Case.due_at.asc().nulls_last(), Case.id).limit(5 * MOST)))


def _condition(actor: Actor, posts: Iterable[Post]) -> ColumnElement[bool]:
    held_for = {post.stands_in_for for post in posts if post.stands_in_for is not None}
    lent_out = Case.id.in_(select(Assignment.case_id).where(
        Assignment.for_person_id == actor.person_id, Assignment.ended_at.is_(None)))
    return or_(waits_for([actor.person_id, *sorted(held_for)]), lent_out, *turn_condition(posts))


def _task(case: Case, row: Assignment | None, actor: Actor, now: datetime) -> Task | None:
    """What the case wants of this person at this moment, whether or not the job has moved the work already."""
    posts = [post for post in actor.posts if is_current(post, now)]
    piece = piece_of(case, row)
    if piece is None:
        stage = turn_of(case, posts)
        holder = next((post.stands_in_for for post in posts if turn_of(case, [post]) is not None), None)
        return Task(case, stage, case.due_at, holder, False) if stage is not None else None
    owner = piece.for_person_id or piece.person_id
    if owner == actor.person_id:
        mine = _holds(posts, piece.post_id, None)
    else:
        mine = piece.person_id in (actor.person_id, owner) and _holds(posts, piece.post_id, owner)
    if not mine:
        return None
    due = row.due_at if row is not None and piece.post_id is not None else case.due_at
    return Task(case, piece.stage, due, None if owner == actor.person_id else owner, True)


def _holds(posts: Collection[Post], post_id: int | None, for_person_id: int | None) -> bool:
    """Whether one of the posts that run is the one through which the work came, held for this person."""
    return any(post.stands_in_for == for_person_id and post_id in (None, post.post_id) for post in posts)


def _people(session: Session, actor: Actor, tasks: list[Task], now: datetime) -> dict[int | None, dict[str, Any]]:
    ids = {one for task in tasks for one in (task.for_person_id, task.case.companion_id) if one is not None}
    if not ids:
        return {}
    rows = session.execute(select(Person, sees_phone(actor, Person.id, now)).where(Person.id.in_(ids)))
    return {person.id: person_card(person, bool(seen)) for person, seen in rows}


def _item(task: Task, item: dict[str, Any], people: dict[int | None, dict[str, Any]],
          near: tuple[float, float] | None) -> dict[str, Any]:
    case = task.case
    holder = people.get(task.for_person_id)
    known = near is not None and case.lon is not None and case.lat is not None
    why = BY_NAME[task.stage] if task.by_name else f"轮到您的单位：{STAGE_NAMES[task.stage]}"
    return {
        "kind": task.stage.value, "kind_name": STAGE_NAMES[task.stage], "case": item, "due_at": task.due_at,
        "for": holder, "why": f"{why}（代{holder['name']}）" if holder else why,
        "look_for": category_of(case.category).look_for,
        "distance_m": round(distance_m(*near, case.lon, case.lat)) if known else None,  # type: ignore[misc,arg-type]
        "companion": people.get(case.companion_id), "put_off": case.hold_id is not None}
