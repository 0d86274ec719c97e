"""Doubts of the own territory, for those who answer for the evidence; never for whoever took it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from server.extensions import db
from server.models import Case, EvidenceFlag, Person, Photo
from server.queries.briefs import brief
from server.queries.cases import read_cursor, write_cursor
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.scope import may_read_case, place_of_case
from workflows.doubts import CODE_NAMES, DECIDERS, OPEN, VERDICT_NAMES, reads
from workflows.roles import covers, is_city, is_current


@dataclass(frozen=True)
class DoubtFilter:
    """What the list of doubts may be narrowed by."""

    state: str | None = None
    code: str | None = None
    case_id: int | None = None


def may_decide(actor: Actor, flag: EvidenceFlag, case: Case, now: datetime) -> bool:
    """Station head, coordinator or assessor of the place; nobody about themselves."""
    if actor.person_id in (flag.person_id, case.handled_by):
        return False
    return any(post.role in DECIDERS and covers(post, place_of_case(case), None, now) for post in actor.posts)


def doubt_condition(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Rows of the person's territory."""
    found: list[ColumnElement[bool]] = []
    for post in reads(actor.posts):
        code = post.division or ""
        if not is_current(post, now):
            continue
        if is_city(code):
            return true()
        found.append(EvidenceFlag.district == code if len(code) == 6 else EvidenceFlag.town == code)
    return or_(*found) if found else false()


def doubt_extras(case: Case, actor: Actor) -> dict[str, Any]:
    """What the case itself says: how often it has come back; how many doubts, to those who answer for them."""
    return {"recurrence": case.recurrence, "doubts": case.doubts if reads(actor.posts) else 0}


def read_doubts(actor: Actor, wanted: DoubtFilter, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of doubts, the newest first, and how many are open in the whole territory."""
    with db.reading() as session:
        mine = doubt_condition(actor, now)
        query = _rows().where(mine)
        for column, value in ((EvidenceFlag.state, wanted.state), (EvidenceFlag.code, wanted.code),
                              (EvidenceFlag.case_id, wanted.case_id)):
            query = query if value is None else query.where(column == value)
        if cursor:
            query = query.where(EvidenceFlag.id < read_cursor(cursor)[1])
        rows = session.execute(query.order_by(EvidenceFlag.id.desc()).limit(limit + 1)).all()
        waiting = session.scalar(select(func.count()).select_from(EvidenceFlag).where(
            mine, EvidenceFlag.state == OPEN)) or 0
        more = write_cursor(None, rows[limit - 1][0].id) if len(rows) > limit else None
        return {"items": _shape_all(session, [tuple(row) for row in rows[:limit]], actor, now), "next": more,
                "open": waiting, "as_of": now}


def doubt_of(session: Session, flag_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One doubt as the person sees it."""
    row = session.execute(_rows().where(EvidenceFlag.id == flag_id)).one()
    return _shape_all(session, [tuple(row)], actor, now)[0]


def _rows() -> Select[Any]:
    other, person, judge = aliased(Case), aliased(Person), aliased(Person)
    return (select(EvidenceFlag, Case, other, person.name, judge.name)
            .join(Case, Case.id == EvidenceFlag.case_id)
            .outerjoin(other, other.id == EvidenceFlag.other_case_id)
            .outerjoin(person, person.id == EvidenceFlag.person_id)
            .outerjoin(judge, judge.id == EvidenceFlag.decided_by))


def _shape_all(session: Session, rows: list[tuple[Any, ...]], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    wanted = {photo_id for flag, *_ in rows for photo_id in (flag.photo_id, flag.other_photo_id) if photo_id}
    photos = {photo.id: photo for photo in session.scalars(select(Photo).where(
        Photo.id.in_(wanted), Photo.private.is_(False)))} if wanted else {}
    return [_shape(*row, photos, actor, now) for row in rows]


def _shape(flag: EvidenceFlag, case: Case, other: Case | None, person: str | None, judge: str | None,
           photos: dict[int, Photo], actor: Actor, now: datetime) -> dict[str, Any]:
    seen = other if other is not None and may_read_case(actor, other, now) else None
    photo, far = photos.get(flag.photo_id or 0), photos.get(flag.other_photo_id or 0)
    apart = far is not None and far.case_id != case.id
    return {
        "id": flag.id, "code": flag.code, "name": CODE_NAMES[flag.code], "reason": flag.reason, "state": flag.state,
        "state_name": VERDICT_NAMES[flag.state], "raised_at": flag.raised_at, "case": brief(case),
        "other_case": brief(seen) if seen else None,
        "photo": shape_photo(photo) if photo else None,
        "other_photo": shape_photo(far) if far and (seen or not apart) else None,
        "person": {"id": flag.person_id, "name": person or ""} if flag.person_id else None,
        "decided_at": flag.decided_at, "decided_by": judge, "note": flag.note or "",
        "may_decide": flag.state == OPEN and may_decide(actor, flag, case, now)}


