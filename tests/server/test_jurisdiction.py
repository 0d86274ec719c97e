"""Whose case it is: parties, precedents, borders, sources; and one step on many cases."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from shapely import Point
from sqlalchemy import select

from server.extensions import db
from server.models import CaseStage
from server.queries.city import city_index, locate
from server.queries.duties import town_across
from tests.builders import DISTRICT, TOWN, UNIT, World
from tests.server.people import NEXT_TOWN, OTHER_DISTRICT, OTHER_GRID, OTHER_TOWN, hire, take
from workflows.roles import Place


def change(world: World, who: str, path: str, body: dict[str, Any], version: int = 0) -> Any:
    someone = world.sign_in(who) if who in world.passwords else hire(world, who)
    headers = {"Idempotency-Key": str(uuid.uuid4()), **({"If-Match": f'"{version}"'} if version else {})}
    return someone.post(path, json=body, headers=headers)


def stages(case_id: int) -> list[CaseStage]:
    with db.reading() as session:
        return list(session.scalars(select(CaseStage).where(CaseStage.case_id == case_id).order_by(CaseStage.run)))


def test_four_parties_the_first_two_by_themselves_the_names_sealed(world: World) -> None:
    case_id, _ = world.case_in("handling")
    path = f"/cases/{case_id}/parties"
    known = world.sign_in("leader").get(path).json
    assert (known["place"]["code"], known["industry"]["code"], known["others"]) == (TOWN, UNIT, [])
    added = change(world, "department", path, {"party": "person", "name": "林某"})
    assert added.status_code == 201
    assert change(world, "station", path, {"party": "enterprise", "name": "某某印花厂"}).status_code == 201
    assert [row["name"] for row in world.sign_in("station").get(path).json["others"]] == ["林某", "某某印花厂"]
    seen = world.sign_in("leader").get(path).json
    assert [row["name"] for row in seen["others"]] == [None, "某某印花厂"], "who only reads sees no person's name"
    assert change(world, "leader", path, {"party": "person", "name": "x"}).status_code == 403
    assert change(world, "next_station", path, {"party": "person", "name": "x"}).status_code == 403
    ledger = world.sign_in("station").get(f"/cases/{case_id}/events").text
    assert "林某" not in ledger
    assert "登记了责任方" in ledger
    first = added.json["others"][0]["id"]
    removed = world.sign_in("station").client.delete(f"/api/v1{path}/{first}")
    assert [row["party"] for row in removed.json["others"]] == ["enterprise"]


def test_a_ruling_becomes_a_precedent_and_the_quarrel_counts_for_nobody(world: World) -> None:
    case_id, _ = world.case_in("registered")
    for unit, who in ((UNIT, "department"), ("350211-ST", "ecology")):
        take(world, "dispatcher", case_id, "dispatch", department=unit)
        take(world, who, case_id, "return", reason="不属本单位职责")
    take(world, "coordinator", case_id, "rule", department=UNIT, responsible="return", reason="烧烤摊归城管")
    ruled = [row for row in stages(case_id) if row.exempt]
    assert [(row.stage, row.exempt, row.ended_by) for row in ruled] == [("rule", "dispute", "rule")]
    found = world.sign_in("station").get("/rulings?q=烧烤摊&category=A05").json["items"]
    assert [(row["case"]["id"], row["decided"]["code"], row["responsible"]) for row in found] == [
        (case_id, UNIT, "退回不当")]
    assert {unit["code"] for unit in found[0]["units"]} == {UNIT, "350211-ST"}
    assert world.sign_in("station").get("/rulings?q=没有这样的词").json["items"] == []
    other = hire(world, "other_station").get("/rulings?q=烧烤摊").json["items"][0]
    assert other["case"]["readable"] is False
    assert world.sign_in("admin").get("/rulings").status_code == 403
    fresh = world.receipt()["case_id"]
    like = world.sign_in("coordinator").get(f"/rulings?like={fresh}").json["items"]
    assert like[0]["like"] == ["同一类别", "同一镇街"]


@pytest.fixture(scope="module")
def border(world: World) -> tuple[float, float]:
    """A point of the home town within 50 metres of the next one."""
    index = city_index()
    line = index.division(TOWN).geometry.boundary.intersection(index.division(NEXT_TOWN).geometry.boundary)
    for part in range(1, 40):
        middle: Point = line.interpolate(part / 40, normalized=True)
        for east, north in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            lon, lat = middle.x + east * 1.5e-4, middle.y + north * 1.5e-4
            at = locate(lon, lat)
            if at and at.town == TOWN and town_across(Place(DISTRICT, TOWN), lon, lat) == NEXT_TOWN:
                return lon, lat
    pytest.fail("the two towns have no common border")


def test_at_a_border_both_stations_read_and_the_coordinator_rules(world: World, border: tuple[float, float]) -> None:
    across, station = hire(world, "next_station"), world.sign_in("station")
    inside = world.receipt()["case_id"]
    case_id = world.receipt(lon=border[0], lat=border[1])["case_id"]
    assert station.case(inside)["border"] is None
    assert station.case(case_id)["border"] == {"town": {"code": NEXT_TOWN, "name": "灌口镇"}, "may_rule": False}
    assert across.case(case_id)["allowed_actions"] == [], "the first keeps it"
    assert across.step(case_id, "register", {"skip_reason": "photo"}).status_code == 403
    assert hire(world, "other_station").get(f"/cases/{case_id}").status_code == 403
    for someone in (across, station, world.sign_in("coordinator")):
        assert case_id in [item["id"] for item in someone.get("/cases?border=true").json["items"]]
    assert case_id not in [item["id"] for item in across.get("/cases?limit=200").json["items"]], "lists hold the own"
    path, due = f"/cases/{case_id}/border", station.case(case_id)["due_at"]
    assert change(world, "station", path, {"town": NEXT_TOWN}, 1).status_code == 403
    assert change(world, "other_coordinator", path, {"town": NEXT_TOWN}, 1).status_code == 403
    assert change(world, "coordinator", path, {"town": OTHER_TOWN}, 1).status_code == 422
    assert change(world, "coordinator", path, {"town": NEXT_TOWN}, 9).status_code == 412
    ruled = change(world, "coordinator", path, {"town": NEXT_TOWN}, 1)
    assert ruled.status_code == 200, ruled.json
    now = across.case(case_id)
    assert (now["town"]["code"], now["border"], now["due_at"]) == (NEXT_TOWN, None, due), "its clock runs on"
    assert now["street_grid"]["code"].startswith(NEXT_TOWN)
    assert station.get(f"/cases/{case_id}").status_code == 403
    assert stages(case_id)[-1].town == NEXT_TOWN


def test_handled_where_it_comes_from_and_answered_where_it_is_felt(world: World) -> None:
    case_id = world.receipt()["case_id"]
    lon, lat = world.point_in(OTHER_GRID)
    path = f"/cases/{case_id}/source"
    assert change(world, "member", path, {"lon": lon, "lat": lat}, 1).status_code == 403
    assert change(world, "station", path, {"lon": 100.0, "lat": lat}, 1).status_code == 422
    case = change(world, "station", path, {"lon": lon, "lat": lat}, 1).json
    assert case["source_place"]["district"]["code"] == OTHER_DISTRICT
    assert case["explanation"]["routing"]["lead"]["code"] == "350206-CG"
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "city_dispatcher", case_id, "dispatch", department="350206-CG")
    take(world, "other_department", case_id, "sign")
    where = {row.stage: row.district for row in stages(case_id)}
    assert where == {"accept": DISTRICT, "dispatch": DISTRICT, "sign": OTHER_DISTRICT, "handle": OTHER_DISTRICT}


def bulk(world: World, who: str, action: str, items: list[tuple[int, int]], key: str = "", **fields: Any) -> Any:
    body = {"action": action, "items": [{"id": case_id, "version": version} for case_id, version in items],
            "fields": fields}
    answer = world.sign_in(who).post("/cases/bulk", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_many_are_sent_at_once_each_by_itself_and_taken_back_together(world: World) -> None:
    versions = {}
    for _ in range(3):
        case_id, _receipt = world.case_in("registered")
        versions[case_id] = world.sign_in("station").case(case_id)["version"]
    (good, version), (also, second), (stale, _) = versions.items()
    outside, key = world.receipt(grid=OTHER_GRID)["case_id"], str(uuid.uuid4())
    items = [(good, version), (stale, 1), (also, second), (outside, 1), (999999, 1)]
    sent = bulk(world, "dispatcher", "dispatch", items, key, department=UNIT)
    assert [result["ok"] for result in sent["results"]] == [True, False, True, False, False]
    assert [result["problem"]["type"] for result in sent["results"] if not result["ok"]] == [
        "/problems/stale-version", "/problems/territory-forbidden", "/problems/not-found"]
    assert (sent["done"], sent["failed"]) == (2, 3)
    assert bulk(world, "dispatcher", "dispatch", items, key, department=UNIT)["done"] == 2, "sent twice, taken once"
    taken = [(result["id"], result["version"]) for result in sent["results"] if result["ok"]]
    assert all(result["undo_until"] for result in sent["results"] if result["ok"])
    take(world, "department", also, "sign")
    back = bulk(world, "dispatcher", "undo", taken)
    assert [result["ok"] for result in back["results"]] == [True, False], "what is signed for stays"
    case = world.sign_in("station").case(good)
    assert (case["state"], case["department"]) == ("registered", None)


def test_many_are_merged_at_once(world: World) -> None:
    main, *others = [world.receipt()["case_id"] for _ in range(3)]
    merged = bulk(world, "station", "merge", [(case_id, 1) for case_id in (main, *others)], main_case=main)
    assert [result["ok"] for result in merged["results"]] == [False, True, True]
    assert {row["id"] for row in world.sign_in("station").case(main)["merged"]} == set(others)
