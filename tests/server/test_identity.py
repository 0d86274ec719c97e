"""Who reported stays sealed: encrypted, for the accepting station alone, each look kept with its reason."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.extensions import db
from server.models import IdentityLook, PhotoEvidence, ReportDetail, ReporterIdentity
from tests.builders import TOWN, World
from tests.server.media_samples import corners, encoded, here
from tests.server.people import at_once, hire
from tests.server.tables import all_text, ledger, row_counts

NAME, PHONE = "欧阳某某", "13912345678"
DEVICE = {"device_lon": 118.0123456, "device_lat": 24.6543219, "accuracy_m": 17.25}
REASON = "需要电话核实具体楼栋"


def look(someone: Any, receipt: dict[str, Any], reason: str | None = REASON) -> TestResponse:
    return someone.get(f"/reports/{receipt['id']}/identity", query_string={"reason": reason} if reason else {})


def told(world: World, **more: Any) -> dict[str, Any]:
    return world.receipt(contact={"name": NAME, "phone": PHONE}, **{**DEVICE, **more})


def test_what_is_written_down_is_encrypted(world: World) -> None:
    receipt = told(world)
    with db.reading() as session:
        sealed = session.get_one(ReporterIdentity, receipt["id"]).sealed
    assert NAME not in sealed
    for table, text in all_text().items():
        assert NAME not in text, table
        assert PHONE not in text, table


def test_the_station_looks_with_a_reason_and_the_look_is_kept(world: World) -> None:
    receipt = told(world)
    answer = look(world.sign_in("station"), receipt)
    assert (answer.status_code, answer.json) == (200, {"name": NAME, "phone": PHONE, "email": ""})
    assert answer.headers["Cache-Control"] == "no-store"
    by_ticket = look(world.sign_in("station_head"), {**receipt, "id": receipt["ticket"]}, "回访满意度")
    assert by_ticket.json == {"name": NAME, "phone": PHONE, "email": ""}
    with db.reading() as session:
        looks = list(session.scalars(select(IdentityLook).where(IdentityLook.report_id == receipt["id"])
                                     .order_by(IdentityLook.id)))
    assert [kept.reason for kept in looks] == [REASON, "回访满意度"]
    events = world.sign_in("auditor").get(f"/cases/{receipt['case_id']}/events").json["events"][-2:]
    assert [(event["name"], event["title"]) for event in events] == [("identity.viewed", "查看了反映人身份")] * 2
    assert [event["actor"]["name"] for event in events] == ["黄值班", "吴站长"]
    assert REASON not in json.dumps([event.content for event in ledger()], ensure_ascii=False), \
        "a reason is somebody's words and stays outside the ledger"


@pytest.mark.parametrize("reason", [None, "", "   ", "看", " 看看 "])
def test_without_a_reason_nobody_looks(world: World, reason: str | None) -> None:
    receipt = told(world)
    before = row_counts()
    answer = look(world.sign_in("station"), receipt, reason)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "reason")
    assert row_counts() == before


def test_with_recusal_the_district_coordinator_alone_looks(world: World) -> None:
    receipt = told(world, recuse=True)
    before = row_counts()
    for name in ("station", "station_head", "member", "community", "dispatcher", "leader", "city_leader", "admin",
                 "city_dispatcher", "city_coordinator", "auditor", "assessor", "department", "assistant"):
        answer = look(world.sign_in(name), receipt)
        assert (answer.status_code, answer.json["type"]) == (403, "/problems/territory-forbidden"), name
    assert look(hire(world, "other_coordinator"), receipt).status_code == 403
    assert row_counts("people", "posts", "sign_ins") == {
        table: rows for table, rows in before.items() if table not in ("people", "posts", "sign_ins")}
    assert look(world.sign_in("coordinator"), receipt).json == {"name": NAME, "phone": PHONE, "email": ""}


def test_at_sea_the_district_accepts(world: World) -> None:
    receipt = told(world, grid="350211000000601", category="B05")
    assert look(world.sign_in("station"), receipt).status_code == 403
    assert look(hire(world, "other_dispatcher"), receipt).status_code == 403
    assert look(world.sign_in("dispatcher"), receipt).json == {"name": NAME, "phone": PHONE, "email": ""}


def test_who_left_no_name_has_none(world: World) -> None:
    receipt = world.receipt()
    answer = look(world.sign_in("station"), receipt)
    assert (answer.status_code, answer.json["type"]) == (404, "/problems/not-found")
    assert look(world.sign_in("station"), {"id": "no-such-report"}).status_code == 404
    listed = world.sign_in("station").case(receipt["case_id"])["reports"]
    assert [report["has_contact"] for report in listed] == [False]


def test_a_suggestion_has_its_own_seal(world: World) -> None:
    receipt = told(world, intent="suggestion", description="希望多设几个垃圾桶")
    assert receipt["case_id"] is None
    assert look(hire(world, "next_station"), receipt).status_code == 403
    assert look(world.sign_in("station"), receipt).json == {"name": NAME, "phone": PHONE, "email": ""}
    assert ledger()[-1].subject_kind == "report"


def test_no_answer_of_any_call_names_the_reporter(world: World) -> None:
    photo = encoded(corners((640, 480)), exif=here(118.0654321, 24.6123456))
    case_id, receipt = world.case_in("checked", photos=[photo], contact={"name": NAME, "phone": PHONE}, **DEVICE)
    assert world.rate(receipt).status_code == 200
    assert world.sign_in("station").step(case_id, "close", {"feedback": "谢谢"}).status_code == 200
    secret = (NAME, PHONE, "118.0123456", "24.6543219", "118.0654321", "24.6123456")
    paths = (f"/cases/{case_id}", f"/cases/{case_id}/events", "/cases?limit=200", f"/cases?q={PHONE}",
             "/events?limit=200", "/stats/overview", "/stats/grids", "/opinions")
    for name in ("station", "station_head", "department", "dispatcher", "leader", "city_leader", "auditor"):
        for path in paths:
            text = world.sign_in(name).get(path).text
            assert not [word for word in secret if word in text], (name, path)
    assert world.sign_in("station").get(f"/cases?q={PHONE}").json["items"] == []
    page = json.dumps(world.page_of(receipt), ensure_ascii=False)
    assert not [word for word in secret if word in page]
    assert PHONE not in json.dumps(receipt)


def test_the_ledger_holds_no_words_and_no_positions(world: World) -> None:
    photo = encoded(corners((640, 480)), exif=here(118.0654321, 24.6123456))
    words = "河边第三棵榕树下有人倒油"
    case_id, receipt = world.case_in("checked", photos=[photo], description=words, place_text="榕树下的小店后门",
                                     contact={"name": NAME, "phone": PHONE}, **DEVICE)
    assert world.rate(receipt, comment="这次办得快").status_code == 200
    body = {"report": json.dumps({"text": "再补一张照片"}), "photos": [(io.BytesIO(photo), "a.jpg")]}
    other = world.receipt(description="另一位的话")
    kept = world.citizen().post(f"/reports/{other['ticket']}/photos", data=body,
                                headers={"X-Query-Code": other["query_code"]})
    assert kept.status_code == 200
    station = world.sign_in("station")
    assert station.step(case_id, "contact", {"reached": True, "note": "电话里说得很清楚"}).status_code == 200
    lon, lat = (format(value, ".5f") for value in world.point_in())
    told_words = (NAME, PHONE, words, "榕树", "办得快", "补一张", "另一位的话", "电话里", "已清理干净", "火已扑灭",
                  "118.0123", "24.6543", "118.06543", "24.61234", lon, lat, "Phone 9")
    assert len(ledger()) > 10
    for event in ledger():
        row = str({name: value for name, value in vars(event).items() if not name.startswith("_")})
        assert not [word for word in told_words if word in row], event.content
    with db.reading() as session:
        detail = session.get_one(ReportDetail, receipt["id"])
        assert (detail.device_lon, detail.device_lat) == (DEVICE["device_lon"], DEVICE["device_lat"])
        evidence = list(session.scalars(select(PhotoEvidence).where(PhotoEvidence.model == "Phone 9")))
    assert evidence, "what the camera said is kept as evidence, apart"


def test_looks_and_steps_at_the_same_moment_each_have_their_number(world: World) -> None:
    """A look writes into the case's chain: it has to wait for whoever is at the case."""
    receipt = told(world)
    station, head = world.sign_in("station"), world.sign_in("station_head")
    calls = [lambda: look(station, receipt), lambda: look(head, receipt),
             lambda: station.step(receipt["case_id"], "contact", {"reached": True}, version=1),
             lambda: head.step(receipt["case_id"], "contact", {"reached": False}, version=1)] * 2
    answers = at_once(calls)
    assert [answer.status_code for answer in answers] == [200] * 8, [answer.json for answer in answers]
    chain = [event for event in ledger() if (event.subject_kind, event.subject_id) == ("case", str(receipt["case_id"]))]
    assert [event.n for event in chain] == list(range(1, len(chain) + 1))
    names = [event.name for event in chain]
    assert (names.count("case.contacted"), sum("identity" in name for name in names)) == (4, 4), names


def test_the_ledger_names_who_typed_it_in_and_never_who_told(world: World) -> None:
    typed = told(world, who=world.sign_in("station"), source="12345", external_number="XM-1")
    told_by_phone = [event for event in ledger() if event.subject_id == str(typed["case_id"])]
    actor = json.loads(told_by_phone[0].content)["actor"]
    assert (actor["kind"], actor["unit"]) == ("person", TOWN)
    alone = told(world)
    actor = json.loads(next(event.content for event in ledger() if event.subject_id == str(alone["case_id"])))["actor"]
    assert actor == {"kind": "reporter", "id": None, "unit": None, "role": None}
