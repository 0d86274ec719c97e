"""Other systems: items come in by file, replies go out, law enforcement gets its package and answers."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import uuid
import zipfile
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from openpyxl import load_workbook

from server.actions.law_handover import collect_law_returns
from server.queries.item_columns import ITEM, LAW, REPLY
from server.queries.moments import CITY_ZONE
from tests.builders import Someone, World, jpeg
from tests.server.people import hire, take
from tests.server.refusals import refused
from tests.server.tables import ledger

HEAD = (ITEM.source, ITEM.number, ITEM.due, ITEM.category, ITEM.words, ITEM.place, ITEM.name, ITEM.phone, ITEM.wish)


def due(**later: float) -> str:
    """A limit as the other side writes it."""
    return (datetime.now(CITY_ZONE) + timedelta(**later)).strftime("%Y-%m-%d %H:%M")


def row(number: str, **cells: str) -> list[str]:
    """One item of the hotline."""
    given = {ITEM.source: "12345 转办", ITEM.number: number, ITEM.due: due(days=5), ITEM.category: "露天焚烧",
             ITEM.words: "后溪镇路口天天烧垃圾", ITEM.place: "后溪镇工业区路口", **cells}
    return [given.get(name, "") for name in HEAD]


def hand_in(someone: Someone, path: str, rows: Sequence[Sequence[str]], *, dry_run: bool = False) -> Any:
    """Send a table as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return someone.post(f"{path}?dry_run={str(dry_run).lower()}", content_type="multipart/form-data", headers={
        "Idempotency-Key": str(uuid.uuid4())}, data={"file": (io.BytesIO(text.getvalue().encode()), "items.csv")})


def test_the_same_number_is_the_same_case_and_the_earlier_limit_rules(world: World) -> None:
    station = world.sign_in("station")
    items = [HEAD, row("XM-0001", **{ITEM.name: "林某", ITEM.phone: "13900000000", ITEM.wish: "尽快处理"}),
             row("XM-0002")]
    looked = hand_in(station, "/intake/import", items, dry_run=True).json
    assert (looked["new"], looked["applied"], looked["errors"]) == (2, False, [])
    taken = hand_in(station, "/intake/import", items).json
    assert (taken["new"], taken["applied"]) == (2, True)
    case_id = taken["items"][0]["case_id"]
    case = station.case(case_id)
    assert (case["source"], case["external_number"], case["town"]["name"]) == ("12345", "XM-0001", "后溪镇")
    assert case["answers"][0]["wish"] == "尽快处理"
    assert case["reports"][0]["has_contact"]
    take(world, "station", case_id, "register", skip_reason="12345")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    before = take(world, "department", case_id, "sign")
    again = hand_in(station, "/intake/import", [HEAD, row("XM-0001", **{ITEM.due: due(hours=2), ITEM.words: "又烧了"}),
                                                row("XM-0002", **{ITEM.due: due(days=9)})]).json
    assert [item["what"] for item in again["items"]] == ["changed", "same"], "a later limit is no news"
    assert again["items"][0]["case_id"] == case_id
    sooner = station.case(case_id)
    assert sooner["due_at"] < before["due_at"]
    assert "来文期限提前" in sooner["explanation"]["deadline"]
    assert "又烧了" in [note["text"] for note in sooner["notes"]]
    assert "又烧了" not in ledger()[-1].content
    assert hand_in(station, "/intake/import", [HEAD, row("XM-0001", **{ITEM.words: "又烧了"})]).json["same"] == 1
    refused(world.report(who=station, source="12345", external_number="XM-0001"), 422, "validation",
            "external_number")


def test_a_file_with_a_mistake_writes_nothing(world: World) -> None:
    station = world.sign_in("station")
    answer = hand_in(station, "/intake/import", [
        HEAD, row("XM-0101"), row("XM-0101"), row("XM-0103", **{ITEM.category: "烧火"}),
        row("XM-0104", **{ITEM.due: "下周"}), row("", **{ITEM.place: ""})]).json
    assert not answer["applied"]
    assert {(error["row"], error["column"]) for error in answer["errors"]} == {
        (3, "编号"), (4, "类别"), (5, "期限"), (6, "编号"), (6, "地点")}
    assert hand_in(station, "/intake/import", [HEAD, row("XM-0101")], dry_run=True).json["new"] == 1
    refused(hand_in(world.sign_in("member"), "/intake/import", [HEAD, row("X")]), 403, "role-forbidden")


def test_replies_go_out_in_their_form(world: World) -> None:
    case_id, _ = world.case_in("checked", who=world.sign_in("station"), source="12345", external_number="XM-0201")
    leader = world.sign_in("leader")
    text = leader.get("/intake/replies.csv?source=12345").data.decode("utf-8-sig")
    found = {reply[REPLY.number]: reply for reply in csv.DictReader(io.StringIO(text))}
    reply = found["XM-0201"]
    assert (reply[REPLY.state], reply[REPLY.answer]) == ("核查通过，待评价", "火已扑灭，垃圾已清运。")
    assert reply[REPLY.case] == leader.case(case_id)["number"]
    book = load_workbook(io.BytesIO(leader.get("/intake/replies.xlsx").data))
    assert [cell.value for cell in book.active[1]] == list(REPLY)
    others = hire(world, "other_station").get("/intake/replies.csv").data.decode("utf-8-sig")
    assert "XM-0201" not in others
    today = datetime.now(UTC).date()
    refused(leader.get(f"/intake/replies.csv?from={today}&to={today - timedelta(days=3)}"), 422, "validation", "to")
    refused(leader.get("/intake/replies.pdf"), 404, "not-found")


