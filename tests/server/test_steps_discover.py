"""The side paths before filing: declined and undone, reviewed next door, merged and taken apart, withdrawn, joined."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.builders import GRID, World, jpeg
from tests.server.people import at_once, forget_refusals, hire, set_clock, take
from tests.server.refusals import refused

NOTE = {"reason_code": "not-competent", "note": "属于物业管理"}


@pytest.fixture(autouse=True)
def _alone(world: World) -> None:
    forget_refusals()


def say(world: World, receipt: dict[str, Any], what: str, **body: Any) -> TestResponse:
    """What a reporter does with ticket and code."""
    return world.citizen().post(f"/reports/{receipt['ticket']}/{what}", json=body,
                                headers={"X-Query-Code": receipt["query_code"]})


def test_declined_by_mistake_and_undone(world: World) -> None:
    case_id, receipt = world.case_in("confirming")
    declined = take(world, "station", case_id, "decline", **NOTE)
    assert (declined["state"], declined["due_at"], declined["undo"]["action"]) == ("declined", None, "decline")
    page = world.page_of(receipt)
    assert page["timeline"][-1]["title"] == "不予受理：不属于受理范围"
    assert page["timeline"][-1]["text"] == "属于物业管理"
    assert page["can"] == ["review"]
    assert world.sign_in("station_head").case(case_id)["undo"] is None, "it is offered to whoever did it"
    refused(world.sign_in("station_head").step(case_id, "undo", {}), 409, "invalid-transition")
    undone = take(world, "station", case_id, "undo")
    assert (undone["state"], undone["undo"], undone["due_stage"]) == ("confirming", None, "confirm")
    assert undone["due_at"]
    refused(world.sign_in("station").step(case_id, "undo", {}), 409, "invalid-transition")


def test_after_half_an_hour_nothing_is_undone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = world.case_in("reported")
    take(world, "station", case_id, "decline", **NOTE)
    set_clock(monkeypatch, datetime.now(UTC) + timedelta(minutes=31))
    assert world.sign_in("station").case(case_id)["undo"] is None
    refused(world.sign_in("station").step(case_id, "undo", {}), 409, "invalid-transition")


@pytest.mark.parametrize("overturned", [True, False])
def test_a_refusal_is_reviewed_once_by_another_unit(world: World, overturned: bool) -> None:
    case_id, receipt = world.case_in("reported")
    take(world, "station", case_id, "decline", **NOTE)
    assert say(world, receipt, "review", text="是街道的地").status_code == 200
    refused(say(world, receipt, "review", text="再来"), 409, "window-closed")
    refused(world.sign_in("station_head").step(case_id, "review", {"overturned": True, "note": "x"}), 409,
            "invalid-transition")
    reviewed = take(world, "next_head", case_id, "review", overturned=overturned, note="看过现场照片")
    assert reviewed["state"] == ("reported" if overturned else "declined")
    page = world.page_of(receipt)
    assert page["timeline"][-1]["title"] == "复核有了结果"
    assert page["timeline"][-1]["text"] == "看过现场照片"
    assert "review" not in page["can"]
    refused(world.sign_in("coordinator").step(case_id, "review", {"overturned": True, "note": "x"}), 409,
            "invalid-transition")


def test_reporters_follow_a_merged_case(world: World) -> None:
    main, first = world.case_in("reported")
    other, second = world.case_in("registered", description="就是昨天那堆")
    merged = take(world, "dispatcher", other, "merge", main_case=main)
    assert merged["state"] == "merged"
    assert merged["main_case"]["id"] == main
    station = world.sign_in("station")
    seen = station.case(main)
    assert len(seen["reports"]) == 2
    assert seen["merged"] == [{"id": other, "number": merged["number"]}]
    listed = next(item for item in station.get("/cases?limit=200").json["items"] if item["id"] == main)
    assert listed["reports"] == 2
    page = world.page_of(second)
    assert (page["number"], page["state"], page["reports"]) == (seen["number"], "reported", 2)
    refused(station.step(other, "register", {"skip_reason": "photo"}), 409, "invalid-transition")
    carry_to_answer(world, main)
    assert world.page_of(second)["answer"]["text"] == "办好了"
    assert world.rate(first).json["state"] == "checked", "the other reporter has not answered yet"
    assert world.rate(second, "partly", 3).json["state"] == "evaluated"
    assert [rating["solved"] for rating in station.case(main)["ratings"]] == ["yes", "partly"]


def carry_to_answer(world: World, case_id: int) -> None:
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    take(world, "department", case_id, "sign")
    take(world, "department", case_id, "handle", note="清理完", photos=[jpeg(case_id)])
    take(world, "station", case_id, "check-pass", answer="办好了")


def test_a_wrong_merge_is_taken_apart(world: World) -> None:
    main, _ = world.case_in("reported")
    other, receipt = world.case_in("registered")
    take(world, "station", other, "merge", main_case=main)
    apart = take(world, "station", other, "unmerge", note="不是一回事")
    assert (apart["state"], apart["main_case"], apart["due_stage"]) == ("registered", None, "dispatch")
    assert reports_of(world, main) == reports_of(world, other) == 1
    assert world.page_of(receipt)["number"] == apart["number"]
    take(world, "station", other, "merge", main_case=world.sign_in("station").case(main)["number"])
    assert reports_of(world, main) == 2
    take(world, "station", other, "undo")
    assert reports_of(world, main) == 1


def reports_of(world: World, case_id: int) -> int:
    items = world.sign_in("station").get("/cases?limit=200").json["items"]
    return int(next(item["reports"] for item in items if item["id"] == case_id))


def test_counts_hold_when_somebody_leaves_a_merged_case(world: World) -> None:
    main, _ = world.case_in("reported")
    other, receipt = world.case_in("reported")
    take(world, "station", other, "merge", main_case=main)
    assert say(world, receipt, "leave", text="搬走了").json["can"] == []
    assert reports_of(world, main) == 1
    take(world, "station", other, "unmerge", note="分开")
    assert reports_of(world, main) == 1


def test_a_main_case_that_is_merged_takes_its_cases_along(world: World) -> None:
    first, second, third = (world.case_in("reported") for _ in range(3))
    take(world, "station", first[0], "merge", main_case=second[0])
    take(world, "station", second[0], "merge", main_case=third[0])
    assert reports_of(world, third[0]) == 3
    number = world.sign_in("station").case(third[0])["number"]
    assert [world.page_of(receipt)["number"] for _, receipt in (first, second, third)] == [number] * 3
    carry_to_answer(world, third[0])
    for _, receipt in (first, second):
        assert world.rate(receipt).json["state"] == "checked"
    assert world.rate(third[1]).json["state"] == "evaluated"


def test_merges_at_the_same_moment_are_all_counted(world: World) -> None:
    main, _ = world.case_in("reported")
    others = [world.case_in("reported")[0] for _ in range(4)]
    station = world.sign_in("station")
    answers = at_once([lambda other=other: station.step(other, "merge", {"main_case": main}, version=1)
                       for other in others])
    assert [answer.status_code for answer in answers] == [200] * 4, [answer.json for answer in answers]
    assert reports_of(world, main) == 5


def test_merges_in_all_directions_at_the_same_moment_end_well(world: World) -> None:
    """Whoever loses is told so; nobody hears of locks, and the counts hold."""
    cases = [world.case_in("reported")[0] for _ in range(3)]
    people = [world.sign_in(name) for name in ("station", "station_head", "dispatcher")]

    def merge_about(turn: int) -> list[int]:
        statuses = []
        for number in range(6):
            case_id, main = cases[(turn + number) % 3], cases[(turn * 2 + number + 1) % 3]
            for action, fields in (("merge", {"main_case": main}), ("unmerge", {"note": "分开"})):
                statuses.append(people[turn].step(case_id, action, fields).status_code)
        return statuses

    told = {status for statuses in at_once([lambda turn=turn: merge_about(turn) for turn in range(3)])
            for status in statuses}
    assert told <= {200, 409, 412, 422}, told
    for case_id in cases:
        if world.sign_in("station").case(case_id)["state"] == "merged":
            take(world, "station", case_id, "unmerge", note="收场")
    assert [reports_of(world, case_id) for case_id in cases] == [1, 1, 1]


@pytest.mark.parametrize("state", ["declined", "closed", "merged", "itself"])
def test_nothing_is_merged_into_what_is_over(world: World, state: str) -> None:
    case_id, main = world.case_in("reported")[0], world.case_in("checked" if state == "closed" else "reported")
    if state == "declined":
        take(world, "station", main[0], "decline", **NOTE)
    elif state == "closed":
        world.rate(main[1])
        take(world, "station", main[0], "close", feedback="谢谢")
    elif state == "merged":
        take(world, "station", main[0], "merge", main_case=world.case_in("reported")[0])
    target = case_id if state == "itself" else main[0]
    refused(world.sign_in("station").step(case_id, "merge", {"main_case": target}), 422, "validation", "main_case")


def test_withdrawn_before_filing_left_afterwards(world: World) -> None:
    case_id, receipt = world.case_in("confirming")
    assert world.page_of(receipt)["can"][0] == "withdraw"
    assert say(world, receipt, "withdraw", text="邻居自己清了").json["state"] == "withdrawn"
    assert world.page_of(receipt)["can"] == []
    refused(say(world, receipt, "withdraw"), 409, "invalid-transition")
    refused(world.sign_in("station").step(case_id, "register", {"skip_reason": "photo"}), 409, "invalid-transition")
    filed, receipt = world.case_in("dispatched")
    refused(say(world, receipt, "withdraw"), 409, "invalid-transition")
    assert say(world, receipt, "leave").json["can"] == []
    assert world.sign_in("station").case(filed)["state"] == "dispatched", "the matter goes on"


def test_the_same_matter_next_door_is_joined(world: World) -> None:
    main, first = world.case_in("registered", category="A03")
    receipt = world.receipt(photos=[jpeg(5)], category="A03")
    assert main in [item["case_id"] for item in receipt["possible_duplicates"]]
    page = say(world, receipt, "join", case_id=main).json
    assert (page["number"], page["reports"]) == (world.page_of(first)["number"], 2)
    seen = world.sign_in("station").case(main)
    assert len(seen["reports"]) == 2
    assert len(seen["photos"]) == 1, "the pictures follow"
    assert world.sign_in("station").case(receipt["case_id"])["state"] == "withdrawn"
    refused(say(world, receipt, "join", case_id=main), 409, "invalid-transition")


def test_only_a_matter_close_by_can_be_joined(world: World) -> None:
    """A case number is no key: whoever guesses one does not read the case by joining it."""
    far = world.receipt(grid="350211103G20")["case_id"]
    other_kind = world.receipt(category="C03")["case_id"]
    ended, _ = world.case_in("reported")
    take(world, "station", ended, "decline", **NOTE)
    receipt = world.receipt()
    for case_id in (far, other_kind, ended, 2**40):
        answer = say(world, receipt, "join", case_id=case_id)
        assert answer.status_code in (404, 422), answer.json
    assert world.page_of(receipt)["number"] == receipt["number"]


def test_unclear_things_are_sorted_before_anybody_is_sent(world: World) -> None:
    receipt = world.receipt(category="Z00")
    case_id = receipt["case_id"]
    refused(world.sign_in("station").step(case_id, "register", {"skip_reason": "photo"}), 409, "invalid-transition")
    before = world.sign_in("station").case(case_id)
    sorted_out = take(world, "station", case_id, "recategorise", category="D02", note="建筑垃圾")
    assert sorted_out["category"]["code"] == "D02"
    assert sorted_out["version"] == before["version"] + 1
    assert sorted_out["due_at"] == before["due_at"], "the running clock is never silently reset"
    take(world, "station", case_id, "register", skip_reason="photo")
    assert take(world, "dispatcher", case_id, "dispatch", department="350211-CG")["state"] == "dispatched"


@pytest.mark.parametrize(("result", "reason", "wrong"), [
    ("false", "untrue", "gone"), ("gone", "gone", "untrue"), ("no_access", "unclear", "untrue")])
def test_gone_is_not_untrue(world: World, result: str, reason: str, wrong: str) -> None:
    case_id, receipt = world.case_in("confirming")
    confirmed = take(world, "member", case_id, "confirm", result=result)
    assert (confirmed["state"], confirmed["confirmation"]) == ("reported", result)
    station = world.sign_in("station")
    refused(station.step(case_id, "register", {}), 422, "validation", "skip_reason")
    refused(station.step(case_id, "decline", {"reason_code": wrong, "note": "x"}), 422, "validation", "reason_code")
    assert take(world, "station", case_id, "decline", reason_code=reason, note="已说明")["state"] == "declined"
    assert world.page_of(receipt)["state"] == "declined"


def test_an_emergency_is_filed_at_once(world: World) -> None:
    receipt = world.receipt(category="K01", description="河里成片死鱼")
    seen = world.sign_in("station").case(receipt["case_id"])
    assert "emergency" in [flag["code"] for flag in seen["flags"]]
    refused(world.sign_in("member").step(receipt["case_id"], "self-handle", {"note": "x"}, photos=[jpeg()]), 409,
            "invalid-transition")
    assert take(world, "station", receipt["case_id"], "register")["state"] == "registered"


def test_who_steps_back_does_not_look(world: World) -> None:
    case_id, _ = world.case_in("confirming")
    version = world.sign_in("member").case(case_id)["version"]
    assert take(world, "member", case_id, "recuse", reason="我家门口")["version"] == version
    refused(world.sign_in("member").step(case_id, "confirm", {"result": "true"}), 409, "invalid-transition")
    refused(hire(world, "next_head").step(case_id, "recuse", {"reason": "x"}, version=version), 403,
            "territory-forbidden")


def test_a_members_own_finding_is_not_confirmed_by_the_member(world: World) -> None:
    receipt = world.receipt(who=world.sign_in("member"), source="grid_member", grid=GRID)
    asked = take(world, "station", receipt["case_id"], "ask-confirmation")
    assert asked["whose_turn"]["name"] not in ("", "林网格")
    refused(world.sign_in("member").step(receipt["case_id"], "confirm", {"result": "true"}), 409, "invalid-transition")
