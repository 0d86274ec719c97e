"""The weekly meeting of a community: prepared, arranged, agreed upon, signed off as shown, followed until done."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from server.actions.pack_items import remind_of_items
from server.actions.packs import prepare
from server.queries.moments import city_day
from server.queries.people import SYSTEM
from tests.builders import GRID, Someone, World, jpeg
from tests.server.people import hire
from tests.server.tables import run_sql
from workflows.assessment.packs import week_before

NOW = datetime.now(UTC)
TODAY = city_day(NOW)
WORDS = "周五前把这处垃圾清完"


def key() -> dict[str, str]:
    """A new Idempotency-Key."""
    return {"Idempotency-Key": str(uuid.uuid4())}


def told(answer: TestResponse) -> dict[str, Any]:
    """What a call answered."""
    assert answer.status_code < 300, answer.json
    return answer.json  # type: ignore[return-value]


def refused(answer: TestResponse) -> str:
    """The field that a refusal names."""
    assert answer.status_code == 422, answer.json
    assert answer.json is not None
    return str(answer.json["errors"][0]["field"])


def home(world: World) -> str:
    """The community of the demo head."""
    return str(told(world.sign_in("community").get("/me"))["person"]["posts"][0]["division"])


@pytest.fixture
def late_case(world: World) -> int:
    """A case of the home community, reported last week and late since yesterday."""
    case_id = world.case_in("handling", grid=f"{home(world)}001")[0]
    run_sql("UPDATE cases SET due_at = :due, reported_on = :day WHERE id = :id", id=case_id,
            due=str(NOW - timedelta(days=1))[:19], day=str(week_before(TODAY)[0]))
    return case_id


def opened(world: World) -> dict[str, Any]:
    """The head's pack of the week that has ended, with the newest facts."""
    head = world.sign_in("community")
    pack = told(head.post("/meeting-packs", json={"community": home(world)}))
    return told(head.post(f"/meeting-packs/{pack['id']}/refresh", json={}))


def next_one(world: World) -> dict[str, Any]:
    """The pack of the week that follows, which only the test that signs one opens."""
    number, _ = prepare(home(world), SYSTEM, NOW + timedelta(days=7))
    return told(world.sign_in("community").post(f"/meeting-packs/{number}/refresh", json={}))


def send(who: Someone, pack: dict[str, Any], path: str = "", **body: Any) -> TestResponse:
    """A change to the pack at the version that the person saw."""
    return who.post(f"/meeting-packs/{pack['id']}{path}", json=body,
                    headers={**key(), "If-Match": f'"{pack["version"]}"'})


def part(pack: dict[str, Any], name: str) -> dict[str, Any]:
    """One part of a pack."""
    return next(one for one in pack["parts"] if one["key"] == name)


def test_the_pack_names_what_is_late_and_whose_turn_it_is_and_leaves_recused_matters_out(
        world: World, late_case: int) -> None:
    recused = world.receipt(grid=f"{home(world)}001", recuse=True)["case_id"]
    run_sql("UPDATE cases SET reported_on = :day WHERE id = :id", id=recused, day=str(week_before(TODAY)[0]))
    pack = opened(world)
    row = next(row for row in part(pack, "late")["rows"] if row["case_id"] == late_case)
    assert (row["late"], row["value"]) == (True, "超 1 天")
    assert "城市管理局" in row["who"]
    listed = {row["case_id"] for one in pack["parts"] for row in one["rows"]}
    assert late_case in {row["case_id"] for row in part(pack, "came_in")["rows"]}
    assert recused not in listed
    grid = next(line for line in part(pack, "grids")["rows"] if line["title"] == row["grid"])
    late_there = [one for one in part(pack, "late")["rows"] if one["grid"] == row["grid"]]
    assert 1 <= grid["counts"]["late"] == len(late_there) <= grid["counts"]["came_in"]
    assert all(line["value"] == "样本不足" or line["value"].endswith("%") for line in part(pack, "rates")["rows"])
    assert late_case in {one["case_id"] for one in pack["suggestions"]["bad"]}


def test_who_may_open_it_and_who_sees_that_it_is_not_signed(world: World, late_case: int) -> None:
    pack = opened(world)
    station = world.sign_in("station_head")
    assert station.get(f"/meeting-packs/{pack['id']}").status_code == 200
    assert station.post("/meeting-packs", json={"community": home(world)}).status_code == 403
    assert send(station, pack, review="站长替写").status_code == 403
    for stranger in ("member", "department"):  # they read it when it is signed, or never
        assert world.sign_in(stranger).get(f"/meeting-packs/{pack['id']}").status_code == 404
    assert hire(world, "other_leader").get(f"/meeting-packs/{pack['id']}").status_code == 404
    lines = told(station.get("/meeting-packs"))
    line = next(row for row in lines["items"] if row["community"]["code"] == home(world))
    assert (line["state"], line["head"], lines["signed"]) == ("draft", "陈总网格长", 0)
    assert told(world.sign_in("leader").get("/meeting-packs"))["n"] > lines["n"] > 1
    assert station.get("/meeting-packs?week=2026-11-17").status_code == 422


