"""Who sees whose personal phone, as a condition on rows: the rule of workflows/directory.works_with for many people.

Besides, in an emergency of a district whoever is called or on duty there sees the phones of the others.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from server.models import Absence, DutyShift, Emergency, Muster, PersonPost
from server.queries.city import city_index, codes_above
from server.queries.people import Actor, runs
from workflows.directory import reach_of
from workflows.roles import is_city


def sees_phone(actor: Actor, person_id: Any, now: datetime) -> ColumnElement[bool]:
    """Whether the viewer sees the phone of the person in this column now. One always sees one's own."""
    reach = reach_of(actor.posts, now)
    if reach.everybody:
        return true()
    found = [person_id == actor.person_id, person_id.in_(_called_with(actor, now))]
    if reach.divisions or reach.departments:
        near = or_(in_departments(reach.departments), on_path_of(reach.divisions))
        found += [person_id.in_(_holders(near, now)), person_id.in_(_substitutes(near, now))]
    return or_(*found)


def in_departments(codes: Collection[str]) -> ColumnElement[bool]:
    """Posts in one of these departments."""
    return PersonPost.department.in_(sorted(codes)) if codes else false()


def on_path_of(divisions: Collection[str]) -> ColumnElement[bool]:
    """Posts in divisions that contain one of these or lie in one of them."""
    if any(is_city(code) for code in divisions):
        return true()
    above = {upper for code in divisions for upper in codes_above(code)}
    return or_(PersonPost.division.in_(sorted(above)), *(within(code) for code in sorted(divisions)))


def within(code: str) -> ColumnElement[bool]:
    """Posts in a division or below it: codes begin with the code of what contains them, but for street-level grids."""
    if is_city(code):
        return true()
    if city_index().division(code).level == "street_grid":
        return PersonPost.division.in_([code, *city_index().children(code)])
    return PersonPost.division.startswith(code)


def _holders(near: ColumnElement[bool], now: datetime) -> Select[Any]:
    return select(PersonPost.person_id).where(runs(PersonPost, now), near).correlate(None)


def _substitutes(near: ColumnElement[bool], now: datetime) -> Select[Any]:
    """People who stand in for the holder of such a post now."""
    person = func.coalesce(Absence.substitute_id, PersonPost.substitute_id)
    return (select(person).select_from(Absence).join(PersonPost, PersonPost.person_id == Absence.person_id)
            .where(runs(Absence, now), runs(PersonPost, now), near, person.is_not(None))
            .correlate(None))


def _called_with(actor: Actor, now: datetime) -> Select[Any]:
    """People with a post in a district under emergency who are called or on duty there, as the viewer is."""
    mine, theirs = _called(now).subquery(), _called(now).subquery()
    post = aliased(PersonPost)
    in_district = post.division.startswith(theirs.c.district)
    own = {division[:6] for row in actor.posts if (division := row.division) and not is_city(division)}
    return (select(theirs.c.person_id).join(mine, mine.c.district == theirs.c.district)
            .join(post, and_(post.person_id == theirs.c.person_id, in_district))
            .where(mine.c.person_id == actor.person_id, mine.c.district.in_(sorted(own)), post.starts_at <= now,
                   or_(post.ends_at.is_(None), post.ends_at > now)).correlate(None))


def _called(now: datetime) -> Any:
    """(person, district) of everybody on a muster, or on duty now, of a running emergency."""
    running = and_(Emergency.begun_at <= now, Emergency.ended_at.is_(None))
    mustered = (select(Muster.person_id, Muster.district).join(Emergency, Emergency.id == Muster.emergency_id)
                .where(running, Muster.person_id.is_not(None)))
    on_duty = (select(DutyShift.person_id, DutyShift.district)
               .join(Emergency, Emergency.district == DutyShift.district)
               .where(running, DutyShift.starts_at <= now, DutyShift.ends_at > now))
    return mustered.union_all(on_duty)
