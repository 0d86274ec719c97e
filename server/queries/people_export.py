"""People and posts of a division as a file, in the columns that the import takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import case, or_, select
from sqlalchemy.orm import aliased

from server.errors import Problem, invalid
from server.extensions import db
from server.models import Person, PersonPost
from server.queries.catalogue import catalogue
from server.queries.city import codes_above
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.people_columns import COLUMN
from server.queries.phones import sees_phone, within
from server.queries.sheet_files import Row, as_file
from workflows.managing import MANAGERS
from workflows.roles import is_current

WIDTHS = (12, 12, 15, 16, 16, 18, 14, 12, 12, 12)


def export_people(actor: Actor, division: str | None, kind: str, now: datetime) -> bytes:
    """The posts that run or will begin, as CSV or Excel; without a division everything that the actor arranges.

    Raises role-forbidden for whoever arranges nobody's posts, territory-forbidden elsewhere, validation.
    """
    own = [post.division for post in actor.posts
           if post.role in MANAGERS and is_current(post, now) and post.division and post.department is None]
    if not own:
        raise Problem("role-forbidden", "人员由系统管理员、区协调员或工作站站长导出")
    rows = _read(actor, _wanted(own, division), now)
    return as_file(kind, "人员与岗位", COLUMN, rows, WIDTHS)


def _wanted(own: list[str], division: str | None) -> list[str]:
    if division is None:
        return own
    try:
        above = {division, *codes_above(division)}
    except KeyError:
        raise invalid("division", "没有这个区划") from None
    if not above & set(own):
        raise Problem("territory-forbidden", "只能导出由您安排的辖区")
    return [division]


def last_day(ends_at: datetime | None) -> date | None:
    """The last day of a term in Asia/Shanghai."""
    return None if ends_at is None else city_day(ends_at - timedelta(microseconds=1))


def _read(actor: Actor, divisions: list[str], now: datetime) -> list[Row]:
    substitute = aliased(Person)
    phone = case((sees_phone(actor, Person.id, now), Person.phone))
    query = (
        select(Person.staff_no, Person.name, phone, Person.office_phone, PersonPost.role, PersonPost.division,
               PersonPost.department, PersonPost.starts_at, PersonPost.ends_at, substitute.staff_no)
        .join(Person, Person.id == PersonPost.person_id)
        .outerjoin(substitute, substitute.id == PersonPost.substitute_id)
        .where(Person.active, or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > now),
               or_(*(within(code) for code in divisions)))
        .order_by(PersonPost.division, PersonPost.role, PersonPost.id))
    with db.reading() as session:
        found = session.execute(query).all()
    names = catalogue().roles
    return [(staff_no or "", name, number or "", office or "", names[role], division, department or "",
             city_day(begins).isoformat(), str(last_day(ends) or ""), stand_in or "")
            for staff_no, name, number, office, role, division, department, begins, ends, stand_in in found]
