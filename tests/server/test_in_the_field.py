"""What the field app asks for besides: urgent calls, the own reports, why a step is somebody else's."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from server.actions.ledger import verify_ledger
from tests.builders import GRID, TOWN, Someone, World
from tests.server.people import hire


def call(who: Someone, key: str | None = None, **given: Any) -> dict[str, Any]:
    answer = who.post("/urgent-calls", json=given, headers={"Idempotency-Key": key or str(uuid.uuid4())})
    assert answer.status_code == 201, answer.json
    return answer.json  # type: ignore[return-value]


def heard(who: Someone, call_id: int) -> list[str]:
    """What the bell says of the calls, the newest first."""
    items = who.get("/messages?limit=50").json["items"]
    return [item["name"] for item in items if item["name"].startswith("urgent.") and item["urgent"]]


def test_a_call_reaches_station_head_and_duty_and_somebody_receives_it(world: World) -> None:
    member, head = world.sign_in("member"), world.sign_in("station_head")
    lon, lat = world.point_in(GRID)
    made = call(member, lon=lon, lat=lat, accuracy_m=12, text="油罐车侧翻")
    assert (made["state"], made["grid"]["code"][:9], made["received"]) == ("open", TOWN, None)
    assert any("站长" in name for name in made["told"])
    assert any(name.startswith("值班员") for name in made["told"])
    assert heard(head, made["id"])[0] == "urgent.called"
    seen = head.get("/urgent-calls?open=true").json["items"][0]
    assert (seen["id"], seen["text"], seen["may_receive"], seen["mine"]) == (made["id"], "油罐车侧翻", True, False)
    assert member.post(f"/urgent-calls/{made['id']}/received", json={}).status_code == 403
    first = head.post(f"/urgent-calls/{made['id']}/received", json={}).json
    again = world.sign_in("station").post(f"/urgent-calls/{made['id']}/received", json={}).json
    assert first["state"] == "received"
    assert again["received"] == first["received"] == member.get(f"/urgent-calls/{made['id']}").json["received"]
    assert heard(member, made["id"]) == ["urgent.received"]


def test_a_call_is_made_once_and_a_slip_is_taken_back(world: World) -> None:
    member, head, key = world.sign_in("member"), world.sign_in("station_head"), str(uuid.uuid4())
    made = call(member, key)
    assert call(member, key)["id"] == made["id"]
    assert made["town"]["code"] == TOWN, "without a position the own ground counts"
    assert head.post(f"/urgent-calls/{made['id']}/withdraw", json={}).status_code == 403
    assert member.post(f"/urgent-calls/{made['id']}/withdraw", json={}).json["state"] == "withdrawn"
    assert member.post(f"/urgent-calls/{made['id']}/withdraw", json={}).json["state"] == "withdrawn"
    assert heard(head, made["id"])[0] == "urgent.withdrawn"
    assert made["id"] not in [item["id"] for item in head.get("/urgent-calls?open=true").json["items"]]


def test_a_call_made_without_network_says_when(world: World) -> None:
    pressed = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    made = call(world.sign_in("member"), done_at=pressed)
    assert datetime.fromisoformat(made["called_at"]) - datetime.fromisoformat(made["made_at"]) > timedelta(hours=1)
    texts = [item["text"] for item in world.sign_in("station_head").get("/messages?limit=5").json["items"]]
    assert any("没有网络" in text for text in texts)


def test_calls_of_another_ground_do_not_exist(world: World) -> None:
    made = call(world.sign_in("member"), text="别处看不到")
    for username in ("next_station", "other_leader", "water"):
        other = hire(world, username)
        assert other.get(f"/urgent-calls/{made['id']}").status_code == 404
        assert other.post(f"/urgent-calls/{made['id']}/received", json={}).status_code == 404
        assert made["id"] not in [item["id"] for item in other.get("/urgent-calls").json["items"]]
    assert verify_ledger()[1] == []


def test_own_reports_tell_their_state_and_nobody_elses(world: World) -> None:
    member = world.sign_in("member")
    case_id, _ = world.case_in("reported", who=member, source="grid_member")
    world.receipt()
    page = member.get("/me/reports?limit=1").json
    assert [(row["case"]["id"], row["state"], row["phase"]) for row in page["items"]] == [
        (case_id, "reported", "discover")]
    assert hire(world, "other_member").get("/me/reports").json["items"] == []
    world.receipt(who=member, source="grid_member")
    first = member.get("/me/reports?limit=1").json
    second = member.get(first["next"].removeprefix("/api/v1")).json
    assert second["items"][0]["case"]["id"] == case_id


def test_what_a_member_thinks_of_the_system_is_answered_by_the_city(world: World) -> None:
    member = world.sign_in("member")
    receipt = world.report(who=member, intent="suggestion", category="M05", lon=None, lat=None,
                           description="拍照按钮太小").json
    assert receipt["ticket"] not in str(world.sign_in("station").get("/opinions").json)
    city = world.sign_in("city_coordinator")
    assert "拍照按钮太小" in str(city.get("/opinions?state=received").json)
    answer = city.post(f"/opinions/{receipt['ticket']}/reply", json={"text": "下个版本改大。", "adopted": True},
                       headers={"Idempotency-Key": str(uuid.uuid4())})
    assert answer.status_code == 200
    mine = next(row for row in member.get("/me/reports").json["items"] if row["ticket"] == receipt["ticket"])
    assert (mine["reply"]["text"], mine["reply"]["adopted"]) == ("下个版本改大。", True)


def test_who_reported_is_told_why_somebody_else_confirms(world: World) -> None:
    case_id, _ = world.case_in("confirming", who=world.sign_in("member"), source="grid_member")
    seen = world.sign_in("member").case(case_id)
    assert "confirm" not in [row["action"] for row in seen["allowed_actions"]]
    assert [(row["action"], row["reason"]) for row in seen["refused_actions"]] == [
        ("confirm", "上报人不能核实自己上报的问题。")]
