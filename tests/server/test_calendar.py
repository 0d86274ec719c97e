"""The calendar as people edit it: running cases follow with a record, stops, restricted periods, steps, stages."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from server.actions.retiming import keep_retimings
from tests.builders import DISTRICT, TOWN, World, jpeg
from tests.server.people import OTHER_GRID, begin_post, set_clock, take
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import ledger
from tests.server.test_deadlines_http import at, local


@pytest.fixture(scope="module", autouse=True)
def longstanding(world: World) -> None:
    """Everybody who steps here has the post since 2025."""
    for name in ("station", "member", "dispatcher", "department", "leader", "admin", "city_coordinator"):
        begin_post(world.sign_in(name).get("/me").json["person"]["id"], datetime(2025, 1, 1, tzinfo=UTC))


def change(world: World, path: str = "/calendar", who: str = "admin", **body: Any) -> TestResponse:
    """A change of the calendar on top of the version that is there."""
    someone = world.sign_in(who)
    version = someone.get("/calendar").json["version"]
    return someone.post(path, json={"version": version, **body}, headers={"Idempotency-Key": str(uuid.uuid4())})


def write(world: World, path: str, who: str = "admin", **body: Any) -> TestResponse:
    """A write with a key of its own."""
    return world.sign_in(who).post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def stages(world: World, case_id: int) -> dict[str, Any]:
    """The stages of a case as the station reads them."""
    answer = world.sign_in("station").get(f"/cases/{case_id}/stages")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def clocks_of(case_id: int) -> list[dict[str, Any]]:
    """What the events of a case say of its clocks."""
    rows = [json.loads(row.content) for row in ledger()
            if (row.subject_kind, row.subject_id) == ("case", str(case_id))]
    return [row["data"]["clock"] for row in rows if row["data"].get("clock")]


def test_every_stage_is_kept_with_what_happened_to_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at("2026-11-16 09:00"))
    case_id = world.receipt(category="A02")["case_id"]
    set_clock(monkeypatch, at("2026-11-16 14:50"))
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    take(world, "department", case_id, "sign")
    take(world, "department", case_id, "suspend", until="2026-11-25", reason="等设备")
    set_clock(monkeypatch, at("2026-11-17 09:00"))
    take(world, "city_coordinator", case_id, "approve-suspension", granted=True)
    set_clock(monkeypatch, at("2026-11-19 09:00"))
    take(world, "department", case_id, "resume")
    found = stages(world, case_id)["items"]
    assert [(row["stage"], row["late"], row["runs"]) for row in found] == [
        ("accept", True, False), ("dispatch", False, False), ("sign", False, False), ("handle", False, True)]
    handle = found[-1]
    assert (local(handle["due_first"]), local(handle["due_at"])) == ("2026-11-25 14:50", "2026-11-27 14:50")
    assert [(one["name"], one["note"]) for one in handle["story"]] == [("暂停", "挂账")]
    assert "集美区" in handle["unit"]
    told = clocks_of(case_id)
    assert told[0]["stage"] == "accept"
    assert told[1]["ended"]["late"] is True, "受理用了两个多工作时"
    assert told[1]["stage"] == "dispatch"


def test_a_typhoon_moves_the_running_cases_of_its_district(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at("2026-11-17 09:00"))
    here, there = world.receipt(category="A02")["case_id"], world.receipt(category="A02", grid=OTHER_GRID)["case_id"]
    urgent = world.receipt(category="B01")["case_id"]
    station = world.sign_in("station")
    before, quick = local(station.case(here)["due_at"]), station.case(urgent)["due_at"]
    assert before == "2026-11-17 11:00"
    stop = {"division": DISTRICT, "name": "台风“测试”停工", "from": at("2026-11-17 10:00").isoformat(),
            "to": at("2026-11-17 16:00").isoformat()}
    with nothing_stored(world):
        seen = change(world, "/calendar/preview", stops=[stop])
        assert seen.status_code == 200, seen.json
        assert here in [row["case_id"] for row in seen.json["items"]]
        assert seen.json["moved"] == seen.json["later"]
    assert change(world, stops=[stop]).status_code == 200
    keep_retimings(at("2026-11-17 09:10"))
    moved = station.case(here)
    assert local(moved["due_at"]) == "2026-11-17 17:00", "an hour before the typhoon, an hour after it"
    assert "台风“测试”停工期间不计" in moved["explanation"]["deadline"]
    assert "原为 11-17 11:00" in moved["explanation"]["deadline"]
    assert station.case(urgent)["due_at"] == quick, "urgent clocks run through"
    other = world.sign_in("city_dispatcher").case(there)
    assert local(other["due_at"]) == before
    events = [json.loads(row.content)["data"] for row in ledger() if row.name == "case.retimed"]
    assert {"before", "after", "calendar"} <= set(events[0])
    done = world.sign_in("leader").get("/calendar").json
    assert done["retiming"]["moved"] == len(events)
    assert done["retiming"]["done_at"]
    dropped = change(world, dropped_stops=[row["id"] for row in done["stops"]])
    assert dropped.status_code == 200, dropped.json
    set_clock(monkeypatch, at("2026-11-17 09:20"))
    keep_retimings(at("2026-11-17 09:30"))
    assert local(station.case(here)["due_at"]) == before
    assert [row["kind"] for row in stages(world, here)["items"][0]["story"]] == ["retimed", "retimed"]
    assert verify_ledger()[1] == []


@pytest.mark.parametrize(("given", "field"), [
    ({"hours": {"hours": [], "summer_hours": []}}, "hours"),
    ({"hours": {"hours": [["14:00", "12:00"]], "summer_hours": []}}, "hours"),
    ({"days": [{"day": str(date(2026, 11, 17) + timedelta(days=n)), "kind": "holiday", "name": "歇"}
               for n in range(60)]}, "days"),
    ({"stops": [{"division": "350211", "name": "反了", "from": "2026-11-18T00:00:00Z", "to": "2026-11-17T00:00:00Z"}]},
     "stops"),
    ({"stops": [{"division": TOWN, "name": "太小", "from": "2026-11-17T00:00:00Z", "to": "2026-11-18T00:00:00Z"}]},
     "stops"),
])
def test_a_calendar_that_no_clock_could_run_on_is_refused(world: World, monkeypatch: pytest.MonkeyPatch,
                                                          given: dict[str, Any], field: str) -> None:
    set_clock(monkeypatch, at("2026-11-17 09:00"))
    for path in ("/calendar/preview", "/calendar"):
        with nothing_stored(world):
            refused(change(world, path, **given), 422, "validation", field)


def test_two_who_change_the_calendar_and_somebody_who_may_not(world: World) -> None:
    version = world.sign_in("admin").get("/calendar").json["version"]
    assert change(world, days=[{"day": "2026-12-31", "kind": "holiday", "name": "市定"}]).status_code == 200
    with nothing_stored(world):
        refused(write(world, "/calendar", version=version, days=[]), 412, "stale-version")
        refused(change(world, who="leader", days=[]), 403, "role-forbidden")
        refused(write(world, "/category-stops", "station", category="D", division=DISTRICT, reason="…", **{
            "from": "2026-11-17T00:00:00Z", "to": "2099-11-18T00:00:00Z"}), 403, "role-forbidden")


def test_a_report_in_a_restricted_period_is_urgent_by_rule(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at("2026-11-17 23:30"))
    night = world.sign_in("station").case(world.receipt(category="C01")["case_id"])
    assert (night["severity"], local(night["due_at"])) == (1, "2026-11-18 00:30")
    assert night["explanation"]["deadline"].startswith("夜间（22:00–次日 06:00）内上报，按规定视为紧急。")
    set_clock(monkeypatch, at("2026-11-18 10:00"))
    day = world.sign_in("station").case(world.receipt(category="C01")["case_id"])
    assert (day["severity"], local(day["due_at"])) == (2, "2026-11-18 12:00")
    assert write(world, "/restricted-periods", category="D", name="创建检查期间", first="2026-11-18",
                 last="2026-11-20").status_code == 201
    assert world.sign_in("station").case(world.receipt(category="D01")["case_id"])["severity"] == 1
    recategorised = take(world, "station", day["id"], "recategorise", category="D01", reason="是垃圾")
    assert recategorised["due_at"] == day["due_at"], "never reset silently"
    assert "改类（C01 → D01）：本阶段时限不变" in recategorised["explanation"]["deadline"]
    refused(write(world, "/restricted-periods", category="D", name="没有时间"), 422, "validation")
    page = world.sign_in("admin").get("/calendar").json
    mine = next(row["id"] for row in page["periods"] if row["name"] == "创建检查期间")
    assert world.sign_in("admin").client.delete(f"/api/v1/restricted-periods/{mine}").status_code == 200


def test_a_stopped_category_tells_reporters_why(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at("2026-11-18 10:00"))
    first = world.report(category="D01", id=(known := str(uuid.uuid4())))
    body = {"category": "D", "division": TOWN, "reason": "台风垃圾集中清运，11 月 20 日恢复受理",
            "from": at("2026-11-18 09:00").isoformat(), "to": at("2026-11-20 00:00").isoformat()}
    made = write(world, "/category-stops", **body)
    assert made.status_code == 201, made.json
    told = world.citizen().get("/category-stops").json["items"]
    assert [(row["category"]["code"], row["division"]["code"], row["running"]) for row in told] == [("D", TOWN, True)]
    with nothing_stored(world):
        answer = refused(world.report(category="D01", photos=[jpeg(5)]), 422, "category-stopped", "category")
        assert answer.json["detail"] == body["reason"]
    again = world.report(category="D01", id=known)
    assert again.json["ticket"] == first.json["ticket"], "what was taken in before is answered again"
    assert world.report(category="D01", grid=OTHER_GRID).status_code == 201
    by_staff = world.receipt(category="D01", who=world.sign_in("station"), source="12345", external_number="X-1")
    reported = next(json.loads(row.content) for row in ledger()
                    if (row.name, row.subject_id) == ("case.reported", str(by_staff["case_id"])))
    assert reported["data"]["stopped"] == told[0]["id"]
    assert write(world, f"/category-stops/{told[0]['id']}/end").json["items"] == []
    assert world.report(category="D01").status_code == 201


def test_steps_within_the_handling_have_due_times_of_their_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at("2026-11-16 09:00"))
    case_id = world.receipt(category="G01")["case_id"]
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    seen = take(world, "department", case_id, "sign")
    assert "milestone" in [row["action"] for row in seen["allowed_actions"]]
    steps = stages(world, case_id)["milestones"]
    assert [(row["code"], local(row["due_at"])) for row in steps] == [
        ("stop", "2026-11-18 09:00"), ("penalty", "2026-11-25 09:00"), ("demolish", "2026-12-07 09:00")]
    set_clock(monkeypatch, at("2026-11-19 09:00"))
    clock = local(seen["due_at"])
    seen = take(world, "department", case_id, "milestone", milestone="stop", note="已责令停工")
    assert local(seen["due_at"]) == clock, "the handling clock stops with the hand-over only"
    assert [(row["code"], row["late"], row["done_at"] is not None) for row in stages(world, case_id)["milestones"]] == [
        ("stop", True, True), ("penalty", False, False), ("demolish", False, False)]
    refused(world.sign_in("department").step(case_id, "milestone", {"milestone": "stop"}), 422, "validation",
            "milestone")
    take(world, "department", case_id, "handle", note="已拆", photos=[jpeg(7)])
    assert all(row["done_at"] for row in stages(world, case_id)["milestones"])
