"""The end of the loop: silence, a first and a second no, ratings after closing, orders, sealing, the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.actions.schedule import run_due
from tests.builders import World, jpeg
from tests.server.people import set_clock, take
from tests.server.refusals import refused
from tests.server.test_steps_discover import carry_to_answer, say


def closed_case(world: World, solved: str = "yes", **given: Any) -> tuple[int, dict[str, Any]]:
    """A case that was rated and closed, with its reporter's receipt."""
    case_id, receipt = world.case_in("checked", **given)
    assert world.rate(receipt, solved).json["state"] == "evaluated"
    assert take(world, "station", case_id, "close", feedback="感谢反映")["state"] == "closed"
    return case_id, receipt


def answer_again(world: World, case_id: int) -> None:
    """From handling to the next answer."""
    take(world, "department", case_id, "handle", note="再次清理", photos=[jpeg(case_id + 50)])
    take(world, "station", case_id, "check-pass", answer="已再次清运")


def test_silence_of_three_days_is_no_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, receipt = world.case_in("checked")
    assert world.sign_in("station").case(case_id)["whose_turn"]["unit"] == "反映人"
    run_due(datetime.now(UTC) + timedelta(days=2, hours=23))
    assert world.page_of(receipt)["state"] == "checked"
    later = datetime.now(UTC) + timedelta(days=3, minutes=1)
    assert run_due(later) >= 1
    set_clock(monkeypatch, later)
    seen = world.sign_in("station").case(case_id)
    assert (seen["state"], seen["due_stage"], seen["ratings"]) == ("evaluated", "feedback", [])
    assert world.page_of(receipt)["rating"] is None
    events = world.sign_in("auditor").get(f"/cases/{case_id}/events").json["events"]
    assert (events[-1]["name"], events[-1]["actor"]["kind"]) == ("case.evaluated", "system")
    assert run_due(later) == 0, "nothing is done twice"


