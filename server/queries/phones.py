"""Who sees whose personal phone, as a condition on rows: the rule of workflows/directory.works_with for many people.

Besides, in an emergency of a district whoever is called or on duty there sees the phones of the others, and its
rosters are open to everybody who works there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from server.models import Absence, DutyShift, Emergency, Muster, PersonPost
from server.queries.city import city_index, codes_near
from server.queries.people import Actor, runs
from workflows.directory import Reach, reach_of
from workflows.emergency import opens_rosters
from workflows.roles import is_city, is_current


def sees_phone(actor: Actor, person_id: Any, now: datetime) -> ColumnElement[bool]:
    """Whether the viewer sees the phone of the person in this column now. One always sees one's own."""
    return phone_sight(actor, now)(person_id)


def phone_sight(actor: Actor, now: datetime) -> Callable[[Any], ColumnElement[bool]]:
    """The same for several columns of people: what does not depend on the column is built once."""
    reach = reach_of(actor.posts, now)
    if reach.everybody:
        return lambda person_id: true()
    post = aliased(PersonPost)
    # Posts of one person are found by index; substitutes are read once, as many as people are away.
    holds = and_(runs(post, now), _near(reach, post))
    lists = [_substitutes(reach, now)] if reach.divisions or reach.departments else []
    if not any(is_city(code) for code in reach.divisions):  # who reaches the whole city reaches the called as well
        lists.append(_called_with(actor, now))

    def seen(person_id: Any) -> ColumnElement[bool]:
        return or_(person_id == actor.person_id, exists().where(post.person_id == person_id, holds),
                   _on_open_roster(person_id, actor, now), *(person_id.in_(people) for people in lists))
    return seen


def _near(reach: Reach, post: Any) -> ColumnElement[bool]:
    """Posts in the departments of the reach, or in divisions that contain one of its own, cross it or lie in one."""
    found = [post.department.in_(sorted(reach.departments))] if reach.departments else []
    if any(is_city(code) for code in reach.divisions):
        return true()
    near = {other for code in reach.divisions for other in codes_near(code)}
    if near:
        found.append(post.division.in_(sorted(near)))
    return or_(false(), *found, *(within(code, post) for code in sorted(reach.divisions)))


def within(code: str, post: Any = PersonPost) -> ColumnElement[bool]:
    """Posts in a division or below it: codes begin with the code of what contains them, but for street-level grids."""
    if is_city(code):
        return true()
    if city_index().division(code).level == "street_grid":
        return post.division.in_([code, *city_index().children(code)])
    return post.division.startswith(code)


def _substitutes(reach: Reach, now: datetime) -> Select[Any]:
    """People who stand in for the holder of such a post now."""
    post, absence = aliased(PersonPost), aliased(Absence)
    person = func.coalesce(absence.substitute_id, post.substitute_id)
    return (select(person).select_from(absence).join(post, post.person_id == absence.person_id)
            .where(runs(absence, now), runs(post, now), _near(reach, post), person.is_not(None)))


def _called_with(actor: Actor, now: datetime) -> Select[Any]:
    """People with a post in a district under emergency who are called or on duty there, as the viewer is."""
    mine, theirs = _called(now).subquery(), _called(now).subquery()
    post = aliased(PersonPost)
    in_district = post.division.startswith(theirs.c.district)
    own = {division[:6] for row in actor.posts if (division := row.division) and not is_city(division)}
    return (select(theirs.c.person_id).join(mine, mine.c.district == theirs.c.district)
            .join(post, and_(post.person_id == theirs.c.person_id, in_district))
            .where(mine.c.person_id == actor.person_id, mine.c.district.in_(sorted(own)), runs(post, now)))


def _on_open_roster(person_id: Any, actor: Actor, now: datetime) -> ColumnElement[bool]:
    """On a roster, now or later, of a district under emergency in which the viewer works."""
    districts = {post.division[:6] for post in actor.posts if post.division and is_current(post, now)
                 and opens_rosters(post, post.division[:6])}
    return exists().where(DutyShift.person_id == person_id, DutyShift.ends_at > now,
                          Emergency.district == DutyShift.district, Emergency.ended_at.is_(None),
                          Emergency.district.in_(sorted(districts))) if districts else false()


def _called(now: datetime) -> Any:
    """(person, district) of everybody on a muster, or on duty now, of a running emergency."""
    running = and_(Emergency.begun_at <= now, Emergency.ended_at.is_(None))
    mustered = (select(Muster.person_id, Muster.district).join(Emergency, Emergency.id == Muster.emergency_id)
                .where(running, Muster.person_id.is_not(None)))
    on_duty = (select(DutyShift.person_id, DutyShift.district)
               .join(Emergency, Emergency.district == DutyShift.district)
               .where(running, DutyShift.starts_at <= now, DutyShift.ends_at > now))
    return mustered.union_all(on_duty)
