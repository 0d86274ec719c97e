"""The side paths of handling: returned and ruled, passed on, given more time, suspended, done badly three times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.actions.schedule import run_due
from server.models import PersonPost
from server.queries.moments import city_day
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, UNIT, World, jpeg
from tests.server.people import hire, set_clock, take
from tests.server.refusals import refused

WATER, TEAM = "350211-SL", f"{TOWN}-ZZ"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_returned_twice_it_is_ruled(world: World) -> None:
    case_id, receipt = world.case_in("dispatched")
    returned = take(world, "department", case_id, "return", reason="河道归水利", suggested=WATER)
    assert (returned["state"], returned["due_stage"], returned["department"]) == ("registered", "dispatch", None)
    assert returned["whose_turn"]["role_name"] == "派遣员"
    take(world, "dispatcher", case_id, "dispatch", department=WATER)
    returned = take(world, "water", case_id, "return", reason="岸上归城管")
    assert (returned["state"], returned["due_stage"]) == ("registered", "rule")
    assert returned["whose_turn"]["role_name"] == "协调员"
    for name, action, fields in (("dispatcher", "dispatch", {"department": UNIT}), ("city_leader", "rule", {}),
                                 ("city_dispatcher", "dispatch", {"department": UNIT})):
        assert world.sign_in(name).step(case_id, action, fields).status_code in (403, 409), name
    refused(world.sign_in("coordinator").step(case_id, "rule", {"department": "350200-ST", "reason": "x"}), 422,
            "validation", "department")
    ruled = take(world, "coordinator", case_id, "rule", department=UNIT, responsible="return", reason="岸上归城管")
    assert (ruled["state"], ruled["department"]["code"]) == ("dispatched", UNIT)
    refused(world.sign_in("department").step(case_id, "return", {"reason": "还是不是"}), 409, "invalid-transition")
    refused(world.sign_in("dispatcher").step(case_id, "transfer", {"department": WATER, "reason": "x"}), 409,
            "invalid-transition")
    events = world.sign_in("auditor").get(f"/cases/{case_id}/events").json["events"]
    assert events[-1]["data"]["responsible"] == "return", "who was wrong stands on record"
    assert "已裁定由责任单位办理" in [line["title"] for line in world.page_of(receipt)["timeline"]]


def test_a_quarrel_with_a_city_unit_is_for_the_city(world: World) -> None:
    case_id, _ = world.case_in("registered")
    refused(world.sign_in("dispatcher").step(case_id, "dispatch", {"department": "350200-ST"}), 422, "validation",
            "department")
    take(world, "city_dispatcher", case_id, "dispatch", department="350200-ST")
    take(world, "city_department", case_id, "return", reason="归区里")
    take(world, "dispatcher", case_id, "dispatch", department=UNIT)
    take(world, "department", case_id, "return", reason="归市里")
    refused(world.sign_in("coordinator").step(case_id, "rule", {"department": UNIT, "reason": "x"}), 422, "validation",
            "department")
    assert take(world, "city_coordinator", case_id, "rule", department=UNIT, reason="属地办理")["state"] == "dispatched"


def test_a_transfer_starts_the_other_sides_clock(world: World) -> None:
    case_id, _ = world.case_in("handling")
    refused(world.sign_in("station").step(case_id, "transfer", {"department": WATER, "reason": "x"}), 422,
            "validation", "department")
    moved = take(world, "dispatcher", case_id, "transfer", department=WATER, reason="在河里")
    assert (moved["state"], moved["due_stage"], moved["assignee"]) == ("dispatched", "sign", None)
    assert take(world, "water", case_id, "sign")["due_stage"] == "handle"


def test_an_extension_is_granted_one_level_above(world: World) -> None:
    case_id, _ = world.case_in("handling")
    before = world.sign_in("department").case(case_id)
    three = {"amount": 3, "unit": "working_days"}
    asked = take(world, "department", case_id, "extend", limit=three, reason="等设备")
    assert asked["due_at"] == before["due_at"], "the clock runs on until somebody decides"
    refused(world.sign_in("department").step(case_id, "extend", {"limit": three, "reason": "x"}), 409,
            "invalid-transition")
    for name in ("coordinator", "leader", "department", "station_head"):
        assert world.sign_in(name).step(case_id, "approve-extension", {"granted": True, "limit": three}).status_code \
            in (403, 409), name
    refused(world.sign_in("city_coordinator").step(case_id, "approve-extension", {"granted": True}), 422, "validation",
            "limit")
    granted = take(world, "city_coordinator", case_id, "approve-extension", granted=True, limit=three)
    assert moment(granted["due_at"]) >= moment(before["due_at"]) + timedelta(days=3)
    assert moment(granted["warn_at"]) < moment(granted["due_at"])
    assert "批准延期" in granted["explanation"]["deadline"]
    assert granted["explanation"]["deadline"].startswith(before["explanation"]["deadline"])
    assert granted["version"] == asked["version"] == before["version"]


def test_a_refused_extension_leaves_the_clock(world: World) -> None:
    case_id, _ = world.case_in("registered")
    take(world, "station", case_id, "dispatch", department=TEAM)
    before = take(world, "town_unit", case_id, "sign")
    take(world, "town_unit", case_id, "extend", limit={"amount": 1, "unit": "working_days"}, reason="下雨")
    refused_it = take(world, "coordinator", case_id, "approve-extension", granted=False, note="可以先清")
    assert (refused_it["due_at"], refused_it["state"]) == (before["due_at"], "handling")


def test_suspended_until_a_day_and_resumed_by_the_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, receipt = world.case_in("handling")
    before = world.sign_in("department").case(case_id)
    until = city_day(datetime.now(UTC) + timedelta(days=10))
    take(world, "department", case_id, "suspend", until=until.isoformat(), reason="等汛期过")
    waiting = take(world, "city_coordinator", case_id, "approve-suspension", granted=True)
    assert (waiting["state"], waiting["late"]) == ("suspended", False)
    page = world.page_of(receipt)
    assert page["next_deadline"] is None
    assert "暂时挂账，到期继续办理" in [line["title"] for line in page["timeline"]]
    run_due(datetime.now(UTC) + timedelta(days=9))
    assert world.sign_in("department").case(case_id)["state"] == "suspended"
    later = datetime.now(UTC) + timedelta(days=12)
    assert run_due(later) >= 1
    set_clock(monkeypatch, later)
    resumed = world.sign_in("department").case(case_id)
    assert (resumed["state"], resumed["due_stage"]) == ("handling", "handle")
    assert moment(resumed["due_at"]) > moment(before["due_at"])
    assert "挂账" in resumed["explanation"]["deadline"]
    events = world.sign_in("auditor").get(f"/cases/{case_id}/events").json["events"]
    assert (events[-1]["title"], events[-1]["actor"]["kind"]) == ("恢复处置", "system")


def test_a_suspension_may_be_refused_or_ended_early(world: World) -> None:
    case_id, _ = world.case_in("handling")
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    take(world, "department", case_id, "suspend", until=until, reason="等设备")
    refused(world.sign_in("coordinator").step(case_id, "approve-suspension", {"granted": True}), 409,
            "invalid-transition")
    assert take(world, "city_coordinator", case_id, "approve-suspension", granted=False)["state"] == "handling"
    take(world, "department", case_id, "suspend", until=until, reason="再申请")
    take(world, "city_leader", case_id, "approve-suspension", granted=True)
    assert take(world, "department", case_id, "resume", note="设备到了")["state"] == "handling"


def test_three_failed_checks_go_to_the_coordinator(world: World) -> None:
    case_id, _ = world.case_in("handled")
    for round_number in (1, 2):
        failed = take(world, "station", case_id, "check-fail", reason="还有残留", photos=[jpeg(round_number)])
        assert (failed["state"], failed["due_stage"], failed["department"]["code"]) == ("handling", "rework", UNIT)
        take(world, "department", case_id, "handle", note="再清", photos=[jpeg(10 + round_number)])
    failed = take(world, "station", case_id, "check-fail", reason="仍有残留")
    assert (failed["state"], failed["due_stage"], failed["department"]) == ("registered", "rule", None)
    assert failed["whose_turn"]["role_name"] == "协调员"
    assert not [row for row in failed["allowed_actions"] if row["action"] == "dispatch"]
    assert take(world, "coordinator", case_id, "rule", department=WATER, reason="换一家")["state"] == "dispatched"


def test_whoever_handled_does_not_check(world: World) -> None:
    """One person with two posts: officer of the department and of the station."""
    both = hire(world, "colleague")
    person_id = both.get("/me").json["person"]["id"]
    with transaction() as tx:
        tx.session.add(PersonPost(person_id=person_id, role="station_officer", division=TOWN,
                                  starts_at=datetime.now(UTC) - timedelta(days=1)))
    case_id, _ = world.case_in("handling")
    assert both.step(case_id, "handle", {"note": "好了"}, photos=[jpeg(1)]).status_code == 200
    assert "check-pass" not in [row["action"] for row in both.case(case_id)["allowed_actions"]]
    refused(both.step(case_id, "check-pass", {"answer": "自己看过"}), 409, "invalid-transition")
    assert take(world, "member", case_id, "check-pass", answer="现场干净")["state"] == "checked"


def test_what_the_town_handled_the_district_checks(world: World) -> None:
    case_id, _ = world.case_in("registered")
    take(world, "station", case_id, "dispatch", department=TEAM)
    take(world, "town_unit", case_id, "sign")
    take(world, "town_unit", case_id, "handle", note="清完", photos=[jpeg(2)])
    for name in ("station", "station_head", "member"):
        refused(world.sign_in(name).step(case_id, "check-pass", {"answer": "x"}), 409, "invalid-transition")
    assert take(world, "dispatcher", case_id, "check-pass", answer="区里看过")["state"] == "checked"


def test_self_handled_by_a_member_is_judged_by_the_station(world: World) -> None:
    receipt = world.receipt(category="D01", photos=[jpeg(3)])
    case_id = receipt["case_id"]
    refused(world.sign_in("member").step(case_id, "self-handle", {}, photos=[]), 422, "validation", "photos")
    done = take(world, "member", case_id, "self-handle", note="顺手清了", photos=[jpeg(4)])
    assert (done["state"], done["department"]) == ("handled", None)
    assert "self_handled" in [flag["code"] for flag in done["flags"]]
    assert done["times"]["dispatched"] is None, "counted apart from what was dispatched"
    refused(world.sign_in("member").step(case_id, "check-pass", {"answer": "x"}), 409, "invalid-transition")
    assert take(world, "station", case_id, "check-pass", answer="照片清楚")["state"] == "checked"
    assert world.page_of(receipt)["answer"]["text"] == "照片清楚"


def test_self_handled_by_the_station_is_judged_by_the_district(world: World) -> None:
    case_id = world.receipt(category="D01", photos=[jpeg(5)])["case_id"]
    take(world, "station", case_id, "self-handle", note="路过清了", photos=[jpeg(6)])
    for name in ("station", "station_head", "member"):
        refused(world.sign_in(name).step(case_id, "check-pass", {"answer": "x"}), 409, "invalid-transition")
    failed = take(world, "coordinator", case_id, "check-fail", reason="没清完")
    assert (failed["state"], failed["due_stage"]) == ("registered", "dispatch"), "nobody to send it back to"


def test_without_its_evidence_nothing_is_handled(world: World) -> None:
    """A01 asks for a note and a document, K01 also for a measurement: each is asked for by name."""
    case_id = world.case_in("handling", category="K01")[0]
    department = world.sign_in("department")
    assert {field["name"] for row in department.case(case_id)["allowed_actions"] if row["action"] == "handle"
            for field in row["fields"] if field["required"]} == {"photos", "measurement", "note"}
    for fields, field in (({}, "measurement"), ({"measurement": "pH 7.2"}, "note")):
        refused(department.step(case_id, "handle", fields, photos=[jpeg(1)]), 422, "validation", field)
    done = take(world, "department", case_id, "handle", measurement="pH 7.2", note="已处置", photos=[jpeg(1)])
    assert done["state"] == "handled"


def test_law_whistle_order_and_words_stand_beside_the_state(world: World) -> None:
    case_id, _ = world.case_in("handling")
    version = world.sign_in("station").case(case_id)["version"]
    take(world, "member", case_id, "whistle", kind="enforcement", text="需要执法")
    take(world, "department", case_id, "transfer-law", text="涉嫌犯罪")
    seen = take(world, "leader", case_id, "instruct", text="从快从严")
    assert {"whistled", "law_transferred"} <= {flag["code"] for flag in seen["flags"]}
    assert (seen["state"], seen["version"]) == ("handling", version)
    refused(world.sign_in("department").step(case_id, "transfer-law", {"text": "x"}), 409, "invalid-transition")
    seen = take(world, "department", case_id, "law-return", law_status="not-filed", text="不予立案")
    assert "law_transferred" not in {flag["code"] for flag in seen["flags"]}
    assert "从快从严" in [note["text"] for note in seen["notes"]]
    assert seen["district"]["code"] == DISTRICT


def test_a_case_at_sea_is_the_districts(world: World) -> None:
    """No town, no station: the district's dispatcher stands in for it, to the end."""
    receipt = world.receipt(grid="350211000000601", category="B05", photos=[jpeg(7)])
    assert (receipt["place"]["town"], receipt["grid"]["code"]) == (None, "350211000000601")
    case_id = receipt["case_id"]
    assert world.sign_in("station").get(f"/cases/{case_id}").status_code == 403
    asked = take(world, "dispatcher", case_id, "ask-confirmation")
    assert asked["whose_turn"]["name"]
    take(world, "dispatcher", case_id, "decline", reason_code="not-competent", note="手误")
    take(world, "dispatcher", case_id, "undo")
    other = world.receipt(grid="350211000000601", category="B05")["case_id"]
    take(world, "dispatcher", other, "register", skip_reason="photo")
    routed = take(world, "city_dispatcher", other, "dispatch", department="350200-ST")
    assert routed["explanation"]["routing"]["lead"]["code"] == "350200-SZ"
    take(world, "city_department", other, "sign")
    take(world, "city_department", other, "handle", note="打捞", photos=[jpeg(8)])
    take(world, "dispatcher", other, "check-pass", answer="海面已清")
    photo = world.sign_in("dispatcher").case(case_id)["photos"][0]
    assert world.sign_in("dispatcher").post(f"/photos/{photo['id']}/release").status_code == 204
    assert world.sign_in("coordinator").post(f"/photos/{photo['id']}/release").status_code == 403
