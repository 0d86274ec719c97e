"""What a person may read: posts become conditions on rows. Nobody reads outside their territory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, true

from server.models import Case, Event
from server.queries.city import city_index
from server.queries.people import Actor
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


def scopes_of(actor: Actor, now: datetime) -> list[Scope]:
    """The person's territory and departments as list filters, the widest first."""
    return read_scopes(actor.posts, now)


def case_condition(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Cases that the person may read: the territory, what was handed to the departments, and what names them."""
    conditions: list[ColumnElement[bool]] = []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return true()
        conditions.append(getattr(Case, scope.column) == scope.code)
    if actor.person_id is not None and actor.posts:
        conditions += [Case.confirmer_id == actor.person_id, Case.assignee_id == actor.person_id]
    return or_(*conditions) if conditions else false()


def event_condition(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Events of the person's territory and departments; grid members read those of their town's column."""
    conditions: list[ColumnElement[bool]] = []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return true()
        if scope.column in ("district", "town", "street_grid", "department"):
            conditions.append(getattr(Event, scope.column) == scope.code)
        else:
            # Sub-grids and communities are no columns of the ledger: their street-level grids are.
            conditions.append(Event.street_grid.in_(_street_grids(scope.code)))
    return or_(*conditions) if conditions else false()


def _street_grids(code: str) -> Sequence[str]:
    index = city_index()
    grids = [code] if index.division(code).level == "sub_grid" else index.children(code)
    return sorted({parent for grid in grids if (parent := index.division(grid).parent)})


def may_read_case(actor: Actor, case: Case, now: datetime) -> bool:
    """The same rule as `case_condition`, for one row."""
    if actor.person_id is not None and actor.posts and actor.person_id in (case.confirmer_id, case.assignee_id):
        return True
    departments = [code for code in (case.department,) if code]
    return may_read(actor.posts, place_of_case(case), departments, now)


def place_of_case(case: Case) -> Place:
    """The grid codes stamped on the case."""
    return Place(case.district, case.town, case.street_grid, case.sub_grid, case.community)


def may_watch(actor: Actor, division: str | None, department: str | None, now: datetime) -> bool:
    """Whether the person may follow a whole division or department live, or see its figures."""
    return any(_watches(post, division, department, now) for post in actor.posts)


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


def division_condition(model: Any, division: str) -> ColumnElement[bool]:
    """Rows of a division: equality of the column of its level; the whole city needs no condition."""
    column = column_of(division)
    return true() if column == "city" else getattr(model, column) == division


PLACERS = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER,
                     Role.COORDINATOR})
PLACEABLE = frozenset({State.REPORTED, State.CONFIRMING, State.REGISTERED})


def may_place_case(actor: Actor, case: Case, now: datetime) -> bool:
    """Who finds or corrects the place, and until when: station or dispatchers, before anybody was sent."""
    return case.state in PLACEABLE and any(
        post.role in PLACERS and covers(post, place_of_case(case), None, now) for post in actor.posts)
