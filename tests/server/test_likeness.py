"""The same matter twice: suggestions, links, merges, refusals and settled matters that come back."""

from __future__ import annotations

import uuid
from typing import Any

from tests.builders import Someone, World, jpeg
from tests.server.people import hire
from tests.server.tables import ledger

SAID = {"description": "村口池塘边有人烧垃圾，浓烟很大"}
# Spots of their own inside one grid, far enough from each other to be other matters.
STEP = 0.004


def spot(world: World, number: int, east_m: float = 0.0) -> dict[str, float]:
    lon, lat = world.point_in()
    return {"lon": lon + (number % 3 - 1) * STEP + east_m / 101_000, "lat": lat + (number // 3 - 1) * STEP}


def likeness(someone: Someone, case_id: int) -> dict[str, Any]:
    answer = someone.get(f"/cases/{case_id}/duplicates")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def events_of(case_id: int) -> list[str]:
    return [row.name for row in ledger() if (row.subject_kind, row.subject_id) == ("case", str(case_id))]


def link(someone: Someone, case_id: int, other: int, kind: str = "part_of") -> Any:
    return someone.post(f"/cases/{case_id}/links", json={"other": other, "kind": kind},
                        headers={"Idempotency-Key": str(uuid.uuid4())})


def decline(world: World, case_id: int) -> None:
    answer = world.sign_in("station").step(case_id, "decline", {"reason_code": "unclear", "note": "请写明地点"})
    assert answer.status_code == 200, answer.json


def test_the_same_picture_close_by_is_suggested_with_its_reasons(world: World) -> None:
    main = world.receipt(photos=[jpeg(30)], **spot(world, 0), **SAID)["case_id"]
    receipt = world.receipt(photos=[jpeg(30)], description="池塘边又在烧垃圾，烟很大", **spot(world, 0, 20))
    first = receipt["possible_duplicates"][0]
    assert (first["case_id"], first["likely"]) == (main, True)
    station = world.sign_in("station")
    item = next(item for item in likeness(station, receipt["case_id"])["items"] if item["id"] == main)
    parts = {part["code"]: part["words"] for part in item["parts"]}
    assert parts["photo"] == "照片是同一张"
    assert set(parts) == {"distance", "time", "category", "photo", "text"}
    assert item["suggested"]
    assert item["photo"]["id"] != item["other_photo"]["id"]
    far = likeness(hire(world, "other_coordinator"), _elsewhere(world))
    assert main not in {row["id"] for row in far["items"]}


def _elsewhere(world: World) -> int:
    return int(world.receipt(grid="350206001G01")["case_id"])


def test_both_cases_tell_of_a_merge_and_every_reporter_hears_everything(world: World) -> None:
    main, one = world.case_in("checked", **spot(world, 1))
    child = world.receipt(**spot(world, 2))
    station = world.sign_in("station")
    assert station.step(child["case_id"], "merge", {"main_case": main}).status_code == 200
    assert events_of(main)[-1] == "case.merged_in"
    assert events_of(child["case_id"])[-1] == "case.merged"
    answers = [world.page_of(receipt)["answer"] for receipt in (one, child)]
    assert answers[0] == answers[1] is not None
    for receipt in (one, child):
        assert world.rate(receipt).status_code == 200
    assert station.step(main, "close", {"feedback": "都清了，谢谢两位。"}).status_code == 200
    assert [world.page_of(receipt)["feedback"]["text"] for receipt in (one, child)] == ["都清了，谢谢两位。"] * 2
    assert station.step(child["case_id"], "unmerge", {"note": "是另一处"}).status_code == 200
    assert events_of(main)[-1] == "case.taken_out"


def test_what_was_settled_and_comes_back_is_marked_by_itself(world: World) -> None:
    case_id, receipt = world.case_in("checked", **spot(world, 3))
    assert world.rate(receipt).status_code == 200
    assert world.sign_in("station").step(case_id, "close", {"feedback": "已清理"}).status_code == 200
    again = world.receipt(**spot(world, 3, 40))["case_id"]
    far = world.receipt(**spot(world, 3, 60))["case_id"]
    station = world.sign_in("station")
    assert "recurrence" in {flag["code"] for flag in station.case(again)["flags"]}
    assert "recurrence" not in {flag["code"] for flag in station.case(far)["flags"]}
    found = likeness(station, again)
    assert (found["recurrence"], found["links"][0]["kind"], found["links"][0]["case"]["id"]) == (1, "recurs", case_id)
    figure = station.get("/stats/recurrence").json
    assert (figure["value"], figure["per_cent"]) == (1, None), "too few closings for a rate"
    assert [item["id"] for item in station.client.get(figure["link"]).json["items"]] == [again]
    assert events_of(case_id)[-1] == "case.linked"
    ended = station.post(f"/cases/{again}/links/{found['links'][0]['id']}/end")
    assert (ended.status_code, ended.json) == (200, {"links": []})
    assert "recurrence" not in {flag["code"] for flag in station.case(again)["flags"]}


def test_a_refusal_is_told_before_and_after_and_is_reviewed_when_many_speak(world: World) -> None:
    refused = world.receipt(**spot(world, 4))["case_id"]
    decline(world, refused)
    near = world.citizen().get("/near-reports", query_string={"category": "A05", **spot(world, 4, 10)})
    assert near.json["declined_nearby"][0]["reason"]
    second = world.receipt(**spot(world, 4, 10))
    assert second["declined_nearby"] == near.json["declined_nearby"]
    station, other = world.sign_in("station"), world.sign_in("station_head")
    barred = station.step(second["case_id"], "decline", {"reason_code": "unclear", "note": "同前"})
    assert (barred.status_code, "另一人" in barred.json["detail"]) == (409, True)
    assert other.step(second["case_id"], "register", {"skip_reason": "photo"}).status_code == 200
    world.receipt(**spot(world, 4, 20))
    assert "case.review_asked" not in events_of(refused)
    world.receipt(**spot(world, 4, 30))
    assert events_of(refused)[-1] == "case.review_asked"
    head = hire(world, "next_head")
    assert head.step(refused, "review", {"overturned": True, "note": "应当受理"}).status_code == 200
    assert world.sign_in("station").case(refused)["state"] == "reported"


def test_links_are_drawn_by_those_who_accept_and_told_on_both_sides(world: World) -> None:
    one, two = (world.receipt(**spot(world, number))["case_id"] for number in (5, 6))
    station = world.sign_in("station")
    assert link(world.sign_in("member"), one, two).status_code == 403
    assert link(station, one, one).status_code == 422
    assert link(station, one, _elsewhere(world)).status_code == 422, "what one may not read does not exist"
    drawn = link(station, one, two)
    assert [row["case"]["id"] for row in drawn.json["links"]] == [two]
    assert link(station, two, one).status_code == 409
    assert events_of(one)[-1] == events_of(two)[-1] == "case.linked"
    assert [row["outgoing"] for row in likeness(station, two)["links"]] == [False]
