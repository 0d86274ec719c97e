"""Who reads which appeals and who finds them waiting: posts become conditions on rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from server.models import Appeal, AppealInstance, Event, MissedFind, PlatformSample, Recheck, SampleLook
from server.queries.people import Actor
from workflows.assessment.appeals import EXCLUSIONS, Appealed, AppealKind, AppealState
from workflows.assessment.facts import Level
from workflows.roles import Place, Post, Role, is_city, is_current

_EXCLUDES = Appeal.kind.in_(sorted(kind.value for kind in EXCLUSIONS))
_HIGH = and_(~_EXCLUDES, Appeal.level.in_([Level.DISTRICT.value, Level.DEPARTMENT.value]))
_LOW = and_(~_EXCLUDES, Appeal.level.not_in([Level.DISTRICT.value, Level.DEPARTMENT.value]))
_PERSONAL = and_(~_EXCLUDES, Appeal.level == Level.MEMBER.value)


def _any(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    found = list(conditions)
    return or_(*found) if found else false()


def _current(actor: Actor, now: datetime) -> list[Post]:
    return [post for post in actor.posts if is_current(post, now) and post.division is not None]


def waits_for(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Appeals before an instance on whose bench the person sits."""
    return _any(_bench(post) for post in _current(actor, now))


def _bench(post: Post) -> ColumnElement[bool]:
    first, second = Appeal.state == AppealState.FIRST, Appeal.state == AppealState.SECOND
    if not is_city(post.division):
        here = and_(Appeal.district == post.division, first)
        if post.role is Role.ASSESSOR:
            return and_(here, or_(_EXCLUDES, _LOW))
        return and_(here, _EXCLUDES) if post.role is Role.COORDINATOR else false()
    if post.role is Role.ASSESSOR:
        return or_(and_(second, or_(_EXCLUDES, _LOW)), and_(first, _HIGH))
    if post.role is Role.COORDINATOR:
        return and_(second, _EXCLUDES)
    return and_(second, _HIGH) if post.role is Role.LEADER else false()


def reads(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Appeals that the person may read: own ones, those of the own unit, and those of the territory above it.

    What a member appeals is read by the member, the head of the station and the assessors, as the score itself.
    """
    mine = or_(Appeal.filed_by == actor.person_id,
               and_(Appeal.level == Level.MEMBER.value, Appeal.owner == str(actor.person_id)))
    return or_(mine, _any(_territory(post) for post in _current(actor, now)))


def _territory(post: Post) -> ColumnElement[bool]:
    role, code = post.role, post.division
    if post.department is not None:
        return and_(Appeal.level == Level.DEPARTMENT.value, Appeal.owner == post.department)
    if role in (Role.ASSESSOR, Role.COORDINATOR, Role.LEADER, Role.AUDITOR):
        here = true() if is_city(code) else Appeal.district == code
        return here if role is Role.ASSESSOR else and_(here, ~_PERSONAL)
    if role is Role.STATION_HEAD:
        return Appeal.town == code
    if role is Role.STATION_OFFICER:
        return and_(Appeal.town == code, _EXCLUDES)
    if role is Role.DISTRICT_DISPATCHER:
        return and_(Appeal.district == code, Appeal.town.is_(None), _EXCLUDES)
    if role in (Role.COMMUNITY_HEAD, Role.GRID_HEAD):
        return and_(Appeal.owner == code, ~_PERSONAL)
    return false()


def open_appeals(session: Session, assessment_id: int, now: datetime) -> int:
    """Appeals of an assessment from which something can still come: it is not final before this is 0."""
    alive = or_(Appeal.state.in_([AppealState.FIRST.value, AppealState.SECOND.value]), Appeal.rescore,
                and_(Appeal.state == AppealState.ANSWERED.value, Appeal.second_until > now))
    return int(session.scalar(select(func.count()).select_from(Appeal).where(
        Appeal.assessment_id == assessment_id, alive)) or 0)


def appealed(session: Session, row: Appeal, instances: list[AppealInstance]) -> Appealed:
    """What whoever decides must keep a distance from."""
    first = next((one.decided_by for one in instances if one.instance == 1), None)
    return Appealed(AppealKind(row.kind), Level(row.level) if row.level else None, row.owner,
                    Place(row.district, row.town), row.filed_by, _makers(session, row), first)


def _makers(session: Session, row: Appeal) -> frozenset[int]:
    """Those who took a step on the case, and those who made the second look, the check or the statement appealed."""
    found: set[int | None] = set()
    if row.case_id is not None:
        for content in session.scalars(select(Event.content).where(
                Event.subject_kind == "case", Event.subject_id == str(row.case_id))):
            found.add(json.loads(content)["actor"]["id"])
    kind, _, name = (row.ref or "").partition(":")
    if kind == "recheck" and name.isdigit():
        found.add(session.scalar(select(Recheck.person_id).where(Recheck.id == int(name))))
    if kind == "sample" and name.isdigit():
        found.add(session.scalar(select(PlatformSample.assessor_id).where(PlatformSample.id == int(name))))
        found |= set(session.scalars(select(SampleLook.person_id).where(SampleLook.sample_id == int(name))))
    if kind == "report" and name.removeprefix("missed:").isdigit():
        found.add(session.scalar(select(MissedFind.stated_by).where(
            MissedFind.id == int(name.removeprefix("missed:")))))
    return frozenset(one for one in found if one is not None)
