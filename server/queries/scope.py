"""What a person may read: posts become conditions on rows. Nobody reads outside their territory."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, false, or_, select, true

from server.models import Case, Event
from server.queries.borders import reads_across
from server.queries.city import city_index
from server.queries.people import Actor
from workflows.people import CONFIRMERS
from workflows.roles import (
    BLIND,
    Place,
    Post,
    Role,
    Scope,
    column_of,
    covers,
    is_city,
    is_current,
    may_read,
    read_scopes,
)
from workflows.states import State

# States in which another station's head may be asked for a look: a refusal, a second "no".
ASKABLE = frozenset({State.DECLINED, State.EVALUATED, State.CLOSED})


def scopes_of(actor: Actor, now: datetime) -> list[Scope]:
    """The person's territory and departments as list filters, the widest first."""
    return read_scopes(actor.posts, now)


def case_condition(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Cases that the person may read: the territory, what was handed to the departments, what they are asked about."""
    conditions: list[ColumnElement[bool]] = []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return true()
        conditions.append(getattr(Case, scope.column) == scope.code)
    asked = _asked_as(actor, now)
    if asked:
        conditions.append(and_(Case.confirmer_id.in_(sorted(asked)), Case.state == State.CONFIRMING))
    conditions += [and_(Case.reopen_asked, Case.state.in_(sorted(ASKABLE)), Case.district == district)
                   for district in _asked_in(actor, now)]
    return or_(*conditions) if conditions else false()


def _asked_as(actor: Actor, now: datetime) -> set[int]:
    """Under whose names the person may be asked to look: the own, and those of absent holders of lent posts."""
    return {person_id for post in actor.posts if post.role in CONFIRMERS and is_current(post, now)
            for person_id in (actor.person_id, post.stands_in_for) if person_id is not None}


def is_confirmer(actor: Actor, case: Case, now: datetime) -> bool:
    """A member or assistant who is asked to look on site, perhaps in another community, for as long as they are asked.

    A name without a post is no right.
    """
    return case.state == State.CONFIRMING and case.confirmer_id in _asked_as(actor, now)


def _asked_in(actor: Actor, now: datetime) -> list[str]:
    """Districts in which the person, as head of a station, may be asked to look again at another station's case."""
    return sorted({post.division[:6] for post in actor.posts
                   if post.role is Role.STATION_HEAD and post.division and is_current(post, now)})


def is_asked(actor: Actor, case: Case, now: datetime) -> bool:
    """A reporter wants another look, and this is the head of a station of the district."""
    return case.reopen_asked and case.state in ASKABLE and case.district in _asked_in(actor, now)


def event_condition(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Events of the person's territory and departments, and what concerns the whole district of a post."""
    conditions: list[ColumnElement[bool]] = []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return true()
        conditions.append(_events_in(scope.column, scope.code))
    if conditions:
        conditions.append(_of_whole_districts(actor, now))
    return or_(*conditions) if conditions else false()


def _of_whole_districts(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """What was decided for a district, such as an emergency, is for everybody with a post in it."""
    districts = {post.division[:6] for post in actor.posts if post.division and is_current(post, now)}
    return and_(Event.subject_kind == "division", Event.district.in_(sorted(districts)), Event.town.is_(None))


def _events_in(column: str, code: str) -> ColumnElement[bool]:
    if column in ("district", "town", "street_grid", "department"):
        return getattr(Event, column) == code  # type: ignore[no-any-return]
    # Sub-grids and communities are no columns of the ledger; their cases are found by index.
    return and_(Event.subject_kind == "case", Event.subject_id.in_(
        select(cast(Case.id, String)).where(getattr(Case, column) == code)))


def may_read_case(actor: Actor, case: Case, now: datetime) -> bool:
    """The same rule as `case_condition`, for one row."""
    if is_confirmer(actor, case, now) or is_asked(actor, case, now) or reads_across(actor, case, now):
        return True
    # Whoever was called by a whistle reads the case; it is opened from the whistle and stands in no list of theirs.
    departments = [code for code in (case.department, *(case.whistle_units or "").split()) if code]
    return may_read(actor.posts, place_of_case(case), departments, now)


def place_of_case(case: Case) -> Place:
    """The grid codes stamped on the case."""
    return Place(case.district, case.town, case.street_grid, case.sub_grid, case.community)


def may_watch(actor: Actor, division: str | None, department: str | None, now: datetime) -> bool:
    """Whether the person may follow a whole division or department live, or see its figures."""
    return any(_watches(post, division, department, now) for post in actor.posts)


def watch_ends(actor: Actor, division: str | None, department: str | None, now: datetime) -> datetime | None:
    """When the last post that allows this ends, as far as is known now; None: no end is known."""
    ends = [post.ends_at for post in actor.posts if _watches(post, division, department, now)]
    known = [moment for moment in ends if moment is not None]
    return max(known, default=now) if len(known) == len(ends) else None


def _watches(post: Post, division: str | None, department: str | None, now: datetime) -> bool:
    if post.role in BLIND or not is_current(post, now):
        return False
    if department is not None:
        return post.department == department
    if post.department is not None or post.division is None or division is None:
        return False
    if is_city(post.division):
        return True
    index = city_index()
    community = index.division(division).community
    return post.division in index.path(division) or post.division == community


def division_condition(model: type[Case] | type[Event], division: str) -> ColumnElement[bool]:
    """Rows of a division: equality of the column of its level; the whole city needs no condition."""
    column = column_of(division)
    if column == "city":
        return true()
    return _events_in(column, division) if model is Event else getattr(model, column) == division


PLACERS = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER,
                     Role.COORDINATOR})
PLACEABLE = frozenset({State.REPORTED, State.CONFIRMING, State.REGISTERED})


def may_place_case(actor: Actor, case: Case, now: datetime) -> bool:
    """Who finds or corrects the place, and until when: station or dispatchers, before anybody was sent."""
    return case.state in PLACEABLE and any(
        post.role in PLACERS and covers(post, place_of_case(case), None, now) for post in actor.posts)
