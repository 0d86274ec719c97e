"""Sight won and lost: a case that is handed on, a post next door, a neighbour who is asked, a private picture."""

from __future__ import annotations

from typing import Any

from server.queries.city import city_index
from tests.builders import TOWN, UNIT, Someone, World, jpeg
from tests.server.people import NEIGHBOURS, hire
from tests.server.tables import ledger


def sees(someone: Someone, case_id: int) -> bool:
    """Whether somebody may read a case; detail, ledger and list must agree."""
    opened = someone.get(f"/cases/{case_id}").status_code
    assert someone.get(f"/cases/{case_id}/events").status_code == opened
    listed = case_id in {item["id"] for item in someone.get("/cases?limit=200").json["items"]}
    assert (opened, listed) in ((200, True), (403, False))
    return listed


def events_of(someone: Someone, case_id: int, after: int = 0) -> list[dict[str, Any]]:
    answer = someone.get(f"/events?limit=200&after={after}").json
    return [event for event in answer["events"] if event["subject"]["id"] == str(case_id)]


def test_a_department_sees_from_dispatch_to_the_end(world: World) -> None:
    department = world.sign_in("department")
    case_id, _ = world.case_in("registered")
    assert not sees(department, case_id)
    assert world.sign_in("dispatcher").step(case_id, "dispatch", {"department": UNIT}).status_code == 200
    assert sees(department, case_id)
    assert sees(hire(world, "colleague"), case_id)
    assert not sees(hire(world, "water"), case_id)
    assert [event["name"] for event in events_of(department, case_id)] == ["case.dispatched"], \
        "what happened before it was theirs is not in their feed"
    assert department.step(case_id, "sign").status_code == 200
    assert department.step(case_id, "handle", {"note": "好了"}, photos=[jpeg(1)]).status_code == 200
    assert world.sign_in("station").step(case_id, "check-pass", {"answer": "办好了"}).status_code == 200
    assert sees(department, case_id)


def test_what_a_department_gives_back_is_no_longer_theirs(world: World) -> None:
    department, case_id = world.sign_in("department"), world.case_in("dispatched")[0]
    assert department.step(case_id, "return", {"reason": "不是我们的"}).json["state"] == "registered"
    newest = ledger()[-1].seq
    assert not sees(department, case_id)
    assert department.step(case_id, "sign", version=1).status_code == 403
    assert world.sign_in("station").step(case_id, "contact", {"reached": True}).status_code == 200
    assert events_of(department, case_id, newest) == []


def test_a_transfer_takes_the_case_along(world: World) -> None:
    department, water, case_id = world.sign_in("department"), hire(world, "water"), world.case_in("handling")[0]
    moved = world.sign_in("dispatcher").step(case_id, "transfer", {"department": "350211-SL", "reason": "河道"})
    assert moved.json["state"] == "dispatched"
    newest = ledger()[-1].seq
    assert not sees(department, case_id)
    assert sees(water, case_id)
    assert department.step(case_id, "handle", {"note": "x"}, photos=[jpeg(1)], version=9).status_code == 403
    assert water.step(case_id, "sign").status_code == 200
    assert events_of(department, case_id, newest) == []


def test_the_own_town_unit_sees_what_the_station_sends_it(world: World) -> None:
    case_id, _ = world.case_in("registered")
    unit = hire(world, "town_unit")
    assert not sees(unit, case_id)
    assert world.sign_in("station").step(case_id, "dispatch", {"department": f"{TOWN}-ZZ"}).status_code == 200
    assert sees(unit, case_id)


