"""Editions as lists and single texts: which are in force, which are drafts, and who may write them."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Edition
from server.queries.city import city_code, city_index, named
from server.queries.people import Actor
from workflows.roles import Place, Role, is_current

DRAFT, PUBLISHED = "draft", "published"
STATES = {DRAFT: "草稿", PUBLISHED: "已发布"}
KINDS = {"handbook": "网格员手册", "duties": "职责清单", "rewards": "奖惩办法"}
TEXT_KEYS = {"handbook": "entries", "duties": "items", "rewards": "rules"}  # what a body of each kind holds
WRITERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
LEVELS = ("city", "district")  # of a division that has editions


def holds_over(actor: Actor, roles: Collection[Role], division: str, now: datetime) -> bool:
    """Whether the person holds one of the roles in the division or in one above it."""
    path = city_index().path(division)
    return any(post.role in roles and post.division in path and post.department is None and is_current(post, now)
               for post in actor.posts)


def place_in(division: str) -> Place:
    """The codes of a division and of those above it, as the ledger keeps them."""
    index = city_index()
    levels = {index.division(code).level: code for code in index.path(division)}
    return Place(levels.get("district", city_code()), levels.get("town"), levels.get("street_grid"),
                 levels.get("sub_grid"), levels.get("community"))


def read_editions(kind: str | None, division: str | None, actor: Actor, now: datetime) -> dict[str, Any]:
    """Editions without their texts, the newest first; drafts for those who may write them. Raises not-found."""
    if division is not None:
        edition_level(division)
    with db.reading() as session:
        rows = session.execute(select(
            Edition.id, Edition.kind, Edition.division, Edition.version, Edition.state, Edition.title,
            Edition.simulated, Edition.created_at, Edition.published_at)
            .where(*([Edition.kind == kind] if kind else []), *([Edition.division == division] if division else []))
            .order_by(Edition.kind, Edition.division, Edition.version.desc())).all()
    newest = {(row.kind, row.division): row.version for row in reversed(rows) if row.state == PUBLISHED}
    items = [_shape(row, newest[row.kind, row.division] == row.version if row.state == PUBLISHED else False, actor, now)
             for row in rows]
    return {"items": [item for item in items if item["state"] == PUBLISHED or item["may_edit"]],
            "may_write": holds_over(actor, WRITERS, division or city_code(), now), "as_of": now}


def read_edition(edition_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One edition with its text. Raises not-found, and for somebody else's draft too."""
    with db.reading() as session:
        row = session.get(Edition, edition_id) if edition_id < 2**53 else None
        shape = edition_shape(session, row, actor, now) if row is not None else None
    if shape is None or (shape["state"] == DRAFT and not shape["may_edit"]):
        raise Problem("not-found", "没有这份文本")
    return shape


def edition_shape(session: Session, row: Edition, actor: Actor, now: datetime) -> dict[str, Any]:
    """An edition with its text."""
    newer = session.scalar(select(Edition.id).where(
        Edition.kind == row.kind, Edition.division == row.division, Edition.version > row.version,
        Edition.state == PUBLISHED).limit(1))
    return {**_shape(row, row.state == PUBLISHED and newer is None, actor, now), "body": json.loads(row.body)}


def edition_level(division: str) -> str:
    """city or district. Raises not-found; validation for a division that has no editions of its own."""
    try:
        level = city_index().division(division).level
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    if level not in LEVELS:
        raise Problem("validation", "只有全市和各区有自己的文本，镇街和网格用本区的")
    return level


def _shape(row: Any, in_force: bool, actor: Actor, now: datetime) -> dict[str, Any]:
    return {"id": row.id, "kind": row.kind, "kind_name": KINDS[row.kind], "division": named(row.division),
            "version": row.version, "state": row.state, "state_name": STATES[row.state], "title": row.title,
            "simulated": row.simulated, "in_force": in_force, "created_at": row.created_at,
            "published_at": row.published_at,
            "may_edit": row.state == DRAFT and holds_over(actor, WRITERS, row.division, now)}
