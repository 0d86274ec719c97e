"""Other systems: items come in by file, replies go out, law enforcement gets its package and answers."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from openpyxl import load_workbook

from server.queries.item_columns import ITEM, REPLY
from server.queries.moments import CITY_ZONE
from tests.builders import Someone, World
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
