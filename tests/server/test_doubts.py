"""Doubts about evidence: raised with their reason, decided by those who answer for it, blaming nobody by themselves."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions import lots
from server.actions.judging import judge_photos
from server.extensions import db
from server.models import Recheck
from server.simulation.pictures import draw_scene
from tests.builders import Someone, World, jpeg
from tests.server.people import hire, sign_in_as
from tests.server.tables import ledger, row_counts

WAY = ("station", "register", {"skip_reason": "photo"}), ("dispatcher", "dispatch", {"department": "350211-CG"}), (
    "department", "sign", {})


def handled(world: World, before: bytes, after: bytes, **given: Any) -> int:
    """A case whose department has handed in a picture."""
    case_id = int(world.receipt(photos=[before], **given)["case_id"])
    for name, action, fields in WAY:
        assert world.sign_in(name).step(case_id, action, fields).status_code == 200
    done = world.sign_in("department").step(case_id, "handle", {"note": "已清理"}, photos=[after])
    assert done.status_code == 200, done.json
    return case_id


def judge() -> int:
    return judge_photos(datetime.now(UTC))


def doubts(someone: Someone, **query: Any) -> list[dict[str, Any]]:
    answer = someone.get("/doubts", query_string={"limit": 200, **query})
    assert answer.status_code == 200, answer.json
    return answer.json["items"]  # type: ignore[index,no-any-return]


def decide(someone: Someone, doubt: dict[str, Any], verdict: str = "dismissed",
           note: str = "同一张照片，拍摄人说明传错了") -> TestResponse:
    return someone.post(f"/doubts/{doubt['id']}", json={"verdict": verdict, "note": note},
                        headers={"Idempotency-Key": str(uuid.uuid4())})


def scene(seed: str, *, after: bool = False, lon: float | None = None, lat: float | None = None,
          at: datetime | None = None) -> bytes:
    return draw_scene("dumped_rubbish", seed, size=(640, 480), phase="after" if after else "before", lon=lon, lat=lat,
                      taken_at=at)


def test_a_picture_used_again_and_one_from_elsewhere_are_doubted_and_decided_with_a_note(world: World) -> None:
    judge()
    lon, lat = world.point_in()
    now = datetime.now(UTC)
    honest = handled(world, scene("a"), scene("a", after=True, lon=lon, lat=lat, at=now))
    copied = handled(world, scene("b"), scene("a", after=True, lon=lon + 0.02, lat=lat, at=now - timedelta(days=3)))
    unchanged = handled(world, scene("c"), scene("c"))
    assert judge() == 4
    assert judge() == 0
    head = world.sign_in("station_head")
    assert doubts(head, case=honest) == []
    found = {row["code"]: row for row in doubts(head, case=copied)}
    assert set(found) == {"reused", "far", "early"}
    assert found["reused"]["other_case"]["id"] == honest
    assert found["reused"]["photo"]["id"] != found["reused"]["other_photo"]["id"]
    assert [row["code"] for row in doubts(head, case=unchanged)] == ["unchanged"]
    assert head.case(copied)["doubts"] == 3
    assert world.sign_in("department").case(copied)["doubts"] == 0
    before = row_counts()
    for name in ("department", "station", "member", "admin", "leader"):
        assert decide(world.sign_in(name), found["far"]).status_code == 403
    assert row_counts() == before
    assert decide(head, found["far"], note=" ").status_code == 422
    answer = decide(head, found["far"])
    assert (answer.status_code, answer.json["state"], answer.json["may_decide"]) == (200, "dismissed", False)
    assert decide(head, found["far"]).status_code == 409
    told = [row for row in ledger() if row.name == "case.doubt_decided"]
    assert len(told) == 1
    assert "传错" not in told[0].content
    assert {row["id"] for row in doubts(head, state="open")} >= {found["reused"]["id"], found["early"]["id"]}


def test_doubts_are_for_those_who_answer_for_the_evidence(world: World) -> None:
    for name, sees in (("station_head", True), ("coordinator", True), ("assessor", True), ("leader", True),
                       ("auditor", True), ("station", False), ("department", False), ("member", False),
                       ("dispatcher", False), ("admin", False)):
        assert bool(doubts(world.sign_in(name))) == sees, name
    for name in ("other_coordinator", "other_assessor", "next_head"):
        assert doubts(hire(world, name)) == [], name


def test_a_wrong_clock_is_asked_about(world: World) -> None:
    sent = datetime.now(UTC) + timedelta(minutes=20)
    case_id = world.receipt(sent_at=sent.isoformat(), occurred_at=sent.isoformat())["case_id"]
    assert [row["code"] for row in doubts(world.sign_in("station_head"), case=case_id)] == ["clock"]


def test_another_grid_looks_again_without_knowing_what_was_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lots, "is_drawn", lambda ticket, percent: True)
    case_id, receipt = world.case_in("checked", place_text="村口池塘东侧")
    assert world.rate(receipt).status_code == 200
    closed = world.sign_in("station").step(case_id, "close", {"feedback": "谢谢"})
    assert closed.status_code == 200, closed.json
    with db.reading() as session:
        drawn = session.query(Recheck).filter_by(case_id=case_id).one()
    looker = sign_in_as(world, drawn.person_id)
    mine = [row for row in looker.get("/rechecks").json["items"] if row["id"] == drawn.id]  # type: ignore[index]
    assert mine[0]["place_text"] == "村口池塘东侧"
    assert closed.json["number"] not in str(mine)
    assert looker.get(f"/cases/{case_id}").status_code == 403
    theirs = {"json": {"result": "solved", "note": "好"}}
    assert world.sign_in("member").post(f"/rechecks/{drawn.id}", **theirs).status_code == 404
    seen = {"step": json.dumps({"result": "unsolved", "note": "垃圾还在"}), "photos": (io.BytesIO(jpeg(77)), "1.jpg")}
    said = looker.post(f"/rechecks/{drawn.id}", data=seen, content_type="multipart/form-data")
    assert (said.status_code, said.json["done_at"] is not None) == (200, True)
    assert looker.post(f"/rechecks/{drawn.id}", **theirs).status_code == 409
    head = world.sign_in("station_head")
    assert [row["code"] for row in doubts(head, case=case_id)] == ["differs"]
    found = head.get(f"/cases/{case_id}/recheck").json["recheck"]
    assert (found["differs"], found["note"], len(found["photos"])) == (True, "垃圾还在", 1)
    with head.client.get(found["photos"][0]["small"]) as picture:
        assert picture.status_code == 200
    assert found["photos"][0]["id"] not in {photo["id"] for photo in head.case(case_id)["photos"]}
    assert world.sign_in("station").get(f"/cases/{case_id}/recheck").json == {"recheck": None}
    assert head.case(case_id)["state"] == "closed", "a second look changes nothing by itself"


def test_thresholds_are_changed_by_administrators_within_bounds(world: World) -> None:
    admin, head = world.sign_in("admin"), world.sign_in("station_head")
    assert not head.get("/evidence-rules").json["may_change"]  # type: ignore[index]
    assert head.post("/evidence-rules", json={"name": "far_m", "value": 200}).status_code == 403
    assert admin.post("/evidence-rules", json={"name": "far_m", "value": 1}).status_code == 422
    changed = admin.post("/evidence-rules", json={"name": "far_m", "value": 5000})
    assert {row["name"]: row["value"] for row in changed.json["items"]}["far_m"] == 5000  # type: ignore[index]
    lon, lat = world.point_in()
    case_id = handled(world, jpeg(70), scene("far", after=True, lon=lon + 0.02, lat=lat))
    judge()
    assert doubts(head, case=case_id) == []
    assert ledger()[-1].subject_kind in ("case", "rule")
