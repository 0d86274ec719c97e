"""Who must speak can: questions back to reporters, enterprises by link, notes for their readers, honest closing."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.question_times import keep_waiting_short
from server.actions.schedule import run_due
from tests.builders import Someone, World, jpeg
from tests.server.people import hire, set_clock, take
from tests.server.refusals import refused

WORDS = "大概几点开始，持续多久？"


def _ask(world: World) -> tuple[int, dict[str, Any]]:
    case_id, receipt = world.case_in("handling")
    take(world, "department", case_id, "ask-reporter", text=WORDS)
    return case_id, receipt


def _act(world: World, receipt: dict[str, Any], what: str, body: dict[str, Any],
         photos: list[bytes] | None = None) -> TestResponse:
    headers = {"X-Query-Code": receipt["query_code"], "Idempotency-Key": str(uuid.uuid4())}
    path = f"/reports/{receipt['ticket']}/{what}"
    if photos is None:
        return world.citizen().post(path, json=body, headers=headers)
    files = [(io.BytesIO(data), "1.jpg") for data in photos]
    return world.citizen().post(path, data={"report": json.dumps(body), "photos": files}, headers=headers,
                                content_type="multipart/form-data")


def test_a_question_stops_the_clock_until_the_reporter_answers(world: World) -> None:
    case_id, receipt = _ask(world)
    department = world.sign_in("department")
    waiting = department.case(case_id)
    assert "question_id" in [flag["code"] for flag in waiting["flags"]]
    assert waiting["warn_at"] is None, "a clock that stands warns nobody"
    page = world.page_of(receipt)
    assert (page["question"]["text"], page["next_deadline"]) == (WORDS, None)
    assert "question" in page["can"]
    assert page["timeline"][-1]["title"] == "请您补充情况"
    refused(department.step(case_id, "ask-reporter", {"text": "再问"}), 409, "invalid-transition")
    answered = _act(world, receipt, "question", {"text": "晚上八点以后"}, [jpeg(9)])
    assert answered.status_code == 200, answered.json
    assert (answered.json["question"], "question" in answered.json["can"]) == (None, False)
    after = department.case(case_id)
    assert "question_id" not in [flag["code"] for flag in after["flags"]]
    assert len(after["photos"]) == 1
    asked = department.get(f"/cases/{case_id}/answers").json["questions"]
    assert [(row["text"], row["answer"], row["state"]) for row in asked] == [(WORDS, "晚上八点以后", "answered")]
    assert _act(world, receipt, "question", {"text": "再说一次"}).status_code == 409


def test_silence_is_told_once_and_then_ends_the_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, receipt = _ask(world)
    department, start = world.sign_in("department"), datetime.now(UTC)
    before = department.case(case_id)["due_at"]
    for _ in range(2):
        keep_waiting_short(start + timedelta(days=3))
    assert world.page_of(receipt)["question"]["reminded"]
    told = [row["name"] for row in department.get("/messages").json["items"]]
    assert told.count("question.waiting") <= 1
    assert keep_waiting_short(start + timedelta(days=6)) >= 1
    assert keep_waiting_short(start + timedelta(days=7)) == 0
    page = world.page_of(receipt)
    assert (page["question"], page["timeline"][-1]["title"]) == (None, "没有等到补充，按现有情况继续办理")
    asked = department.get(f"/cases/{case_id}/answers").json["questions"]
    assert asked[0]["state"] == "unanswered"
    assert department.case(case_id)["due_at"] > before, "the time of the wait is not the department's"


def test_the_next_stage_ends_a_question_with_the_one_before(world: World) -> None:
    receipt = world.receipt()
    case_id = receipt["case_id"]
    take(world, "station", case_id, "ask-reporter", text=WORDS)
    take(world, "station", case_id, "register", skip_reason="photo")
    asked = world.sign_in("station").get(f"/cases/{case_id}/answers").json["questions"]
    assert asked[0]["state"] == "ended"
    assert world.page_of(receipt)["question"] is None
    take(world, "station", case_id, "ask-reporter", text="在哪一侧？")
    take(world, "station", case_id, "end-question")
    refused(world.sign_in("station").step(case_id, "ask-reporter", {"text": "第三次"}), 409, "invalid-transition")


def _link(someone: Someone, case_id: int, name: str = "某某餐饮店") -> dict[str, Any]:
    made = someone.post(f"/cases/{case_id}/enterprise-link", json={"name": name},
                        headers={"Idempotency-Key": str(uuid.uuid4())})
    assert made.status_code == 201, made.json
    return made.json  # type: ignore[return-value]


def _token(link: dict[str, Any]) -> dict[str, str]:
    return {"X-Link-Token": link["url"].partition("#")[2]}


def _deny(world: World, link: dict[str, Any], **given: Any) -> TestResponse:
    return world.citizen().post("/enterprise-answer", headers=_token(link),
                                json={"reply": "denied", "text": "当天没有营业", **given})


def test_an_enterprise_sees_the_place_and_nothing_of_any_reporter(world: World) -> None:
    contact = {"name": "陈某某", "phone": "13900001111"}
    receipt = world.receipt(photos=[jpeg(3)], description="老板姓林", place_text="我家楼下", contact=contact)
    case_id = receipt["case_id"]
    take(world, "station", case_id, "ask-confirmation")
    take(world, "member", case_id, "confirm", result="true", note="邻居说的", photos=[jpeg(4)])
    link = _link(world.sign_in("station"), case_id)
    seen = world.citizen().get("/enterprise-answer", headers=_token(link))
    assert (seen.json["state"], seen.json["category"]["code"], len(seen.json["photos"])) == ("open", "A05", 1)
    assert seen.json["standard"]
    told = receipt["number"], receipt["ticket"], receipt["received_at"][:10]
    for secret in ("老板姓林", "楼下", "陈某某", "邻居", *told):
        assert secret not in seen.text, secret
    assert world.citizen().get("/enterprise-answer", headers={"X-Link-Token": "x" * 40}).status_code == 404
    assert world.citizen().get("/enterprise-answer").status_code == 404
    done = world.citizen().post("/enterprise-answer", headers=_token(link), data={
        "answer": json.dumps({"reply": "done", "text": "已清运"}), "photos": [(io.BytesIO(jpeg(5)), "1.jpg")]},
        content_type="multipart/form-data")
    assert (done.status_code, done.json["state"], done.json["photos"]) == (200, "answered", [])
    refused(_deny(world, link), 409, "window-closed")
    told = world.sign_in("station").get(f"/cases/{case_id}/answers").json["links"][0]
    assert (told["reply"], told["text"]) == ("done", "已清运")
    assert not [flag for flag in world.sign_in("station").case(case_id)["flags"] if flag["code"] == "contested"]


def test_a_link_is_made_by_who_handles_and_can_be_taken_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = world.case_in("handling")
    department, key = world.sign_in("department"), {"Idempotency-Key": str(uuid.uuid4())}
    path = f"/cases/{case_id}/enterprise-link"
    first, again = (department.post(path, json={"name": "某厂"}, headers=key).json for _ in range(2))
    assert first == again, "asked again after no answer: the same link"
    refused(world.sign_in("member").post(path, json={"name": "某厂"}), 403, "role-forbidden")
    refused(hire(world, "other_department").post(path, json={"name": "某厂"}), 403, "territory-forbidden")
    assert department.post(f"{path}/{first['id']}/revoke").status_code == 204
    refused(_deny(world, first), 409, "window-closed")
    late = _link(department, case_id)
    set_clock(monkeypatch, datetime.now(UTC) + timedelta(days=4))
    assert world.citizen().get("/enterprise-answer", headers=_token(late)).json["state"] == "expired"
    refused(_deny(world, late), 409, "window-closed")


def test_a_denial_asks_for_a_measurement_or_a_second_person(world: World) -> None:
    receipt = world.receipt()
    case_id = receipt["case_id"]
    assert _deny(world, _link(world.sign_in("station"), case_id)).status_code == 200
    assert "contested" in [flag["code"] for flag in world.sign_in("station").case(case_id)["flags"]]
    take(world, "station", case_id, "ask-confirmation")
    take(world, "member", case_id, "confirm", result="false")
    refusal = world.sign_in("station").step(case_id, "decline", {"reason_code": "untrue", "note": "没有看到"})
    refused(refusal, 422, "validation")
    assert refusal.json["errors"][0]["field"] == "reason_code"
    asked = take(world, "station", case_id, "ask-confirmation")
    assert asked["whose_turn"]["name"] != "", "another person is asked"
    refused(world.sign_in("member").step(case_id, "confirm", {"result": "false", "measurement": "10 mg/m³"}), 409,
            "invalid-transition")


def test_who_checks_what_an_enterprise_denies_measures_or_goes_there(world: World) -> None:
    case_id, _ = world.case_in("handling")
    assert _deny(world, _link(world.sign_in("department"), case_id)).status_code == 200
    take(world, "department", case_id, "handle", note="已清理", photos=[jpeg(6)])
    answer = {"answer": "现场已干净"}
    refused(world.sign_in("station").step(case_id, "check-pass", answer), 422, "validation")
    assert take(world, "station", case_id, "check-pass", **answer, photos=[jpeg(7)])["state"] == "checked"


def test_a_check_passes_when_every_point_has_been_looked_at(world: World) -> None:
    case_id, _ = world.case_in("handled")
    station = world.sign_in("station")
    points = station.get(f"/cases/{case_id}/answers").json["standard"]
    assert len(points) == 3
    seen = [point["code"] for point in points]
    for short in ([], seen[:2]):
        missing = station.step(case_id, "check-pass", {"answer": "好了", "seen": short})
        refused(missing, 422, "validation")
        assert missing.json["errors"][0]["field"] == "seen"
    assert take(world, "station", case_id, "check-pass", answer="好了", seen=seen)["state"] == "checked"


def test_notes_are_read_by_those_they_are_meant_for(world: World) -> None:
    case_id, receipt = world.case_in("handling")
    station = world.sign_in("station")
    for visibility in ("station", "departments", "public"):
        note = {"text": f"备注给{visibility}", "visibility": visibility}
        written = station.post(f"/cases/{case_id}/notes", json=note)
        assert written.status_code == 201, written.json
    read = {name: [note["visibility"] for note in world.sign_in(name).case(case_id)["notes"]
                   if note["kind"] == "case.noted"] for name in ("station", "department", "member")}
    assert read == {"station": ["station", "departments", "public"], "department": ["departments", "public"],
                    "member": ["public"]}
    history = world.sign_in("department").get(f"/cases/{case_id}/events").text
    assert "备注给station" not in history
    steps = world.page_of(receipt)["timeline"]
    assert [step["text"] for step in steps if step["title"] == "受理单位说明"] == ["备注给public"]
    mine = world.sign_in("department").post(f"/cases/{case_id}/notes", json={"text": "x", "visibility": "public"})
    refused(mine, 403, "role-forbidden")


def _flags(world: World, case_id: int) -> list[str]:
    return [flag["code"] for flag in world.sign_in("station").case(case_id)["flags"]]


def test_silence_closes_without_a_yes_and_a_late_rating_still_counts(world: World,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, receipt = world.case_in("checked")
    run_due(datetime.now(UTC) + timedelta(days=3, minutes=1))
    assert take(world, "station", case_id, "close", feedback="已办结")["state"] == "closed"
    assert "closed_without_yes" in _flags(world, case_id)
    assert world.page_of(receipt)["closed_without_yes"]
    figures = {row["key"]: row for row in world.sign_in("station").get("/stats/closing").json["figures"]}
    row = figures["without-yes"]
    listed = world.sign_in("station").client.get(f"{row['link']}&limit=200").json["items"]
    assert case_id in [item["id"] for item in listed]
    assert (row["value"], row["n"] >= row["value"]) == (len(listed), True)
    assert world.rate(receipt).status_code == 200
    assert "closed_without_yes" not in _flags(world, case_id)
    set_clock(monkeypatch, datetime.now(UTC) + timedelta(days=16))
    refused(world.rate(receipt, solved="no", satisfaction=1), 409, "window-closed")


def test_a_refusal_is_told_in_plain_words_and_reviewed_once(world: World) -> None:
    receipt = world.receipt(grid="350211103G05")  # what comes near a refusal is accepted by somebody else
    case_id = receipt["case_id"]
    take(world, "station", case_id, "decline", reason_code="outside", note="地点在漳州，请拨打当地 12345")
    told = world.page_of(receipt)["refusal"]
    assert (told["reason"], told["review"]) == ("不在本市辖区", "possible")
    assert "请向当地反映" in told["explain"]
    assert told["words"] == ["地点在漳州，请拨打当地 12345"]
    assert _act(world, receipt, "review", {"text": "就在集美"}).json["refusal"]["review"] == "asked"
    hire(world, "next_head")
    take(world, "next_head", case_id, "review", overturned=False, note="查过边界，确在漳州")
    told = world.page_of(receipt)["refusal"]
    assert (told["review"], told["words"][-1]) == ("upheld", "查过边界，确在漳州")
    assert _act(world, receipt, "review", {"text": "再看"}).status_code == 409


def test_texts_to_begin_with_are_filled_from_the_case_and_kept_by_administrators(world: World) -> None:
    case_id, _ = world.case_in("handled")
    station, admin = world.sign_in("station"), world.sign_in("admin")
    first = station.get(f"/cases/{case_id}/templates?action=check-pass").json["items"][0]
    assert first["name"].startswith("大气")
    assert "{" not in first["text"]
    assert "已清理干净" in first["text"]
    new = {"action": "check-pass", "category": "A05", "name": "焚烧", "text": "{地点}的火已灭，由{处置单位}处置。"}
    refused(station.post("/answer-templates", json=new), 403, "role-forbidden")
    wrong = admin.post("/answer-templates", json={**new, "text": "{姓名}您好"})
    refused(wrong, 422, "validation")
    made = admin.post("/answer-templates", json=new)
    assert made.status_code == 201, made.json
    assert station.get(f"/cases/{case_id}/templates?action=check-pass").json["items"][0]["name"] == "焚烧"
    off = {**new, "active": False}
    assert admin.post(f"/answer-templates/{made.json['id']}", json=off).status_code == 200
    assert station.get(f"/cases/{case_id}/templates?action=check-pass").json["items"][0]["name"] != "焚烧"
    shown = admin.post("/answer-templates/preview", json={"text": "{类别}{电话}"}).json
    assert (shown["text"], shown["unknown"]) == ("露天焚烧（电话待填）", ["电话"])
