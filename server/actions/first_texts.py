"""The first editions and standing tasks of an installation: written where there are none yet."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from config.texts import FirstText, read_texts
from server.models import Edition, GridTask
from server.queries.city import city_code, city_index
from server.queries.handbook import case_categories
from server.queries.moments import city_day

EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
PAST = timedelta(days=120)  # as long as the demonstration's posts have been held
# What a street-level grid is looked at for, and how often: (item, times, period).
PATROL = ("沿主次干道和背街小巷巡查一遍，看垃圾、遗撒、油烟和焚烧", 2, "week")
FOCUS = (
    ("查看在建工地：围挡、覆盖、冲洗、喷淋", 1, "week"), ("查看河道沟渠、排污口和雨水口", 1, "week"),
    ("走访餐饮店和小作坊，留告知书", 2, "month"), ("查看垃圾分类桶站和建筑垃圾堆放点", 1, "day"),
    ("走访企业厂界，听噪声、闻异味", 1, "week"), ("查看田头、山脚和空地，看焚烧、偷倒和养殖", 1, "week"),
)
VISIT = ("回头看上月办结的点位，有反弹的上报", 1, "month")
SEA = (("退潮后沿岸查看海漂和岸滩垃圾", 2, "week"), ("查看入海排口和养殖尾水排水口", 1, "week"))
# Grids without a task, so that the list of what is missing is not empty: one of so many, none in the home district.
BARE, SPARED = 97, "350211"


def write_first_texts(session: Session, simulated: bool, now: datetime) -> None:
    """Publish as version 1 what has no edition yet; what is only a demonstration, in a simulated installation only."""
    taken = set(session.execute(select(Edition.kind, Edition.division).distinct()).all())
    rows = [_edition(text, now) for text in read_texts(case_categories())
            if (simulated or not text.simulated) and (text.kind, text.division or city_code()) not in taken]
    if rows:
        session.execute(insert(Edition), rows)
    if simulated and session.scalar(select(GridTask.id).limit(1)) is None:
        session.execute(insert(GridTask), _tasks(now))


def _edition(text: FirstText, now: datetime) -> dict[str, object]:
    return {"kind": text.kind, "division": text.division or city_code(), "version": 1, "state": "published",
            "title": text.title, "body": json.dumps(text.body, ensure_ascii=False), "simulated": text.simulated,
            "created_at": now, "published_at": now}


def _tasks(now: datetime) -> list[dict[str, object]]:
    index, first = city_index(), city_day(now - PAST)
    wanted: list[tuple[str, str, tuple[str, int, str]]] = []
    for place, code in enumerate(index.within(EVERYWHERE, "street_grid")):
        if place % BARE == BARE // 2 and not code.startswith(SPARED):
            continue
        wanted += [(code, duty, task) for duty, task in (("ZZ01", PATROL), ("ZZ01", FOCUS[place % len(FOCUS)]),
                                                         ("ZZ03", VISIT))]
    wanted += [(code, "XZ04", task) for code in index.within(EVERYWHERE, "sub_grid")
               if index.division(code).kind == "sea" for task in SEA]
    return [{"division": code, "item": item, "times": times, "period": period, "starts_on": first, "ends_on": None,
             "duty": duty} for code, duty, (item, times, period) in wanted]
