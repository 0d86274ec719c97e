"""Samples of platform checks: the own ones, one with its checklist and evidence, and what was found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from server.errors import Problem, invalid
from server.extensions import db
from server.models import Case, Person, PersonPost, PlatformSample, PollutionSource, Report, SampleLook, Visit
from server.queries.catalogue import category_name
from server.queries.check_lots import check_data, with_units
from server.queries.city import named, named_unit
from server.queries.moments import city_day
from server.queries.people import Actor, runs
from server.queries.visits import visit_of
from workflows.assessment.checklist import ANSWER_NAMES, Answer
from workflows.assessment.rights import assesses, sees_person, sees_unit
from workflows.assessment.sampling import KIND_NAMES, WHY_NAMES, Item, SampleKind, SampleState, Why, may_look
from workflows.roles import Place, Role, is_city, is_current

STATE_NAMES = {SampleState.OPEN: "待看", SampleState.SECOND: "待他人复看", SampleState.DONE: "已看"}


@dataclass(frozen=True)
class SampleFilter:
    """What a list is narrowed to."""

    mine: bool = False
    state: str | None = None
    plan: int | None = None
    grid: str | None = None
    case: int | None = None


def place_of(row: PlatformSample) -> Place:
    """The codes of its place."""
    return Place(row.district, row.town, row.street_grid, row.sub_grid, row.community)


def sees(actor: Actor, row: PlatformSample, now: datetime) -> bool:
    """Assessors; and once it is settled, whoever sees the score of whoever's work it was."""
    if assesses(actor.posts, row.district, now):
        return True
    if row.state != SampleState.DONE:
        return False
    if row.person_id is not None:
        return sees_person(actor.posts, actor.person_id, row.person_id, place_of(row), now)
    return sees_unit(actor.posts, place_of(row), row.department, now)


def may_check(session: Session, actor: Actor, row: PlatformSample, now: datetime) -> bool:
    """Whoever it was given to; somebody else for a second opinion, or when that assessor assesses no more.

    Nobody looks at the own unit's work or at what they took part in.
    """
    if row.state == SampleState.DONE or not assesses(actor.posts, row.district, now) or actor.person_id is None:
        return False
    if row.state == SampleState.OPEN and row.assessor_id != actor.person_id and _still_assesses(session, row, now):
        return False
    if row.state == SampleState.SECOND and row.assessor_id == actor.person_id:
        return False
    assessor = with_units(session, [actor.person_id], now)[0]
    item = Item("", "", SampleKind(row.kind), busy=_took_part(session, row))
    below = (row.town, row.street_grid, row.sub_grid, row.community, row.department)
    return may_look(assessor, item, [code for code in below if code])


def _still_assesses(session: Session, row: PlatformSample, now: datetime) -> bool:
    return session.scalar(select(PersonPost.id).join(Person, Person.id == PersonPost.person_id).where(
        Person.active, PersonPost.person_id == row.assessor_id, PersonPost.role == Role.ASSESSOR,
        runs(PersonPost, now)).limit(1)) is not None


def _took_part(session: Session, row: PlatformSample) -> frozenset[int]:
    found = {row.person_id} if row.person_id is not None else set()
    return frozenset(found) | (took_part_in(session, row.case_id) if row.case_id is not None else frozenset())


def took_part_in(session: Session, case_id: int) -> frozenset[int]:
    """Whoever reported the case or had a hand in it: nobody of them assesses it."""
    case = session.get_one(Case, case_id)
    found = {case.handled_by, case.checked_by, case.confirmer_id, case.assignee_id}
    found |= set(session.scalars(select(Report.person_id).where(Report.case_id == case_id)))
    return frozenset(person for person in found if person is not None)


def _readable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = []
    for post in actor.posts:
        if post.role is Role.ASSESSOR and post.division and is_current(post, now):
            found.append(true() if is_city(post.division) else PlatformSample.district == post.division)
    return or_(*found) if found else false()