def test_a_clue_goes_to_law_enforcement_and_comes_back(world: World) -> None:
    case_id, _ = world.case_in("handling", photos=[jpeg(9)], contact={"name": "欧阳小兰", "phone": "13911112222"})
    department = world.sign_in("department")
    refused(department.get(f"/cases/{case_id}/law-package"), 409, "invalid-transition")
    case = take(world, "department", case_id, "transfer-law", text="涉嫌倾倒")
    assert (case["law_transfer"]["status"], case["law_transfer"]["days"]) == ("sent", 0)
    answer = department.get(f"/cases/{case_id}/law-package")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        manifest = json.loads(package.read("manifest.json"))
        assert [hashlib.sha256(package.read(file["name"])).hexdigest() for file in manifest["files"]] == [
            file["sha256"] for file in manifest["files"]]
        told = json.loads(package.read("case.json"))
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "ignore")
    assert told["number"] == case["number"]
    assert "涉嫌倾倒" in [note["text"] for note in told["notes"]]
    assert not [secret for secret in ("欧阳小兰", "13911112222") if secret in everything]
    assert ledger()[-1].name == "case.law_package_taken"
    refused(world.sign_in("member").get(f"/cases/{case_id}/law-package"), 403, "role-forbidden")
    refused(hire(world, "other_station").get(f"/cases/{case_id}/law-package"), 403, "territory-forbidden")
    sent = department.post(f"/cases/{case_id}/law-package", json={}, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert (sent.json["simulated"], sent.json["receipt"][:4]) == (True, "SIM-")
    figures = world.sign_in("leader").get("/stats/law").json
    waiting = next(item for item in figures["items"] if item["status"] == "sent")
    assert case_id in [item["id"] for item in world.sign_in("leader").client.get(waiting["link"]).json["items"]]
    head = (LAW.number, LAW.status, LAW.document, LAW.decided, LAW.words)
    rows = [head, (case["number"], "抓了", "", "明天", ""), ("HB0", "立案")]
    wrong = hand_in(department, "/intake/law-returns", rows).json
    assert {(error["row"], error["column"]) for error in wrong["errors"]} == {
        (2, "结果"), (2, "决定日期"), (3, "案件编号")}
    filed = [head, (case["number"], "立案", "厦环立〔2026〕7号", "", "")]
    assert hand_in(department, "/intake/law-returns", filed).json["taken"] == 1
    assert department.case(case_id)["law_transfer"]["status_name"] == "立案"
    answers = world.settings.data_dir / "law" / "in"
    answers.mkdir(parents=True, exist_ok=True)
    (answers / "1.json").write_text(json.dumps({"number": case["number"], "law_status": "enforced", "text": "已缴"}))
    (answers / "2.json").write_text("no json")
    assert collect_law_returns(datetime.now(UTC)) == 1
    assert collect_law_returns(datetime.now(UTC)) == 0
    back = department.case(case_id)
    assert back["law_transfer"]["settled"]
    assert "law_transferred" not in {flag["code"] for flag in back["flags"]}


def test_a_case_on_paper_names_no_reporter(world: World) -> None:
    case_id, _ = world.case_in("checked", photos=[jpeg(3)], contact={"name": "欧阳小兰", "phone": "13911112222"})
    answer = world.sign_in("station").get(f"/cases/{case_id}/sheet.pdf")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    assert answer.data.count(b"/Subtype /Image") >= 1
    page = b"".join(zlib.decompress(base64.a85decode(stream, adobe=True)) for stream in re.findall(
        rb"/ASCII85Decode /FlateDecode[^>]*>>\s*stream\n(.*?~>)", answer.data, re.S))
    words = re.sub(rb"\\([0-7]{3}|.)", lambda sign: bytes([int(sign[1], 8)]) if len(sign[1]) == 3 else sign[1], page)
    assert "案件办理单".encode("utf-16-be") in words
    assert not [secret for secret in ("欧阳", "139111") if secret.encode("utf-16-be") in words]
    refused(hire(world, "other_station").get(f"/cases/{case_id}/sheet.pdf"), 403, "territory-forbidden")


def picture(someone: Someone, photo: dict[str, Any]) -> bytes:
    """The large picture behind its link."""
    with someone.client.get(photo["large"]) as answer:
        return answer.data


def test_a_face_is_covered_before_the_picture_is_released(world: World) -> None:
    case_id, receipt = world.case_in("reported", photos=[jpeg(77)])
    station = world.sign_in("station")
    photo = station.case(case_id)["photos"][0]
    bare = picture(station, photo)
    covered = station.post(f"/photos/{photo['id']}/cover", json={"areas": [[0.1, 0.1, 0.3, 0.3]]})
    assert covered.json["covers"] == [[0.1, 0.1, 0.3, 0.3]]
    shown = picture(station, covered.json)
    assert shown != bare
    assert ledger()[-1].name == "photo.covered"
    off = station.post(f"/photos/{photo['id']}/cover", json={"areas": []})
    assert picture(station, off.json) == bare, "taken off again until it is released"
    station.post(f"/photos/{photo['id']}/cover", json={"areas": [[0.1, 0.1, 0.3, 0.3]]})
    assert station.post(f"/photos/{photo['id']}/release").status_code == 204
    more = station.post(f"/photos/{photo['id']}/cover", json={"areas": [[0.6, 0.6, 0.2, 0.2]]}).json
    assert len(more["covers"]) == 2, "others have seen it covered: nothing is laid bare any more"
    assert picture(world.citizen(), world.page_of(receipt)["photos"][0]) not in (bare, shown)
    refused(station.post(f"/photos/{photo['id']}/cover", json={"areas": [[0.9, 0.9, 0.5, 0.5]]}), 422, "validation",
            "areas")
    refused(hire(world, "next_station").post(f"/photos/{photo['id']}/cover", json={"areas": []}), 403,
            "territory-forbidden")