def test_mistakes_name_their_field_and_change_nothing(world: World, late_case: int) -> None:
    head, pack = world.sign_in("community"), opened(world)
    elsewhere = world.receipt(grid="350206001G01")["case_id"]
    everything = {"order": [], "hidden": [], "notes": {}}
    for body, field in (({"layout": {**everything, "hidden": ["late:0"]}}, "hidden"), ({}, "body"),
                        ({"layout": {**everything, "order": ["nonsense"]}}, "order"), ({"rank": 1}, "rank"),
                        ({"good_case_id": elsewhere}, "good"), ({"review": "字" * 2001}, "review")):
        assert refused(send(head, pack, **body)) == field
    late = {"words": WORDS, "kind": "grid", "code": GRID, "due_on": str(TODAY)}
    for change, field in (({"due_on": "2026-01-01"}, "due_on"), ({"code": "350206001G01"}, "owner"),
                          ({"words": " "}, "words")):
        assert refused(send(head, pack, "/items", **{**late, **change})) == field
    assert send(head, {**pack, "version": pack["version"] - 1}, review="旧的").status_code == 412
    assert head.post(f"/meeting-packs/{pack['id']}/sign", json={}).status_code == 428
    after = told(head.get(f"/meeting-packs/{pack['id']}"))
    assert after == {**pack, "read_at": after["read_at"]}


def test_a_pack_is_frozen_as_it_was_shown_and_what_was_agreed_is_followed_until_it_is_done(
        world: World, late_case: int) -> None:
    head, member, pack = world.sign_in("community"), world.sign_in("member"), next_one(world)
    pack = told(send(head, pack, "/items", words=WORDS, kind="grid", code=GRID, due_on=str(TODAY)))
    pack = told(send(head, pack, "/items", words="写错了的一件", kind="grid", code=GRID, due_on=str(TODAY)))
    wrong = f"/api/v1/meeting-packs/{pack['id']}/items/{pack['items'][1]['id']}"
    pack = told(head.client.delete(wrong, headers=key()))
    assert told(member.get("/meeting-items"))["items"] == []  # planned is not given
    layout = {"order": ["late"], "hidden": ["ranks", "gaps"], "notes": {"late": "周三前清零"}}
    pack = told(send(head, pack, review="先清超期", bad_case_id=late_case, bad_note="拖了", layout=layout))
    signed = told(send(head, pack, "/sign"))
    assert (signed["state"], signed["signed_by"]) == ("signed", "陈总网格长")
    assert (signed["parts"][0]["key"], signed["parts"][0]["note"]) == ("late", "周三前清零")
    assert not {"ranks", "gaps"} & {one["key"] for one in signed["parts"]}

    run_sql("UPDATE cases SET due_at = :due WHERE id = :id", id=late_case, due=str(NOW + timedelta(days=9))[:19])
    seen = told(member.get(f"/meeting-packs/{pack['id']}"))  # whoever sat in the meeting reads what was shown
    assert (seen["parts"], seen["hash"]) == (signed["parts"], signed["hash"])
    assert seen["bad"]["note"] == "拖了"
    assert send(head, signed, review="改口").status_code == 409
    assert told(send(head, signed, "/supplements", text="会后补记一句"))["supplements"][0]["text"] == "会后补记一句"
    book = load_workbook(io.BytesIO(head.get(f"/meeting-packs/{pack['id']}/file?format=xlsx").data))
    assert book.sheetnames[:2] == ["会议纪要", "现在超期、轮到谁"]
    assert "先清超期" in [row[0].value for row in book["会议纪要"].rows]
    assert head.get(f"/meeting-packs/{pack['id']}/file").data.startswith(b"%PDF")
    _follow(world, signed["items"][0]["id"])
    assert verify_ledger()[1] == []


def _follow(world: World, item_id: int) -> None:
    """Told, late, carried to the next meeting, told as done with a photo, returned, withdrawn."""
    head, member = world.sign_in("community"), world.sign_in("member")
    own = told(member.get("/meeting-items"))["items"][0]
    assert (own["id"], own["words"], own["state"]) == (item_id, WORDS, "open")
    assert "pack.item_given" in [row["name"] for row in told(member.get("/messages"))["items"]]
    later = NOW + timedelta(days=14)
    remind_of_items(NOW + timedelta(days=2))
    assert remind_of_items(later) == 0  # nobody is told twice
    next_pack, made = prepare(home(world), SYSTEM, later)
    assert made
    carried = part(told(head.get(f"/meeting-packs/{next_pack}")), "promises")
    assert [(row["title"], row["late"]) for row in carried["rows"]] == [(WORDS, True)]
    path = f"/meeting-items/{item_id}"
    assert world.sign_in("department").post(f"{path}/done", json={"text": "别人的"}).status_code == 404
    done = told(member.post(f"{path}/done", headers=key(), content_type="multipart/form-data", data={
        "done": json.dumps({"text": "已清完，见照片"}), "photos": (io.BytesIO(jpeg(3)), "1.jpg")}))
    assert done["photo"]["small"]
    assert not done["done_late"]
    assert member.post(f"{path}/done", json={"text": "又一次"}).status_code == 409
    assert member.post(f"{path}/return", json={"text": "不是我能退的"}).status_code == 403
    assert told(head.post(f"{path}/return", json={"text": "照片里还有"}))["state"] == "open"
    assert told(head.post(f"{path}/withdraw", json={"text": "改由城管来办"}))["state"] == "withdrawn"
