"""What every change of people and posts needs: the locks, whether the person may, and the event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.actions.record import Entry, record
from server.errors import FieldError, Problem, invalid
from server.models import DivisionRow, Person, PersonPost
from server.queries.city import city_code, city_index, codes_above
from server.queries.people import Actor
from server.transaction import Transaction
from workflows.managing import is_manager, may_manage
from workflows.posts import Conflict, Holding, Substitute, Term, substitute_conflicts
from workflows.roles import Place, Role

BIGGEST_ID = 2**53


def lock_person(session: Session, person_id: int) -> Person:
    """The person's row, locked until the commit: whoever arranges posts or absences of one person waits for the
    other. Steps on cases, which only refer to the row, do not wait. Raises not-found."""
    query = (select(Person).where(Person.id == person_id).with_for_update(key_share=True)
             .execution_options(populate_existing=True))
    person = session.scalar(query) if person_id < BIGGEST_ID else None
    if person is None:
        raise Problem("not-found", "没有这个人")
    return person


def lock_people(session: Session, *ids: int) -> None:
    """Several people, always in the order of their ids."""
    for person_id in sorted(set(ids)):
        lock_person(session, person_id)


def lock_post(session: Session, post_id: int) -> PersonPost:
    """The post, with its holder locked. Raises not-found, also for the posts of somebody who is switched off."""
    post = session.get(PersonPost, post_id) if post_id < BIGGEST_ID else None
    if post is None or not lock_person(session, post.person_id).active:
        raise Problem("not-found", "没有这个岗位")
    session.refresh(post)
    return post


def lock_seat(session: Session, division: str) -> None:
    """Nobody else fills a seat of this division until the commit."""
    session.scalar(select(DivisionRow.code).where(DivisionRow.code == division).with_for_update(key_share=True))


def posts_from(session: Session, person_id: int, moment: datetime) -> list[PersonPost]:
    """The person's posts that run at the moment or begin later."""
    return list(session.scalars(select(PersonPost).where(
        PersonPost.person_id == person_id, or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > moment))
        .order_by(PersonPost.id)))


def check_arranges(actor: Actor, person_id: int | None, role: str, division: str, now: datetime) -> None:
    """Raises role-forbidden for whoever arranges nobody's posts or the own ones, territory-forbidden elsewhere."""
    if not is_manager(actor.posts, now):
        raise Problem("role-forbidden", "岗位由系统管理员、区协调员或工作站站长安排")
    if person_id is not None and actor.person_id == person_id:
        raise Problem("role-forbidden", "自己的岗位由别人安排")
    if not may_manage(actor.posts, Role(role), (division, *codes_above(division)), now):
        raise Problem("territory-forbidden", "这个岗位不由您安排")


def check_arranges_all(actor: Actor, person_id: int, posts: Iterable[PersonPost], now: datetime) -> None:
    """The same for somebody with everything that they hold: an absence lends all posts at once."""
    check_manager(actor, now)
    for post in posts:
        check_arranges(actor, person_id, post.role, post.division, now)


def check_manager(actor: Actor, now: datetime) -> None:
    """Raises role-forbidden for whoever arranges nobody's posts."""
    if not is_manager(actor.posts, now):
        raise Problem("role-forbidden", "人员由系统管理员、区协调员或工作站站长管理")


def holding_of(post: PersonPost) -> Holding:
    """The rules' view of a stored post."""
    return Holding(post.person_id, Role(post.role), post.division, post.department,
                   Term(post.starts_at, post.ends_at))


def check_substitute(session: Session, substitute_id: int | None, holder_id: int, holdings: Iterable[Holding]) -> None:
    """Raises validation when this person cannot stand in for these posts of the holder."""
    if substitute_id is None:
        return
    person = session.get(Person, substitute_id) if substitute_id < BIGGEST_ID else None
    if person is None:
        raise invalid("substitute", "没有这个人")
    wanted = list(holdings)
    theirs = [holding_of(row) for row in session.scalars(
        select(PersonPost).where(PersonPost.person_id == substitute_id))]
    meanwhile = [row for row in theirs if any(row.term.overlaps(one.term) for one in wanted)]
    districts = frozenset(row.district for row in meanwhile if row.district)
    refuse(substitute_conflicts(holder_id, [one.district for one in wanted],
                                Substitute(substitute_id, person.active, districts)))


def refuse(found: list[Conflict]) -> None:
    """Raises the conflicts: validation for what is wrong by itself, else post-conflict; each names its field."""
    if found:
        alone = [row for row in found if not row.with_others] or found
        raise Problem("post-conflict" if alone[0].with_others else "validation", alone[0].reason_zh,
                      errors=tuple(FieldError(row.field, row.reason_zh) for row in alone))


def tell(tx: Transaction, name: str, person_id: int, division: str | None, department: str | None, actor: Actor,
         now: datetime, data: dict[str, Any]) -> None:
    """Append an event about a person to the ledger; ids, codes and moments only."""
    first = next(iter(actor.posts), None)
    unit = (first.department or first.division) if first is not None else None
    record(tx, Entry("person", str(person_id), None, name, actor, unit, first.role.value if first else None,
                     _place(division), department, now, data))


def _place(division: str | None) -> Place:
    index = city_index()
    levels = {index.division(code).level: code for code in (index.path(division) if division else ())}
    return Place(levels.get("district") or city_code(), levels.get("town"), levels.get("street_grid"))
