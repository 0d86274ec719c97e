"""Standing tasks of grids: set by whoever answers for the grid, written once, ended with a day that counts."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from server.extensions import db
from server.models import Event, GridTask
from tests.builders import DISTRICT, GRID, TOWN, World
from tests.server.emergencies import begin, end
from tests.server.people import NEXT_TOWN, OTHER_DISTRICT, OTHER_GRID, hire
from tests.server.tables import row_counts

SEA = f"{DISTRICT}000000601"
TASK = {"division": GRID, "duty": "ZZ01", "item": "夜市收摊后看油烟", "times": 2, "period": "week"}


@pytest.mark.parametrize("name", ["assistant", "member", "community", "station", "dispatcher", "department", "leader",
                                  "auditor"])
def test_only_who_answers_for_the_grid_sets_its_tasks(world: World, name: str) -> None:
    someone, before = world.sign_in(name), row_counts()
    task = next(row for row in someone.get(f"/grid-tasks?division={TOWN}").json["items"])
    assert not task["may_end"]
    for answer in (someone.post("/grid-tasks", json=TASK), someone.post(f"/grid-tasks/{task['id']}/end", json={})):
        assert (answer.status_code, answer.json["type"]) == (403, "/problems/role-forbidden")
    assert row_counts() == before


def test_next_town_and_next_district_are_somebody_elses(world: World) -> None:
    for name, grid, status in (("next_head", GRID, 403), ("next_head", f"{NEXT_TOWN}G01", 201),
                               ("other_coordinator", GRID, 403), ("other_coordinator", OTHER_GRID, 201)):
        answer = hire(world, name).post("/grid-tasks", json={**TASK, "division": grid, "item": f"{name}的任务"})
        assert answer.status_code == status, (name, grid)
    for name, grid, status in (("coordinator", SEA, 201), ("station_head", SEA, 403), ("admin", OTHER_GRID, 201)):
        answer = world.sign_in(name).post("/grid-tasks", json={**TASK, "division": grid, "item": f"{name}的任务"})
        assert answer.status_code == status, (name, grid)


def test_a_task_is_written_once_and_told(world: World) -> None:
    head, key = world.sign_in("station_head"), {"Idempotency-Key": str(uuid.uuid4())}
    given = {**TASK, "item": "看一次河", "to": "2199-12-31"}
    first, again = (head.post("/grid-tasks", json=given, headers=key) for _ in range(2))
    assert (first.status_code, again.json) == (201, first.json)
    assert first.json["text"] == "每周 2 次：看一次河"
    twin = head.post("/grid-tasks", json=given)
    assert (twin.status_code, twin.json["type"]) == (409, "/problems/post-conflict")
    ended = head.post(f"/grid-tasks/{first.json['id']}/end", json={})
    assert (ended.status_code, ended.json["type"]) == (409, "/problems/invalid-transition"), "its end stands already"
    with db.reading() as session:
        event = session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
        assert session.get(GridTask, first.json["id"]).ends_on.year == 2199
    assert (event.name, event.subject_id, event.town) == ("division.task_begun", GRID, TOWN)
    assert "看一次河" not in event.content


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"division": TOWN}, 422, "division"), ({"division": "999999999G01"}, 404, ""), ({"item": " 　 "}, 422, "item"),
    ({"times": 0}, 422, "times"), ({"times": "2"}, 422, "times"), ({"period": "year"}, 422, "period"),
    ({"from": "2020-01-01"}, 422, "from"), ({"from": "0001-01-01"}, 422, "from"), ({"to": "2020-01-01"}, 422, "to"),
    ({"item": "字" * 121}, 422, "item"), ({"who": "我"}, 422, "who"), ({"duty": None}, 422, "justification"),
    ({"duty": "FM01"}, 422, "duty"), ({"duty": "没有"}, 422, "duty"), ({"justification": "无"}, 422, "justification")]


@pytest.mark.parametrize(("given", "status", "field"), BAD)
def test_bad_tasks_are_refused_by_field(world: World, given: dict[str, Any], status: int, field: str) -> None:
    before = row_counts()
    answer = world.sign_in("station_head").post("/grid-tasks", json={**TASK, **given})
    assert answer.status_code == status, answer.json
    assert not field or answer.json["errors"][0]["field"] == field
    assert row_counts() == before


def test_what_there_is_not(world: World) -> None:
    who = world.sign_in("coordinator")
    assert who.get("/grid-tasks?division=999999").status_code == 404
    assert who.post("/grid-tasks/99999999999999999999/end", json={}).status_code == 404


def test_the_list_of_tasks_is_read_page_by_page(world: World) -> None:
    who, found, path = world.sign_in("coordinator"), [], f"/grid-tasks?division={OTHER_DISTRICT}&limit=100"
    while path:
        page = who.get(path).json
        found += [row["id"] for row in page["items"]]
        path = (page["next"] or "").removeprefix("/api/v1")
    assert found == sorted(set(found))
    assert len(found) > 250
    assert who.get(f"/grid-tasks?division={DISTRICT}&cursor=x").status_code == 422


def test_an_emergency_stops_the_tasks_of_its_district(world: World) -> None:
    member = world.sign_in("member")
    calm = member.get(f"/grid-tasks?division={GRID}").json
    emergency = begin(world)
    try:
        during = member.get(f"/grid-tasks?division={GRID}").json
        assert during["stopped"] == {"title": "台风“海葵”防御", "planned_end": emergency["planned_end"]}
        assert during["items"] == calm["items"], "the tasks stay as they are"
        assert member.get(f"/grid-tasks?division={OTHER_GRID}").json["stopped"] is None
    finally:
        end(world, emergency)
    assert member.get(f"/grid-tasks?division={GRID}").json["stopped"] is calm["stopped"] is None