def test_waiting_for_a_rating_is_nobodys_delay(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = world.case_in("checked")
    set_clock(monkeypatch, datetime.now(UTC) + timedelta(days=4))
    assert world.sign_in("station").case(case_id)["late"] is False
    late = world.sign_in("leader").get("/cases?late=true&limit=200").json["items"]
    assert case_id not in {item["id"] for item in late}


def test_the_first_no_goes_back_to_work_the_second_is_a_question(world: World) -> None:
    case_id, receipt = world.case_in("checked")
    page = world.rate(receipt, "no", 1, comment="还在冒烟").json
    assert (page["state"], page["answer"]["text"]) == ("handling", "火已扑灭，垃圾已清运。")
    seen = world.sign_in("department").case(case_id)
    assert (seen["due_stage"], seen["ratings"][0]["comment"]) == ("rework", "还在冒烟")
    answer_again(world, case_id)
    assert world.rate(receipt, "no", 2).json["state"] == "evaluated"
    assert [row["solved"] for row in world.sign_in("station").case(case_id)["ratings"]] == ["no", "no"]
    assert take(world, "station", case_id, "close", feedback="已说明")["state"] == "closed"
    refused(world.sign_in("member").step(case_id, "reopen", {"reason": "再看"}), 409, "invalid-transition")
    reopened = take(world, "next_head", case_id, "reopen", reason="另一单位看过，确有残留")
    assert (reopened["state"], reopened["due_stage"]) == ("handling", "rework")


def test_partly_moves_on(world: World) -> None:
    _, receipt = world.case_in("checked")
    assert world.rate(receipt, "partly", 3).json["state"] == "evaluated"
    assert world.page_of(receipt)["rating"]["solved"] == "partly"


def test_rated_after_closing_a_no_asks_for_a_look(world: World) -> None:
    case_id, receipt = world.case_in("checked")
    run_due(datetime.now(UTC) + timedelta(days=3, minutes=1))
    take(world, "station", case_id, "close", feedback="未收到评价，先行结案")
    assert "rate" in world.page_of(receipt)["can"]
    refused(world.sign_in("member").step(case_id, "reopen", {"reason": "看看"}), 409, "invalid-transition")
    page = world.rate(receipt, "no", 1).json
    assert (page["state"], page["reopen_asked"]) == ("closed", True)
    refused(world.rate(receipt, "yes"), 409, "window-closed")
    reopened = take(world, "member", case_id, "reopen", reason="看过，确实还在", photos=[jpeg(3)])
    assert (reopened["state"], reopened["times"]["closed"]) == ("handling", None)
    assert "重新办理" in [line["title"] for line in world.page_of(receipt)["timeline"]]
    answer_again(world, case_id)
    assert world.rate(receipt, "yes").json["state"] == "evaluated"


def test_who_was_content_may_think_again_inside_the_window(world: World) -> None:
    case_id, receipt = closed_case(world)
    assert world.page_of(receipt)["can"] == ["review"]
    assert say(world, receipt, "review", text="又烧起来了").json["reopen_asked"] is True
    assert take(world, "station", case_id, "reopen", reason="看过现场")["state"] == "handling"


def test_after_fifteen_days_the_case_is_filed_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, receipt = closed_case(world)
    run_due(datetime.now(UTC) + timedelta(days=14, hours=23))
    assert world.sign_in("station").case(case_id)["state"] == "closed"
    set_clock(monkeypatch, datetime.now(UTC) + timedelta(days=15, minutes=5))
    assert world.page_of(receipt)["can"] == []
    refused(say(world, receipt, "review", text="晚了"), 409, "window-closed")
    refused(world.sign_in("station_head").step(case_id, "reopen", {"reason": "x"}), 409, "invalid-transition")
    run_due(datetime.now(UTC) + timedelta(days=15, minutes=5))
    assert world.sign_in("station").case(case_id)["state"] == "archived"
    assert world.sign_in("leader").case(case_id)["allowed_actions"] == []


def test_closed_by_mistake_and_undone(world: World) -> None:
    case_id, receipt = closed_case(world)
    undone = take(world, "station", case_id, "undo")
    assert (undone["state"], undone["due_stage"], undone["reopen_until"]) == ("evaluated", "feedback", None)
    today = world.sign_in("leader").get("/stats/overview").json["today"]["closed"]
    listed = world.sign_in("leader").get(today["link"].removeprefix("/api/v1") + "&limit=200").json["items"]
    assert case_id not in {item["id"] for item in listed}, "it no longer counts as closed today"
    assert world.page_of(receipt)["state"] == "evaluated"


def test_an_open_order_keeps_a_case_open(world: World) -> None:
    case_id, receipt = world.case_in("checked")
    before = world.sign_in("station").case(case_id)
    due = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    for name in ("leader", "coordinator"):
        seen = take(world, name, case_id, "supervise", text="限期办结", due_at=due)
    assert (seen["due_at"], seen["version"]) == (before["due_at"], before["version"]), "an order replaces no clock"
    assert [order["state"] for order in seen["orders"]] == ["open", "open"]
    world.rate(receipt)
    refused(world.sign_in("station").step(case_id, "close", {"feedback": "好"}), 409, "invalid-transition")
    take(world, "coordinator", case_id, "accept-order", note="属实")
    refused(world.sign_in("station").step(case_id, "close", {"feedback": "好"}), 409, "invalid-transition")
    settled = take(world, "leader", case_id, "accept-order")
    assert [order["state"] for order in settled["orders"]] == ["accepted", "accepted"]
    assert "supervised" not in [flag["code"] for flag in settled["flags"]]
    refused(world.sign_in("leader").step(case_id, "accept-order", {}), 409, "invalid-transition")
    assert take(world, "station", case_id, "close", feedback="已办结")["state"] == "closed"
    assert [order["text"] for order in world.sign_in("auditor").case(case_id)["orders"]] == ["限期办结"] * 2


def test_staffs_own_finding_is_rated_by_the_head(world: World) -> None:
    case_id = world.receipt(who=world.sign_in("member"), source="grid_member")["case_id"]
    carry_to_answer(world, case_id)
    refused(world.sign_in("station").step(case_id, "rate", {"solved": "yes", "satisfaction": "5"}), 403,
            "role-forbidden")
    rated = take(world, "station_head", case_id, "rate", solved="yes", satisfaction="4", comment="整改到位")
    assert rated["state"] == "evaluated"
    assert [(row["solved"], row["satisfaction"]) for row in rated["ratings"]] == [("yes", 4)]


def test_a_member_who_reported_does_not_answer_for_the_citizen(world: World) -> None:
    """The member found it, a citizen joined: the citizen is asked, and only the citizen's answer counts."""
    receipt = world.receipt(who=world.sign_in("member"), source="grid_member", category="A04")
    other = world.receipt(category="A04")
    assert say(world, other, "join", case_id=receipt["case_id"]).status_code == 200
    case_id = receipt["case_id"]
    carry_to_answer(world, case_id)
    for name in ("member", "station_head"):
        answer = world.sign_in(name).step(case_id, "rate", {"solved": "yes", "satisfaction": "5"})
        assert answer.status_code in (403, 409), answer.json
    assert "rate" not in [row["action"] for row in world.sign_in("member").case(case_id)["allowed_actions"]]
    assert world.rate(other, "no").json["state"] == "handling"


def test_words_photos_and_contact_leave_the_version(world: World) -> None:
    case_id, receipt = world.case_in("handling")
    before = world.sign_in("station").case(case_id)
    assert say(world, receipt, "answer", text="晚上八点最严重").status_code == 200
    take(world, "station", case_id, "contact", reached=True, note="已电话联系")
    seen = world.sign_in("station").case(case_id)
    assert (seen["version"], seen["due_at"], seen["state"]) == (before["version"], before["due_at"], "handling")
    assert {"晚上八点最严重", "已电话联系"} <= {note["text"] for note in seen["notes"]}
    page = str(world.page_of(receipt)["timeline"])
    assert "已电话联系" not in page, "what the station notes for itself stays inside"
    assert "受理单位联系反映人" in page


def test_sealed_nothing_of_it_is_public(world: World) -> None:
    case_id, _ = world.case_in("reported", photos=[jpeg(21)], category="A06")
    refused(world.sign_in("station").step(case_id, "seal", {"reason": "x"}), 403, "role-forbidden")
    sealed = take(world, "station_head", case_id, "seal", reason="涉及未成年人")
    assert "sealed" in [flag["code"] for flag in sealed["flags"]]
    refused(world.sign_in("station").step(case_id, "publish", {}), 409, "invalid-transition")
    photo = sealed["photos"][0]["id"]
    refused(world.sign_in("station").post(f"/photos/{photo}/release"), 409, "invalid-transition")
    receipt = world.receipt(category="A06")
    assert case_id not in [item["case_id"] for item in receipt["possible_duplicates"]]
    assert say(world, receipt, "join", case_id=case_id).status_code == 422


def test_published_once(world: World) -> None:
    case_id, _ = world.case_in("reported")
    take(world, "station", case_id, "publish", note="已打码")
    refused(world.sign_in("station").step(case_id, "publish", {}), 409, "invalid-transition")


def test_a_hotline_case_with_its_number_and_its_own_due_time(world: World) -> None:
    station = world.sign_in("station")
    soon, late = datetime.now(UTC) + timedelta(hours=30), datetime.now(UTC) + timedelta(days=90)
    for due, ruled in ((soon, True), (late, False)):
        receipt = world.receipt(who=station, source="12345", external_number=f"XM2026-{ruled}", category="A01",
                                external_due_at=due.isoformat())
        case_id = receipt["case_id"]
        seen = station.case(case_id)
        assert (seen["source_name"], seen["external_number"]) == ("12345 转办", f"XM2026-{ruled}")
        assert [item["id"] for item in station.get(f"/cases?q=XM2026-{ruled}").json["items"]] == [case_id]
        take(world, "station", case_id, "register", skip_reason="12345")
        take(world, "dispatcher", case_id, "dispatch", department="350211-ST")
        signed = take(world, "ecology", case_id, "sign")
        assert (datetime.fromisoformat(signed["due_at"]) == due) is ruled
        assert ("以来文为准" in signed["explanation"]["deadline"]) is ruled
        assert world.page_of(receipt)["can"], "the caller gets ticket and code over the phone and may follow it"