def test_a_community_head_hears_of_the_own_community_only(world: World) -> None:
    """Street-level grids cross communities: the neighbours' half of a grid stays with the neighbours."""
    index = city_index()
    own, neighbour = next(
        (grid, other) for grid in index.within((117, 24, 119, 25), "sub_grid")
        for other in index.children(index.division(grid).parent or "")
        if index.division(grid).kind == "land" and index.division(other).community != index.division(grid).community)
    NEIGHBOURS["two_halves"] = ("community_head", index.division(own).community or "", None)
    NEIGHBOURS["small_grid"] = ("grid_member", own, None)
    inside, outside = world.receipt(grid=own)["case_id"], world.receipt(grid=neighbour)["case_id"]
    for name in ("two_halves", "small_grid"):
        someone = hire(world, name)
        assert sees(someone, inside)
        assert not sees(someone, outside)
        assert events_of(someone, inside)
        assert events_of(someone, outside) == []
    head = hire(world, "two_halves")
    told = head.get(f"/events?division={index.division(own).community}&limit=200")
    assert {event["subject"]["id"] for event in told.json["events"]} == {str(inside)}


def test_neighbouring_cases_are_shown_to_those_who_may_read_them(world: World) -> None:
    case_id, neighbour = world.case_in("handling")[0], world.receipt()["case_id"]
    assert neighbour in {item["id"] for item in world.sign_in("station").case(case_id)["nearby"]}
    for item in world.sign_in("department").case(case_id)["nearby"]:
        assert sees(world.sign_in("department"), item["id"])


def test_whoever_is_asked_to_look_sees_the_case_from_outside(world: World) -> None:
    receipt = world.receipt(recuse=True)
    case_id, coordinator = receipt["case_id"], world.sign_in("coordinator")
    asked = coordinator.step(case_id, "ask-confirmation").json
    looker = asked["whose_turn"]["name"]
    assert looker, "with 回避 a member of another community is found"
    assert looker != "林网格"
    refused = world.sign_in("member").step(case_id, "confirm", {"result": "true"})
    assert refused.status_code == 409, "the own community's member may not confirm what concerns it"


def test_a_head_next_door_sees_what_a_reporter_wants_reviewed(world: World) -> None:
    case_id, receipt = world.case_in("reported")
    head = hire(world, "next_head")
    declined = world.sign_in("station").step(
        case_id, "decline", {"reason_code": "not-competent", "note": "属于物业管理"})
    assert declined.json["state"] == "declined"
    assert not sees(head, case_id)
    asked = world.citizen().post(f"/reports/{receipt['ticket']}/review", json={"text": "请再看一次"},
                                 headers={"X-Query-Code": receipt["query_code"]})
    assert asked.status_code == 200
    assert sees(head, case_id)
    assert not sees(hire(world, "next_station"), case_id), "the head is asked, not the station"
    assert not sees(hire(world, "other_coordinator"), case_id)
    own = world.sign_in("station_head").step(case_id, "review", {"overturned": True, "note": "是我们管"})
    assert own.status_code == 409, "another unit's head decides"
    decided = head.step(case_id, "review", {"overturned": True, "note": "应当受理"})
    assert decided.json["state"] == "reported"
    assert not sees(head, case_id), "the question has been answered"


def test_private_photos_are_for_the_accepting_station(world: World) -> None:
    case_id, receipt = world.case_in("handling", photos=[jpeg(1), jpeg(2)], photos_private=True)
    for name in ("station", "station_head"):
        seen = world.sign_in(name).case(case_id)
        assert [photo["private"] for photo in seen["photos"] if photo["purpose"] == "report"] == [True, True]
    for name in ("department", "member", "community", "dispatcher", "coordinator", "leader", "city_leader", "auditor",
                 "assessor"):
        seen = world.sign_in(name).case(case_id)
        assert not [photo for photo in seen["photos"] if photo["purpose"] == "report"], name
        item = next(item for item in world.sign_in(name).get("/cases?limit=200").json["items"]
                    if item["id"] == case_id)
        assert item["thumb"] is None, name
    assert len(world.page_of(receipt)["photos"]) == 2, "the reporter keeps the own pictures"
    shown = world.case_in("reported", photos=[jpeg(3)])[0]
    assert world.sign_in("leader").case(shown)["thumb"]
