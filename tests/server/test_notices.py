"""What reporters are told, how a contact is proved, and what slows without ever refusing."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.actions.ledger import verify_ledger
from server.actions.notice_plan import plan_notices
from server.actions.notice_sending import send_due
from server.extensions import db
from tests.builders import API, World
from tests.server.mail_sink import Sink, mail_sink

PHONE = {"name": "林", "phone": "13800000001"}


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with mail_sink() as running:
        yield running


@pytest.fixture(autouse=True)
def reachable(monkeypatch: pytest.MonkeyPatch, world: World, sink: Sink) -> None:
    """An installation with a mail server, that has read its ledger."""
    monkeypatch.setattr(db, "settings", dataclasses.replace(
        db.settings, smtp_url=sink.url, mail_from="grid@example.cn", public_url="https://grid.example.cn"))
    plan_notices(datetime.now(UTC))


def _run(later: timedelta = timedelta()) -> int:
    """The job, as if so much later."""
    plan_notices(datetime.now(UTC))
    return send_due(datetime.now(UTC) + later)


def _told(world: World, ticket: str, username: str = "station") -> list[tuple[str, str, str]]:
    items = world.sign_in(username).get("/reporter-notices?limit=200").json["items"]
    return [(item["kind"], item["channel"], item["state"]) for item in reversed(items) if item["ticket"] == ticket]


def _decline(world: World, case_id: int) -> None:
    answer = world.sign_in("station").step(case_id, "decline", {"reason_code": "unclear", "note": "写不清"})
    assert answer.status_code == 200, answer.json


def test_a_reporter_is_told_of_each_turn_once_and_by_the_way_they_wished(world: World, sink: Sink) -> None:
    contact = {"email": "lin@example.cn"}
    case_id, receipt = world.case_in("registered", contact=contact)
    silent = world.case_in("registered")[1]
    sink.taken.clear()
    assert _run() == 1
    assert _run(timedelta(minutes=1)) == 0
    to, mail = sink.taken[0]
    assert (to, len(sink.taken)) == ("lin@example.cn", 1)
    words = mail.get_content()  # type: ignore[attr-defined]
    assert receipt["ticket"] in words
    assert f"#/status/{receipt['ticket']}/{receipt['query_code']}" in words
    assert _told(world, receipt["ticket"]) == [("accepted", "email", "sent")]
    assert _told(world, silent["ticket"]) == []
    shown = world.sign_in("station").get("/reporter-notices").text
    assert receipt["query_code"] not in shown
    assert "lin@example.cn" not in shown
    joined = world.receipt(contact=PHONE, join_case=case_id)
    world.sign_in("dispatcher").step(case_id, "dispatch", {"department": "350211-CG"})
    _run(timedelta(minutes=31))
    assert _told(world, joined["ticket"]) == [("dispatched", "sms", "sent")]
    assert _told(world, receipt["ticket"])[1:] == [("dispatched", "email", "sent")]


def test_what_was_undone_is_told_to_nobody(world: World) -> None:
    receipt = world.receipt(contact=PHONE, grid="350211103G05")
    _decline(world, receipt["case_id"])
    _run()
    assert _told(world, receipt["ticket"]) == [("declined", "sms", "waiting")]
    assert world.sign_in("station").step(receipt["case_id"], "undo").status_code == 200
    _run(timedelta(minutes=31))
    assert _told(world, receipt["ticket"]) == [("declined", "sms", "dropped")]
    _decline(world, receipt["case_id"])
    _run(timedelta(minutes=29))
    assert _told(world, receipt["ticket"])[-1] == ("declined", "sms", "waiting")
    _run(timedelta(minutes=31))
    assert _told(world, receipt["ticket"])[-1] == ("declined", "sms", "sent")


def test_a_failure_is_seen_tried_again_and_given_up(world: World, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    refused, other = (world.case_in("registered", contact={"email": f"{name}@example.cn"})[1]
                      for name in ("nobody", "somebody"))
    sink.refused.add("nobody@example.cn")
    with monkeypatch.context() as down:
        down.setattr(db, "settings", dataclasses.replace(db.settings, smtp_url="smtp://127.0.0.1:1"))
        assert _run() == 0
    assert _told(world, other["ticket"]) == [("accepted", "email", "waiting")]
    assert _run(timedelta(minutes=2)) == 1
    assert _told(world, refused["ticket"]) == [("accepted", "email", "failed")]
    assert _told(world, other["ticket"]) == [("accepted", "email", "sent")]
    failed = world.sign_in("admin").get("/reporter-notices?state=failed").json["items"][0]
    assert failed["error"]["code"] == "refused"
    path = f"/reporter-notices/{failed['id']}/retry"
    assert world.sign_in("station").post(path).status_code == 403
    sink.refused.clear()
    assert world.sign_in("admin").post(path).json["state"] == "waiting"
    assert _run() == 1
    assert world.sign_in("admin").post(path).status_code == 409


def test_a_suggestion_hears_that_it_was_answered(world: World) -> None:
    receipt = world.receipt(intent="suggestion", category="M02", contact={**PHONE, "by": "wechat"})
    world.sign_in("station").post(f"/opinions/{receipt['ticket']}/reply", json={"text": "列入计划", "adopted": False},
                                  headers={"Idempotency-Key": str(uuid.uuid4())})
    _run()
    assert _told(world, receipt["ticket"]) == [("replied", "wechat", "sent")]


def test_what_members_think_of_the_system_is_answered_by_its_administrators(world: World) -> None:
    own = world.receipt(who=world.sign_in("member"), intent="suggestion", category="M05", source="grid_member",
                        description="拍照最好能连拍")
    ticket = own["ticket"]
    other = world.receipt(intent="suggestion", category="M02", description="多放几个桶")["ticket"]
    seen = [item["ticket"] for item in world.sign_in("admin").get("/opinions?state=received").json["items"]]
    assert ticket in seen
    assert other not in seen
    answer = world.sign_in("admin").post(f"/opinions/{ticket}/reply", json={"text": "下一版加上", "adopted": True},
                                         headers={"Idempotency-Key": str(uuid.uuid4())})
    assert answer.json["state"] == "answered"
    assert world.page_of(own)["answer"]["adopted"] is True


def test_an_unproved_contact_is_told_nothing_where_codes_are_on(
        world: World, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, contact_check="sms,email"))
    citizen, code_id = world.citizen(), str(uuid.uuid4())
    sink.taken.clear()
    wanted = {"id": code_id, "way": "email", "to": "own@example.cn"}
    assert [citizen.post("/contact-codes", json=wanted).status_code for _ in range(2)] == [201, 201]
    assert _run() == 1
    code = sink.taken[0][1].get_content().split()[1][:6]  # type: ignore[attr-defined]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert citizen.post(f"/contact-codes/{code_id}/check", json={"code": wrong}).status_code == 422
    proof = citizen.post(f"/contact-codes/{code_id}/check", json={"code": code}).json["proof"]
    proved, stolen = (world.case_in("registered", contact={"email": to, "proof": proof})[1]
                      for to in ("own@example.cn", "other@example.cn"))
    _run()
    assert _told(world, proved["ticket"]) == [("accepted", "email", "sent")]
    assert _told(world, stolen["ticket"]) == [("accepted", "email", "failed")]
    chat = world.case_in("registered", contact={**PHONE, "by": "wechat"})[1]
    _run()
    assert _told(world, chat["ticket"]) == [("accepted", "wechat", "failed")]
    assert "own@example.cn" not in world.sign_in("admin").get("/reporter-notices").text


def test_codes_are_not_sent_without_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "settings", dataclasses.replace(
        db.settings, contact_check="sms", contact_code_rate="2/3600"))
    answers = [world.citizen().post("/contact-codes", json={
        "id": str(uuid.uuid4()), "way": "sms", "to": "+86 138 0000 0002"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[0].json["simulated"]
    assert "验证码" in answers[0].json["played"]
    code_id = answers[0].json["id"]
    wrong = [world.citizen().post(f"/contact-codes/{code_id}/check", json={"code": "000000"}).status_code
             for _ in range(6)]
    assert wrong[-1] == 409


def _send(world: World, device: str, **given: Any) -> Any:
    citizen = world.citizen()
    citizen.client.environ_base["HTTP_X_DEVICE"] = device
    return world.report(who=citizen, **given)


def test_a_device_is_held_tighter_than_an_address(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, report_rate="6/3600", device_rate="2/3600"))
    mine, other = (uuid.uuid4().hex for _ in range(2))
    assert [_send(world, mine).status_code for _ in range(3)] == [201, 201, 429]
    said = _send(world, mine)
    assert "这台设备" in said.json["detail"]
    assert int(said.headers["Retry-After"]) > 0
    assert _send(world, other).status_code == 201
    assert _send(world, mine, category="K01").status_code == 201  # severity 1
    assert "小区" in _send(world, uuid.uuid4().hex).json["detail"]


def _restrict(world: World, ticket: str, username: str = "station_head", **more: Any) -> Any:
    body = {"ticket": ticket, "on": "device", "days": 7, "reason": "一小时内重复上报同一件不存在的事", **more}
    return world.sign_in(username).post("/restrictions", json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def _low(world: World) -> list[int]:
    return [item["id"] for item in world.sign_in("station").get("/cases?low=true").json["items"]]


def test_a_restriction_slows_and_refuses_nothing(world: World) -> None:
    device = uuid.uuid4().hex
    first = _send(world, device).json
    assert _restrict(world, first["ticket"], "station").status_code == 403
    assert _restrict(world, first["ticket"], days=90).status_code == 422
    made = _restrict(world, first["ticket"])
    assert made.status_code == 201, made.json
    assert _restrict(world, first["ticket"]).status_code == 409
    slowed, urgent, free = _send(world, device).json, _send(world, device, category="K01").json, world.receipt()
    assert slowed["restricted"]["reason"]
    assert slowed["restricted"]["can_appeal"]
    assert (urgent["restricted"], free["restricted"]) == (None, None)
    station = world.sign_in("station")
    low = _low(world)
    assert slowed["case_id"] in low
    assert not {urgent["case_id"], free["case_id"], first["case_id"]} & set(low)
    assert station.get("/stats/overview?division=350211103").json["low"]["value"] == len(low)
    assert world.page_of(slowed)["restricted"]["until"] == made.json["ends_at"]
    assert station.step(slowed["case_id"], "ask-confirmation").status_code == 200
    assert slowed["case_id"] not in _low(world)
    assert made.json["id"] in [item["id"] for item in station.get("/restrictions?running=true").json["items"]]


def test_somebody_else_saying_the_same_takes_a_case_out_of_the_low_queue(world: World) -> None:
    device = uuid.uuid4().hex
    assert _restrict(world, _send(world, device).json["ticket"]).status_code == 201
    case_id = _send(world, device).json["case_id"]
    world.receipt(join_case=case_id)
    assert case_id not in _low(world)


def test_a_restriction_is_reviewed_once_by_another_head(world: World) -> None:
    device = uuid.uuid4().hex
    made = _restrict(world, _send(world, device).json["ticket"]).json
    slowed = _send(world, device).json
    path = f"/reports/{slowed['ticket']}/restriction-review"
    asked = [world.citizen().post(path, json={"text": "我没有乱报"}, headers={
        "X-Query-Code": slowed["query_code"], "Idempotency-Key": key}) for key in ("a" * 20, "a" * 20, "b" * 20)]
    assert [answer.status_code for answer in asked] == [200, 200, 409]
    review = {"json": {"lifted": True, "text": "证据不足，解除"}}
    path = f"/restrictions/{made['id']}/review"
    assert world.sign_in("station_head").post(path, **review).status_code == 403
    assert world.sign_in("coordinator").post(path, **review).json["state"] == "lifted"
    assert world.sign_in("coordinator").post(path, **review).status_code == 409
    assert world.page_of(slowed)["restricted"] is None
    assert slowed["case_id"] not in _low(world)
    assert _send(world, device).json["restricted"] is None
    assert world.app.test_client().get(f"{API}/restrictions").status_code == 401
    assert verify_ledger()[1] == []
