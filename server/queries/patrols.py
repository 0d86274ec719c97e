"""What comes next in a patrol and why, and how much of the high risk has been seen: the plan meets what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.errors import Problem
from server.extensions import db
from server.models import Case, PollutionSource, Visit
from server.queries.catalogue import category_name
from server.queries.city import city_index, named
from server.queries.emergencies import running
from server.queries.grid_tasks import standing_tasks
from server.queries.moments import city_day
from server.queries.patrol_rules import describe_kinds
from server.queries.people import Actor
from server.queries.scope import case_condition, may_watch, scopes_of
from server.queries.sources import covered, get_source, in_use, inside, readable, source_shape, spot_of
from server.queries.visits import last_visits, visit_shape, with_names
from workflows.patrol import NEAR_BY_DAYS, NEAR_BY_M, WHY_NAMES, Spot, Wanted, next_places, rank
from workflows.roles import column_of
from workflows.states import STATE_NAMES, State

MOST = 300  # sources on one phone
NEXT = 40
VISITS_BACK = timedelta(days=180)
DEFINITION = ("在册在用的高风险污染源中，看过、且距上次到访没有超过巡查间隔的有几个；"
              "到访含走访，以及在该处的上报、核实、核查")
Listed = dict[int, list[dict[str, Any]]]
BELOW = {"city": "district", "district": "town", "town": "street_grid"}


def read_next(actor: Actor, division: str | None, near: tuple[float, float] | None, now: datetime) -> dict[str, Any]:
    """Every source of the person's territory with its last visits and the matters near by; `why` says what is next.

    Made for the phone: it is all that a patrol needs without a network.
    """
    query = select(PollutionSource).where(readable(actor, now), in_use(city_day(now)))
    if division is not None:
        query = query.where(inside(PollutionSource, division))
    with db.reading() as session:
        rows = session.scalars(query.order_by(PollutionSource.due_on, PollutionSource.id).limit(MOST)).all()
        matters = matters_near(session, rows, actor, now)
        visits = last_visits(session, [row.id for row in rows], now - VISITS_BACK, 3)
        tasks, stops = standing_tasks(session, _own_grids(actor, now), now), running(session)
    wanted = _wanted(rows, matters, visits, now)
    places = [_place(row, wanted.get(row.id), matters[row.id], visits[row.id], actor, near, now) for row in rows]
    places.sort(key=lambda place: (place["rank"] is None, place["rank"] or 0, place["due_on"], place["id"]))
    districts = {row.district for row in rows}
    return {"places": places, "coverage": _own_coverage(rows, now), "tasks": tasks,
            "stopped": next((stop.title for code, stop in stops.items() if code in districts), None),
            **describe_kinds(), "as_of": now}


def _own_grids(actor: Actor, now: datetime) -> list[str]:
    """Grids in which the person has a post."""
    return sorted({scope.code for scope in scopes_of(actor, now) if scope.column in ("street_grid", "sub_grid")})


def _wanted(rows: Sequence[PollutionSource], matters: Listed, visits: Listed,
            now: datetime) -> dict[int, tuple[int, Wanted]]:
    """{source: (place in the order, with reasons)} of what comes next; what came of a visit is no matter of others."""
    where = {row.id: (row.lon, row.lat) for row in rows}

    def apart(one: Spot, other: Spot) -> float:
        return distance_m(*where[one.id], *where[other.id])

    def newest(row: PollutionSource) -> datetime | None:
        own = {one["case_id"] for one in visits[row.id]}
        return max((one["reported_at"] for one in matters[row.id] if one["id"] not in own), default=None)

    spots = [spot_of(row, newest(row)) for row in rows]
    found = next_places(spots, city_day(now), NEXT, apart)
    return {wanted.spot.id: (position, wanted) for position, wanted in enumerate(found, start=1)}


def _place(row: PollutionSource, wanted: tuple[int, Wanted] | None, matters: list[dict[str, Any]],
           visits: list[dict[str, Any]], actor: Actor, near: tuple[float, float] | None,
           now: datetime) -> dict[str, Any]:
    why = wanted[1].why if wanted else ()
    return {**source_shape(row, actor, now), "rank": wanted[0] if wanted else None,
            "tier": rank(wanted[1], city_day(now))[0] if wanted else None,
            "why": [{"code": one.value, "name": WHY_NAMES[one]} for one in why],
            "distance_m": round(distance_m(*near, row.lon, row.lat)) if near else None,
            "visits": visits, "cases": matters[:5]}


def matters_near(session: Session, rows: Collection[PollutionSource], actor: Actor, now: datetime) -> Listed:
    """Cases of the last days within some steps of each source, the newest first; one query for all of them."""
    found: Listed = defaultdict(list)
    grids = sorted({row.sub_grid for row in rows if row.sub_grid})
    if not grids:
        return found
    cases = session.execute(
        select(Case.id, Case.number, Case.category, Case.state, Case.reported_at, Case.lon, Case.lat, Case.sub_grid)
        .where(Case.sub_grid.in_(grids), Case.reported_at >= now - timedelta(days=NEAR_BY_DAYS),
               Case.lon.is_not(None), case_condition(actor, now))
        .order_by(Case.id.desc()).limit(20 * MOST)).all()
    by_grid = defaultdict(list)
    for matter in cases:
        by_grid[matter.sub_grid].append(matter)
    for row in rows:
        for matter in by_grid[row.sub_grid]:
            metres = distance_m(row.lon, row.lat, matter.lon, matter.lat)
            if metres <= NEAR_BY_M:
                found[row.id].append({
                    "id": matter.id, "number": matter.number, "distance_m": round(metres), "state": matter.state,
                    "category": {"code": matter.category, "name": category_name(matter.category)},
                    "state_name": STATE_NAMES[State(matter.state)], "reported_at": matter.reported_at})
    return found


def _own_coverage(rows: Sequence[PollutionSource], now: datetime) -> dict[str, Any]:
    """How many of the high-risk sources among these have been seen in time."""
    high = [row for row in rows if row.risk == "high"]
    seen = sum(row.seen_at is not None and row.due_on >= city_day(now) for row in high)
    return {"n": len(high), "seen": seen, "definition": DEFINITION, "as_of": now}


def read_source(source_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One source with its last visits, what was said, and the matters near by. Raises not-found."""
    with db.reading() as session:
        row = get_source(session, source_id, actor, now)
        matters = matters_near(session, [row], actor, now)[row.id]
        visits = session.execute(with_names().where(Visit.source_id == row.id)
                                 .order_by(Visit.done_at.desc()).limit(20)).all()
    return {**source_shape(row, actor, now), "cases": matters[:20], "visits": [visit_shape(one) for one in visits],
            "as_of": now}


