"""Agreed actions of weekly meetings: how they stand, whose they are, what the person may do with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import MeetingPack, PackItem, Person, Photo
from server.queries.city import city_index, named
from server.queries.moments import city_day
from server.queries.pack_owners import owner_names, owner_of
from server.queries.people import Actor
from server.queries.photos import shape_photo
from workflows.assessment.packs import (
    GRID_ROLES,
    STATION_ROLES,
    ItemState,
    OwnerKind,
    answers_for,
    is_late,
    leads,
)
from workflows.roles import is_current

STATE_NAMES = {ItemState.PLANNED: "待签发", ItemState.OPEN: "在办", ItemState.DONE: "已完成",
               ItemState.WITHDRAWN: "已撤回"}
SHOWN_AFTERWARDS = timedelta(days=14)
MOST = 100


def get_item(session: Session, item_id: int, actor: Actor, now: datetime, *, lock: bool = False) -> PackItem:
    """An agreed action of the person's own or of the community that the person leads. Raises not-found."""
    row = session.get(PackItem, item_id, with_for_update=lock or None) if item_id < 2**53 else None
    if row is None or not (is_own(row, actor, now) or leads(actor.posts, row.community, now)):
        raise Problem("not-found", "没有这件交办事项")
    return row


def is_own(item: PackItem, actor: Actor, now: datetime) -> bool:
    """Whether it is this person's turn."""
    return answers_for(actor.posts, actor.person_id, owner_of(item), now)


def read_own_items(actor: Actor, now: datetime) -> dict[str, Any]:
    """What was agreed in meetings and is this person's: open ones by their day, then what was done lately."""
    kept = or_(PackItem.state == ItemState.OPEN,
               and_(PackItem.state == ItemState.DONE, PackItem.done_at > now - SHOWN_AFTERWARDS))
    with db.reading() as session:
        rows = session.scalars(select(PackItem).where(kept, _addressed(actor, now)).order_by(
            PackItem.done_at.desc().nulls_first(), PackItem.due_on, PackItem.id).limit(MOST)).all()
        items = shape_items(session, rows, actor, now)
    return {"items": items, "open": sum(item["state"] == ItemState.OPEN for item in items), "as_of": now}


def _addressed(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """To the person by name, to a grid of theirs, or to a unit of theirs: the same as `answers_for`."""
    current = [post for post in actor.posts if is_current(post, now)]
    grids = {code for post in current if post.role in GRID_ROLES and post.division
             for code in (post.division, city_index().division(post.division).parent or "")}
    units = {post.department for post in current if post.department} | {
        post.division for post in current if post.role in STATION_ROLES and post.division}
    found = [and_(PackItem.owner_kind == kind, PackItem.owner.in_(sorted(codes)))
             for kind, codes in ((OwnerKind.GRID, grids), (OwnerKind.UNIT, units)) if codes]
    if actor.person_id is not None:
        found.append(PackItem.person_id == actor.person_id)
    return or_(*found) if found else false()


def shape_items(session: Session, rows: Sequence[PackItem], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Agreed actions as they stand now."""
    names, done_by = owner_names(session, rows), _done_by(session, rows)
    photos, weeks = _photos(session, rows), _weeks(session, rows)
    return [{
        "id": item.id, "pack_id": item.pack_id, "community": named(item.community), "week": weeks[item.pack_id],
        "words": item.words, "owner": {"kind": item.owner_kind, "code": item.owner, "person_id": item.person_id,
                                       "name": names[item.id]},
        "due_on": item.due_on, "state": item.state, "state_name": STATE_NAMES[ItemState(item.state)],
        "late": is_late(item.state, item.due_on, city_day(now)),
        "done_late": item.done_at is not None and city_day(item.done_at) > item.due_on,
        "done_at": item.done_at, "done_by": done_by.get(item.done_by or 0), "proof": item.proof,
        "photo": photos.get(item.photo_id or 0), "reason": item.reason, **_rights(item, actor, now)} for item in rows]


def _rights(item: PackItem, actor: Actor, now: datetime) -> dict[str, bool]:
    heads = leads(actor.posts, item.community, now)
    is_open = item.state == ItemState.OPEN
    return {"may_finish": is_open and (heads or is_own(item, actor, now)), "may_withdraw": is_open and heads,
            "may_return": item.state == ItemState.DONE and heads}


def _done_by(session: Session, rows: Collection[PackItem]) -> dict[int, str]:
    people = {item.done_by for item in rows if item.done_by is not None}
    return dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all()) if people else {}


def _photos(session: Session, rows: Collection[PackItem]) -> dict[int, dict[str, Any]]:
    ids = {item.photo_id for item in rows if item.photo_id is not None}
    return {photo.id: shape_photo(photo) for photo in session.scalars(select(Photo).where(Photo.id.in_(ids)))
            } if ids else {}


def _weeks(session: Session, rows: Collection[PackItem]) -> dict[int, Any]:
    ids = {item.pack_id for item in rows}
    return dict(session.execute(select(MeetingPack.id, MeetingPack.first).where(
        MeetingPack.id.in_(ids))).all()) if ids else {}
