"""One person's card: posts held, to come and past, absences, open work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from server.errors import Problem
from server.extensions import db
from server.models import Absence, Case, Person, PersonPost
from server.queries.city import codes_above
from server.queries.moments import city_day, past_days
from server.queries.open_work import waits_for
from server.queries.own_figures import DEFINITION, own_figures
from server.queries.people import Actor, runs
from server.queries.people_list import may_find, visible_posts
from server.queries.phones import sees_phone
from server.queries.post_rows import HeldPost, absence_shape, held_posts, person_card, post_shape
from workflows.managing import may_manage
from workflows.roles import Role, is_current

MOST_ABSENCES, FIGURE_DAYS = 100, 30


def read_person(person_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The card. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        row = session.execute(select(Person, sees_phone(actor, Person.id, now), may_find(actor, now)).where(
            Person.id == (person_id if person_id < 2**53 else 0))).first()
        if row is None:
            raise Problem("not-found", "没有这个人")
        person, seen, found = row
        if not found:
            raise Problem("territory-forbidden", "您的岗位只能查本辖区的网格长")
        held = held_posts(session, actor, and_(PersonPost.person_id == person.id, visible_posts(actor, now)), now, now,
                          running=False)
        inside = person.id == actor.person_id or manages(actor, held, now)
        return {**person_card(person, seen), "posts": _by_time(held, actor, now),
                "absences": _absences(session, actor, person.id, inside, now),
                "open_work": _open_work(session, person.id),
                "figures": _figures(session, person.id, now) if person.id == actor.person_id else None}


def manages(actor: Actor, held: Iterable[HeldPost], now: datetime) -> bool:
    """Whether the viewer arranges any of these posts; an administrator arranges for those without a post too."""
    return any(post.role is Role.ADMINISTRATOR and is_current(post, now) for post in actor.posts) or any(
        may_manage(actor.posts, Role(row.post.role), (row.post.division, *codes_above(row.post.division)), now)
        for row in held)


def _by_time(held: Iterable[HeldPost], actor: Actor, now: datetime) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {"current": [], "future": [], "past": []}
    for row in sorted(held, key=lambda row: (row.post.starts_at, row.post.id)):
        over = row.post.ends_at is not None and row.post.ends_at <= now
        found["past" if over else "future" if row.post.starts_at > now else "current"].append(
            post_shape(row, actor, now))
    return found


def _absences(session: Session, actor: Actor, person_id: int, inside: bool, now: datetime) -> list[dict[str, Any]]:
    """Newest first: all of them for the person and whoever arranges the posts, for others the one that runs."""
    substitute = aliased(Person)
    rows = session.execute(
        select(Absence, substitute, sees_phone(actor, substitute.id, now))
        .outerjoin(substitute, substitute.id == Absence.substitute_id)
        .where(Absence.person_id == person_id, true() if inside else runs(Absence, now),
               or_(Absence.ends_at.is_(None), Absence.ends_at > Absence.starts_at))  # the others never began
        .order_by(Absence.starts_at.desc(), Absence.id.desc()).limit(MOST_ABSENCES))
    return [{**(absence_shape(absence) or {}), "substitute": person and person_card(person, bool(seen))}
            for absence, person, seen in rows]


def _open_work(session: Session, person_id: int) -> int:
    """Cases that wait for this person: to look on site or to handle."""
    return session.scalar(select(func.count()).select_from(Case).where(waits_for(person_id))) or 0


def _figures(session: Session, person_id: int, now: datetime) -> dict[str, Any]:
    """The person's own figures of the last thirty days."""
    days = past_days(city_day(now), FIGURE_DAYS)
    return {"from": days[0], "to": days[-1], "definition": DEFINITION,
            **own_figures(session, person_id, days[0], days[-1], now)}