def read_coverage(actor: Actor, division: str, now: datetime) -> dict[str, Any]:
    """How many high-risk sources of a division have been seen in time, by what lies below it; each opens its list.

    Raises validation for an unknown division, territory-forbidden.
    """
    condition = inside(PollutionSource, division)
    if not may_watch(actor, division, None, now):
        raise Problem("territory-forbidden")
    today, level = city_day(now), column_of(division)
    below = getattr(PollutionSource, BELOW[level]) if level in BELOW else PollutionSource.district
    with db.reading() as session:
        rows = session.execute(
            select(below.label("code"), func.count().label("n"),
                   func.sum(case((covered(today), 1), else_=0)).label("seen"))
            .where(condition, in_use(today), PollutionSource.risk == "high").group_by(below).order_by(below)).all()
    items = [{"division": named(row.code), "n": row.n, "seen": int(row.seen), "link": _link(row.code)}
             for row in rows if row.code and level in BELOW]
    return {"division": {"code": division, "name": city_index().name(division)}, "n": sum(row.n for row in rows),
            "seen": sum(int(row.seen) for row in rows), "definition": DEFINITION, "link": _link(division),
            "missing": _link(division, "uncovered"), "items": items, "as_of": now}


def _link(division: str, state: str = "") -> str:
    return f"/api/v1/sources?division={division}&risk=high" + (f"&state={state}" if state else "")
