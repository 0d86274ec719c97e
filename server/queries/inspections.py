"""Special inspections as people read them: which they may see, one with its places, what is theirs to do.

A place that nobody has looked at yet is known to planners and inspectors alone: an inspection is not announced.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import (
    Case,
    Inspection,
    InspectionAnswer,
    InspectionInspector,
    InspectionPlace,
    Person,
    PersonPost,
)
from server.queries.cases import read_cursor, write_cursor
from server.queries.city import city_code, named, unit_name
from server.queries.editions import holds_over
from server.queries.inspection_forms import form_of, shape_item
from server.queries.people import Actor, runs
from server.queries.scope import scopes_of
from workflows.inspection import INSPECTION_STATES, PLACE_STATES, PLANNERS, SKIP_REASONS, is_own_unit
from workflows.roles import COLUMNS, Place, is_city, is_current
from workflows.states import State

OWN_UNIT = "这是您所在单位的辖区，请由别的单位检查"


def plans(actor: Actor, division: str, now: datetime) -> bool:
    """Whether the person plans inspections of a division: its assessors and coordinators and those above."""
    return holds_over(actor, PLANNERS, division, now)


def _planned_by(actor: Actor, now: datetime) -> ColumnElement[bool]:
    places = {post.division for post in actor.posts
              if post.role in PLANNERS and post.division and post.department is None and is_current(post, now)}
    if any(is_city(place) for place in places):
        return true()
    return Inspection.district.in_(sorted(places)) if places else false()


def readable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Campaigns of the person's district once they run, those that they plan, those that they go on."""
    scopes = scopes_of(actor, now)
    if any(scope.column == "city" for scope in scopes):
        seen: ColumnElement[bool] = true()
    else:
        seen = Inspection.district.in_(sorted({post.division[:6] for post in actor.posts
                                               if post.division and scopes} | {city_code()}))
    mine = exists().where(InspectionInspector.inspection_id == Inspection.id,
                          InspectionInspector.person_id == (actor.person_id or 0))
    return or_(_planned_by(actor, now), and_(Inspection.state != "draft", or_(seen, mine)))


def get_inspection(session: Session, inspection_id: int, actor: Actor, now: datetime, *,
                   lock: bool = False) -> Inspection:
    """The row. Raises not-found, also for one that the person may not see."""
    query = select(Inspection).where(Inspection.id == inspection_id, readable(actor, now))
    row = session.scalar(query.with_for_update(of=Inspection) if lock else query) if inspection_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这次专项检查")
    return row


def is_inspector(session: Session, row: Inspection, actor: Actor) -> bool:
    """Whether the person goes on this one."""
    return actor.person_id is not None and session.get(InspectionInspector, (row.id, actor.person_id)) is not None