def read_samples(actor: Actor, wanted: SampleFilter, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page for assessors: what waits first, then by number."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是有效的位置")
    row, where = PlatformSample, [_readable(actor, now)]
    if wanted.mine:
        where.append(or_(row.assessor_id == actor.person_id, row.second_id == actor.person_id))
    if wanted.state:
        where.append(row.state == wanted.state)
    if wanted.plan is not None:
        where.append(row.plan_id == wanted.plan)
    if wanted.case is not None:
        where.append(row.case_id == wanted.case)
    if wanted.grid:
        where.append(row.street_grid == wanted.grid)
    query = select(row).where(*where, row.id > int(cursor) if cursor else true()).order_by(row.id).limit(limit + 1)
    with db.reading() as session:
        rows = session.scalars(query).all()
        total = session.scalar(select(func.count()).select_from(row).where(*where)) or 0
        items = shapes(session, rows[:limit], actor, now)
    return {"items": items, "total": total, "as_of": now,
            "next": str(rows[limit - 1].id) if len(rows) > limit else None}


def shapes(session: Session, rows: Sequence[PlatformSample], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Rows of a list: what, where, why and how far."""
    first, second = aliased(Person), aliased(Person)
    more = {one.id: one for one in session.execute(
        select(PlatformSample.id, Case.number, Case.category, PollutionSource.name.label("source"),
               first.name.label("first"), second.name.label("second"))
        .outerjoin(Case, Case.id == PlatformSample.case_id).outerjoin(Visit, Visit.id == PlatformSample.visit_id)
        .outerjoin(PollutionSource, PollutionSource.id == Visit.source_id)
        .outerjoin(first, first.id == PlatformSample.assessor_id)
        .outerjoin(second, second.id == PlatformSample.second_id)
        .where(PlatformSample.id.in_([row.id for row in rows])))} if rows else {}
    return [_shape(row, more[row.id], actor, now) for row in rows]


def _shape(row: PlatformSample, more: Any, actor: Actor, now: datetime) -> dict[str, Any]:
    kind, state = SampleKind(row.kind), SampleState(row.state)
    assessing = assesses(actor.posts, row.district, now)  # nobody else is told who looked
    turn = row.second_id if state is SampleState.SECOND else row.assessor_id
    return {
        "id": row.id, "plan": row.plan_id, "kind": row.kind, "kind_name": KIND_NAMES[kind], "state": row.state,
        "state_name": STATE_NAMES[state], "why": row.why, "why_name": WHY_NAMES[Why(row.why)],
        "grid": named(row.street_grid or row.sub_grid or row.district), "town": named(row.town),
        "department": named_unit(row.department),
        "case": {"id": row.case_id, "number": more.number, "category": category_name(more.category)}
        if row.case_id else None,
        "visit": {"id": row.visit_id, "source": more.source} if row.visit_id else None,
        "minutes": row.minutes, "due_on": row.due_on, "checked_at": row.checked_at,
        "late": state is not SampleState.DONE and row.due_on < city_day(now),
        "part": row.part, "whole": row.whole, "mine": turn == actor.person_id,
        "assessor": (more.second if state is SampleState.SECOND else more.first) if assessing else None}


def read_sample(sample_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One sample with its checklist, what was found, and the visit that it is about. Raises not-found."""
    with db.reading() as session:
        row = session.get(PlatformSample, sample_id) if sample_id < 2**53 else None
        if row is None or not sees(actor, row, now):
            raise Problem("not-found", "没有这件抽查")
        return sample_of(session, row, actor, now)


def sample_of(session: Session, row: PlatformSample, actor: Actor, now: datetime) -> dict[str, Any]:
    """The whole sample as the person sees it; until it is settled the first look is not shown to the second."""
    checklist = check_data().checklists[row.kind]
    looks = session.execute(select(SampleLook, Person.name).join(Person, Person.id == SampleLook.person_id)
                            .where(SampleLook.sample_id == row.id).order_by(SampleLook.n)).all()
    assessing = assesses(actor.posts, row.district, now)
    shown = [(look, name) for look, name in looks
             if row.state == SampleState.DONE or look.person_id == actor.person_id]
    return {
        **shapes(session, [row], actor, now)[0], "name": checklist.name, "name_en": checklist.name_en,
        "items": [{"code": item.code, "text": item.text, "text_en": item.text_en, "points": item.points}
                  for item in checklist.items],
        "looks": [{"n": look.n, "at": look.at, "who": name if assessing else None, "note": look.note,
                   "part": look.part, "whole": look.whole, "answers": _answers(look)} for look, name in shown],
        "visit_record": visit_of(session, row.visit_id) if row.visit_id else None,
        "may_check": may_check(session, actor, row, now)}


def _answers(look: SampleLook) -> list[dict[str, str]]:
    return [{"code": code, "answer": answer, "name": ANSWER_NAMES[Answer(answer)]}
            for code, answer in json.loads(look.answers).items()]
