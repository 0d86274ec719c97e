"""Plans of platform checks as assessors read them: what each costs, how far it is, and from which lot it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import CheckPlan, Person, PlatformSample
from server.queries.check_lots import check_data, grids_of, last_drawn, read_assessors
from server.queries.check_places import check_level
from server.queries.city import city_code, named
from server.queries.moments import city_day
from server.queries.people import Actor
from workflows.assessment.rights import assesses
from workflows.assessment.sampling import KIND_NAMES, SampleKind, SampleState
from workflows.roles import Role, is_city, is_current

COVERAGE = "最近 {days} 天内抽查过的网格数 / 全部镇街网格数；每个网格每年至少抽查两次。"


def own_division(actor: Actor, now: datetime) -> str:
    """The division of the person's post as an assessor, the city's before a district's. Raises role-forbidden."""
    held = sorted((post.division for post in actor.posts
                   if post.role is Role.ASSESSOR and post.division and is_current(post, now)),
                  key=lambda division: not is_city(division))
    if not held:
        raise Problem("role-forbidden", "平台巡查由考核员进行")
    return held[0]


def week_load(session: Session, people: Collection[int], first: date, last: date) -> dict[int, int]:
    """Minutes that other plans ask of each person in a week, for plans that overlap these days."""
    rows = session.execute(
        select(PlatformSample.assessor_id, CheckPlan.id, CheckPlan.first, CheckPlan.last,
               func.sum(PlatformSample.minutes).label("minutes"))
        .join(CheckPlan, CheckPlan.id == PlatformSample.plan_id)
        .where(PlatformSample.assessor_id.in_(sorted(people)), CheckPlan.first <= last, CheckPlan.last >= first)
        .group_by(PlatformSample.assessor_id, CheckPlan.id, CheckPlan.first, CheckPlan.last))
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        weeks = ((row.last - row.first).days + 1) // 7
        found[row.assessor_id] += -(-int(row.minutes) // weeks)
    return found


def read_plans(actor: Actor, division: str | None, now: datetime) -> dict[str, Any]:
    """The plans of a division, the newest first, with the coverage of its grids and the assessors there."""
    place = division or own_division(actor, now)
    check_level(place)
    if not assesses(actor.posts, None if is_city(place) else place, now):
        raise Problem("role-forbidden", "抽查计划由考核员查看")
    with db.reading() as session:
        rows = session.scalars(select(CheckPlan).where(or_(CheckPlan.division == place, CheckPlan.division == (
            city_code()))).order_by(CheckPlan.first.desc(), CheckPlan.id.desc()).limit(60)).all()
        items = [plan_of(session, row, actor, now) for row in rows]
        names = read_assessors(session, place, now)
        coverage = read_coverage(session, place, now)
    data = check_data()
    return {"division": named(place), "items": items, "coverage": coverage, "assessors": list(names.values()),
            "limits": {"hours": data.plan["hours_per_week"], "weeks": data.plan["weeks"],
                       "look_back_days": data.plan["look_back_days"]},
            "minutes": [{"code": kind.value, "name": KIND_NAMES[kind], "minutes": data.minutes[kind]}
                        for kind in SampleKind], "as_of": now}


def read_coverage(session: Session, division: str, now: datetime) -> dict[str, Any]:
    """How many grids were drawn from within the days that are set."""
    days, grids = check_data().plan["grid_days"], grids_of(division)
    drawn = last_drawn(session, division)
    seen = sum(1 for grid in grids if grid in drawn and (now - drawn[grid]).days < days)
    return {"n": len(grids), "seen": seen, "definition": COVERAGE.format(days=days), "as_of": now}


def plan_of(session: Session, row: CheckPlan, actor: Actor, now: datetime) -> dict[str, Any]:
    """One plan with its progress."""
    states = dict(session.execute(select(PlatformSample.state, func.count()).where(
        PlatformSample.plan_id == row.id).group_by(PlatformSample.state)).all())
    mine = session.execute(select(PlatformSample.state, func.count()).where(
        PlatformSample.plan_id == row.id, PlatformSample.assessor_id == actor.person_id)
        .group_by(PlatformSample.state)).all()
    done, own = states.get(SampleState.DONE, 0), dict(mine)
    return {"id": row.id, "division": named(row.division), "first": row.first, "last": row.last, "items": row.items,
            "minutes": row.minutes, "population": row.population, "done": done,
            "late": done < row.items and row.last < city_day(now),
            "mine": {"items": sum(own.values()), "done": own.get(SampleState.DONE, 0)},
            "seed": row.seed, "root_seq": row.root_seq, "root_hash": row.root_hash, "drawn_hash": row.drawn_hash,
            "made_by": session.scalar(select(Person.name).where(Person.id == row.made_by)) or "",
            "made_at": row.made_at}
