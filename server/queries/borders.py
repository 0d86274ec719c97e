"""Reports near a border: both stations read them, the first keeps them until a coordinator has ruled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_

from server.models import Case
from server.queries.people import Actor
from workflows.people import STATION
from workflows.roles import Role, is_city, is_current


def towns_served(actor: Actor, now: datetime) -> list[str]:
    """Towns whose station the person belongs to."""
    return sorted({post.division for post in actor.posts
                   if post.role in STATION and post.department is None and post.division and is_current(post, now)})


def reads_across(actor: Actor, case: Case, now: datetime) -> bool:
    """Whether the person's station lies across an unsettled border: it reads the case and takes no step."""
    return case.border_town is not None and case.border_town in towns_served(actor, now)


def border_condition(actor: Actor, own: ColumnElement[bool], now: datetime) -> ColumnElement[bool]:
    """Cases at an unsettled border: those that the person reads anyway, and those of the station across."""
    towns = towns_served(actor, now)
    across = Case.border_town.in_(towns) if towns else false()
    return and_(Case.border_town.is_not(None), or_(own, across))


def may_rule_border(actor: Actor, case: Case, now: datetime) -> bool:
    """The coordinator of the level above both towns: the district's, between two districts the city's."""
    if case.border_town is None:
        return False
    inside = {case.district, case.border_town[:6]}
    return any(post.role is Role.COORDINATOR and post.department is None and is_current(post, now)
               and (is_city(post.division) or {post.division} == inside) for post in actor.posts)
