"""The invented pollution sources of a demonstration: drawn once, the same every time, labelled as simulated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import shapely
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from gis.grid import Division
from server.actions.demo_accounts import HOME_TOWN
from server.actions.demo_cast import codes_of
from server.models import PollutionSource
from server.queries.city import city_index, locate, place_of
from server.queries.moments import city_day
from server.queries.patrol_rules import every_days
from server.transaction import transaction
from workflows.patrol import due_on
from workflows.roles import COLUMNS

# What stands where, each as often as its number says: in town, in rural towns, at sea.
URBAN = {"catering": 6, "workshop": 4, "construction": 3, "industry": 2, "market": 2, "waste": 2, "outfall": 2,
         "medical": 1, "fuel": 1}
RURAL = {"farm": 5, "workshop": 4, "industry": 4, "outfall": 3, "waste": 2, "construction": 2, "catering": 2,
         "fuel": 1}
SEA = {"outfall": 2, "farm": 2}
# Towns with more factories have more sources.
INDUSTRIAL = ("350205002", "350211004", "350211102", "350212004", "350213002", HOME_TOWN)
RISKS = {"high": 2, "medium": 5, "low": 5}
# Names are made of hills, waters and weather, like those of the people: nobody takes them for real ones.
FIRST, SECOND = "清碧澄晓映云松青晴岚望听榕汐", "川泉溪汀屿澜帆苇霖岩竹桐潮"
CALLED = {"industry": ("机械厂", "塑胶制品厂", "涂装厂", "印刷厂"),
          "construction": ("住宅项目工地", "学校扩建工地", "道路工地"),
          "catering": ("小吃街", "大排档", "海鲜楼", "美食城"),
          "workshop": ("汽修店", "家具作坊", "废品收购点", "洗车场"),
          "outfall": ("雨水排口", "排洪沟口", "入海排口"), "farm": ("养猪场", "鸭场", "对虾养殖场"),
          "waste": ("垃圾转运站", "渣土中转场"), "medical": ("门诊部", "卫生服务站"), "fuel": ("加油站", "化工经营部"),
          "market": ("农贸市场", "水产市场")}
# The grid of the member whom visitors sign in as has something of everything, some of it late.
HOME = (("industry", "high", 20), ("outfall", "high", 12), ("construction", "medium", 8), ("catering", "medium", 3),
        ("workshop", "low", 15))
ENTERED = 20  # days over which the register was filled before the demonstration begins
TRIES = 30


def write_first_sources(session: Session, simulated: bool, now: datetime) -> None:
    """Fill an empty register with about two sources per grid; only in a simulated installation."""
    if not simulated or session.scalar(select(PollutionSource.id).limit(1)) is not None:
        return
    rng, index, rows = Random("sources"), city_index(), []
    home = codes_of("street_grid", HOME_TOWN)[0]
    for town in codes_of("town"):
        rural = index.name(town).endswith("镇")
        for grid in codes_of("street_grid", town):
            area = index.division(grid)
            if grid == home:
                rows += [_row(area, kind, risk, days, rng, now) for kind, risk, days in HOME]
                continue
            rows += [_row(area, _one_of(RURAL if rural else URBAN, rng), _one_of(RISKS, rng), rng.randint(0, ENTERED),
                          rng, now) for _ in range(rng.randint(1, 5 if town in INDUSTRIAL else 3))]
    for grid in codes_of("sub_grid"):
        if index.division(grid).kind == "sea":
            rows.append(_row(index.division(grid), _one_of(SEA, rng), _one_of(RISKS, rng), rng.randint(0, ENTERED), rng,
                             now))
    session.execute(insert(PollutionSource), [
        {**row, "code": f"WR{row['district']}{number:06d}"} for number, row in enumerate(rows, start=1)])


def begin_earlier(town: str, first: date) -> None:
    """The town's invented sources have been in the register since a day: the simulation tells its past from then on."""
    with transaction() as tx:
        tx.session.execute(update(PollutionSource).where(
            PollutionSource.simulated, PollutionSource.town == town, PollutionSource.active_from > first)
            .values(active_from=first))


def _one_of(weights: dict[str, int], rng: Random) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _row(grid: Division, kind: str, risk: str, days: int, rng: Random, now: datetime) -> dict[str, object]:
    """A source that was entered so many days ago."""
    lon, lat = _point(grid, rng)
    located = locate(lon, lat)
    place = place_of(located)
    since = city_day(now - timedelta(days=days))
    name = rng.choice(FIRST) + rng.choice(SECOND) + rng.choice(CALLED[kind])
    community = city_index().name(place.community) if place.community else grid.name
    home = place.street_grid or place.sub_grid or place.district
    return {"name": name, "kind": kind, "risk": risk, "operator": f"{name}（虚构）", "address": community, "lon": lon,
            "lat": lat, **{level: getattr(place, level) for level in COLUMNS}, "active_from": since,
            "due_on": due_on(None, since, every_days(home, kind, risk)[0]), "simulated": True, "created_at": now,
            "updated_at": now, "event_count": 0}


def _point(grid: Division, rng: Random) -> tuple[float, float]:
    """Anywhere inside the grid; its centre when chance does not find a point soon."""
    west, south, east, north = grid.geometry.bounds
    for _ in range(TRIES):
        lon, lat = rng.uniform(west, east), rng.uniform(south, north)
        if shapely.contains_xy(grid.geometry, lon, lat):
            return round(lon, 6), round(lat, 6)
    return grid.centre
