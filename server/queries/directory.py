"""The tree of divisions with its people: one division, its posts, what lies below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, select, true
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Person, PersonPost
from server.models.city import LEVELS
from server.queries.city import city_code, city_index, codes_above, named
from server.queries.five_fixes import five_of
from server.queries.people import Actor, runs
from server.queries.phones import within
from server.queries.post_rows import held_posts, post_shape
from workflows.directory import looks_up_everybody
from workflows.roles import EMERGENCY_TEAM, SINGLE_SEATS, Role

# In which order the posts of a division stand.
ORDER = (Role.GRID_HEAD, Role.COMMUNITY_HEAD, Role.LEADER, Role.COORDINATOR, Role.STATION_HEAD, Role.STATION_OFFICER,
         Role.CITY_DISPATCHER, Role.DISTRICT_DISPATCHER, Role.GRID_MEMBER, Role.ASSISTANT, *EMERGENCY_TEAM)


def heads_over(actor: Actor) -> set[str]:
    """Divisions whose heads somebody finds who looks up nobody else: the own ones and everything above."""
    return {code for post in actor.posts if post.division for code in (post.division, *codes_above(post.division))}


def read_tree(actor: Actor, parent: str | None, now: datetime) -> dict[str, Any]:
    """A division with its posts and children. Raises not-found, territory-forbidden."""
    code, index = parent or city_code(), city_index()
    try:
        division = index.division(code)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    everybody, own = looks_up_everybody(actor.posts, now), heads_over(actor)
    if not everybody and code not in own:
        raise Problem("territory-forbidden", "您的岗位只能查本辖区的网格长")
    children = [child for child in index.children(code) if everybody or child in own]
    visible = true() if everybody else PersonPost.role.in_(sorted(SINGLE_SEATS))
    with db.reading() as session:
        held = held_posts(session, actor, and_(PersonPost.division == code, visible), now, now)
        held.sort(key=lambda row: (_rank(row.post.role), row.post.department or "", row.post.id))
        counts, people, below = _people_below(session, code, children, everybody, now)
        five = five_of(session, children, now) if everybody else {}
    return {
        "division": {"code": code, "name": division.name, "level": division.level, "kind": division.kind,
                     "path": [named(above) for above in reversed(index.path(code))]},
        "posts": [{**post_shape(row, actor, now), "person": row.person(row.holder.id)} for row in held],
        "children": [_child(child, below[child], five.get(child)) for child in children],
        "counts": counts, "people": people, "as_of": now}


def _rank(role: str) -> int:
    return ORDER.index(Role(role)) if role in ORDER else len(ORDER)


def _containers() -> dict[str, frozenset[str]]:
    """Division → everything that contains it, itself included; made once."""
    def read() -> dict[str, frozenset[str]]:
        codes = (code for level in LEVELS for code in city_index().within((-180, -90, 180, 90), level))
        return {code: frozenset((code, *codes_above(code))) for code in codes}
    return db.cached("containers", read)


class _Below:
    """Who works in a child and below it."""

    def __init__(self) -> None:
        self.people: set[int] = set()
        self.members: set[int] = set()
        self.head: str | None = None


def _people_below(session: Session, code: str, children: Iterable[str], everybody: bool,
                  now: datetime) -> tuple[dict[str, int], int, dict[str, _Below]]:
    """({role: people} of the division and all below, people in all, {child: people}); everybody counts once in each.

    One statement that reads the posts below: for the whole city some thousand narrow rows.
    """
    head = case((PersonPost.role.in_(sorted(SINGLE_SEATS)), Person.name))
    visible = true() if everybody else PersonPost.role.in_(sorted(SINGLE_SEATS))
    rows = session.execute(
        select(PersonPost.division, PersonPost.role, PersonPost.person_id, head.label("head"))
        .join(Person, and_(Person.id == PersonPost.person_id, Person.active))
        .where(within(code), visible, runs(PersonPost, now)).order_by(PersonPost.starts_at, PersonPost.id)).all()
    below: dict[str, _Below] = defaultdict(_Below)
    wanted = set(children)
    for row in rows:
        for child in wanted & _containers()[row.division]:
            below[child].people.add(row.person_id)
            if row.role == Role.GRID_MEMBER:
                below[child].members.add(row.person_id)
            if row.head is not None and child == row.division:
                below[child].head = row.head
    roles = Counter(role for role, _ in {(row.role, row.person_id) for row in rows})
    return dict(roles), len({row.person_id for row in rows}), below


def _child(code: str, below: _Below, five: tuple[int, int] | None) -> dict[str, Any]:
    division = city_index().division(code)
    return {"code": code, "name": division.name, "level": division.level, "kind": division.kind,
            "people": len(below.people), "members": len(below.members), "head": below.head,
            "five": {"fixed": five[0], "of": five[1]} if five else None}