def read_inspections(actor: Actor, state: str | None, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of campaigns, the newest first, with how far each is."""
    query = select(Inspection).where(readable(actor, now))
    if state is not None:
        query = query.where(Inspection.state == state)
    if cursor is not None:
        query = query.where(Inspection.id < read_cursor(cursor)[1])
    with db.reading() as session:
        rows = session.scalars(query.order_by(Inspection.id.desc()).limit(limit + 1)).all()
        page, counts = rows[:limit], _counts(session, [row.id for row in rows[:limit]])
        mine = set(session.scalars(select(InspectionInspector.inspection_id).where(
            InspectionInspector.person_id == (actor.person_id or 0))))
    return {"items": [{**head_of(row), **counts[row.id], "mine": row.id in mine} for row in page], "as_of": now,
            "may_plan": any(post.role in PLANNERS and is_current(post, now) for post in actor.posts),
            "next": write_cursor(None, page[-1].id) if len(rows) > limit else None}


def head_of(row: Inspection) -> dict[str, Any]:
    """A campaign without its places."""
    return {"id": row.id, "title": row.title, "theme": row.theme, "summary": row.summary,
            "division": named(row.division), "first": row.first, "last": row.last, "state": row.state,
            "state_name": INSPECTION_STATES[row.state], "form_hash": row.form_hash, "simulated": row.simulated,
            "created_at": row.created_at, "started_at": row.started_at, "closed_at": row.closed_at}


def _counts(session: Session, ids: list[int]) -> dict[int, dict[str, int]]:
    """Places by state, and findings with how many of them became cases."""
    found = {one: {"places": 0, "done": 0, "skipped": 0, "findings": 0, "cases": 0} for one in ids}
    places = session.execute(select(InspectionPlace.inspection_id, InspectionPlace.state, func.count()).where(
        InspectionPlace.inspection_id.in_(ids)).group_by(InspectionPlace.inspection_id, InspectionPlace.state))
    for one, state, n in places:
        found[one]["places"] += n
        if state != "open":
            found[one][state] = n
    answers = session.execute(select(InspectionPlace.inspection_id, func.count(), func.count(InspectionAnswer.case_id))
                              .join(InspectionPlace, InspectionPlace.id == InspectionAnswer.place_id)
                              .where(InspectionPlace.inspection_id.in_(ids), InspectionAnswer.finding)
                              .group_by(InspectionPlace.inspection_id))
    for one, findings, cases in answers:
        found[one] |= {"findings": findings, "cases": cases}
    return found


def read_inspection(inspection_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One campaign with its form, who goes and its places. Raises not-found."""
    with db.reading() as session:
        return describe(session, get_inspection(session, inspection_id, actor, now), actor, now)


def describe(session: Session, row: Inspection, actor: Actor, now: datetime) -> dict[str, Any]:
    """A campaign as this person may see it."""
    planner, mine = plans(actor, row.division, now), is_inspector(session, row, actor)
    author = session.get_one(Person, row.author_id)
    return {**head_of(row), **_counts(session, [row.id])[row.id], "author": author.name,
            "form": [shape_item(item) for item in form_of(row)], "inspectors": _inspectors(session, row, now),
            "shown": [_with_figures(found, actor, now) for found in visible_places(session, row, actor, now)],
            "mine": mine, "as_of": now, "may": {
                "change": planner and row.state != "ended", "start": planner and row.state == "draft",
                "close": planner and row.state == "running", "inspect": mine and row.state == "running"}}


def _inspectors(session: Session, row: Inspection, now: datetime) -> list[dict[str, Any]]:
    people = session.execute(select(Person.id, Person.name).join(
        InspectionInspector, InspectionInspector.person_id == Person.id).where(
        InspectionInspector.inspection_id == row.id).order_by(Person.id)).all()
    units: dict[int, list[str]] = {}
    for post in session.execute(select(PersonPost.person_id, PersonPost.division, PersonPost.department).where(
            PersonPost.person_id.in_([person.id for person in people]), runs(PersonPost, now))):
        units.setdefault(post.person_id, []).append(unit_name(post.department or post.division))
    return [{"id": person.id, "name": person.name, "units": list(dict.fromkeys(units.get(person.id, ())))}
            for person in people]


def _within(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Places in the person's territory that somebody has been to."""
    found: list[ColumnElement[bool]] = []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return InspectionPlace.state != "open"
        if scope.column in COLUMNS:
            found.append(getattr(InspectionPlace, scope.column) == scope.code)
    return and_(InspectionPlace.state != "open", or_(*found)) if found else false()


def place_rows(session: Session, row: Inspection, condition: ColumnElement[bool]) -> list[Any]:
    """Places of a campaign with what they got, in the order of towns and grids."""
    settled = and_(Case.id.is_not(None), Case.state.in_((State.CLOSED, State.ARCHIVED)))
    return list(session.execute(
        select(InspectionPlace, func.coalesce(func.sum(InspectionAnswer.part), 0).label("part"),
               func.coalesce(func.sum(InspectionAnswer.whole), 0).label("whole"),
               func.count(case((InspectionAnswer.finding, 1))).label("findings"),
               func.count(InspectionAnswer.case_id).label("cases"), func.count(case((settled, 1))).label("settled"))
        .outerjoin(InspectionAnswer, InspectionAnswer.place_id == InspectionPlace.id)
        .outerjoin(Case, Case.id == InspectionAnswer.case_id)
        .where(InspectionPlace.inspection_id == row.id, condition).group_by(InspectionPlace.id)
        .order_by(InspectionPlace.town, InspectionPlace.street_grid, InspectionPlace.id)))


def visible_places(session: Session, row: Inspection, actor: Actor, now: datetime) -> list[Any]:
    """Places of a campaign that the person may see."""
    whole = plans(actor, row.division, now) or is_inspector(session, row, actor)
    return place_rows(session, row, true() if whole else _within(actor, now))


def _with_figures(found: Any, actor: Actor, now: datetime) -> dict[str, Any]:
    return {**place_shape(found.InspectionPlace, actor, now), "part": found.part, "whole": found.whole,
            "findings": found.findings, "cases": found.cases, "settled": found.settled}


def place_shape(row: InspectionPlace, actor: Actor, now: datetime) -> dict[str, Any]:
    """A place as lists show it; `why_not` says why this person may not look at it."""
    own = is_own_unit(actor.posts, place_of(row), now)
    return {"id": row.id, "name": row.name, "source": row.source_id, "by_rule": row.by_rule, "lon": row.lon,
            "lat": row.lat, **{level: named(getattr(row, level)) for level in COLUMNS}, "state": row.state,
            "state_name": PLACE_STATES[row.state], "done_at": row.done_at, "why_not": OWN_UNIT if own else None,
            "skipped_as": SKIP_REASONS.get(row.skipped_as or "")}


def place_of(row: InspectionPlace) -> Place:
    """The codes stamped on a place."""
    return Place(row.district, row.town, row.street_grid, row.sub_grid, row.community)
