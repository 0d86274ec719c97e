"""Due times as people see them: the calendar's own days, a clock for every stage, each explained."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.builders import TOWN, World, jpeg
from tests.server.people import begin_post, set_clock, take

HOME = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    """A local moment of Xiamen, e.g. 2026-09-30 16:00."""
    return datetime.fromisoformat(text).replace(tzinfo=HOME)


def local(text: str) -> str:
    """A moment of an answer as the clock in Xiamen shows it."""
    assert text.endswith("Z")
    return datetime.fromisoformat(text).astimezone(HOME).strftime("%Y-%m-%d %H:%M")


@pytest.fixture(scope="module", autouse=True)
def longstanding(world: World) -> None:
    """Everybody who steps here has the post since 2025."""
    for name in ("station", "member", "dispatcher", "department", "leader", "city_coordinator"):
        begin_post(world.sign_in(name).get("/me").json["person"]["id"], datetime(2025, 1, 1, tzinfo=UTC))


def seen_at(world: World, monkeypatch: pytest.MonkeyPatch, start: str, category: str = "A02",
            **given: Any) -> tuple[int, dict[str, Any]]:
    """A report received at this moment, as the station sees it."""
    set_clock(monkeypatch, at(start))
    case_id = world.receipt(category=category, **given)["case_id"]
    return case_id, world.sign_in("station").case(case_id)


# Accepting takes 2 working hours; 8:30–12:00, 14:30–17:30, in summer 15:00–18:00.
ACCEPT = [
    ("2026-11-16 09:00", "2026-11-16 11:00"),  # a Monday morning
    ("2026-11-16 11:00", "2026-11-16 15:30"),  # over noon
    ("2026-11-13 16:30", "2026-11-16 09:30"),  # Friday afternoon into Monday
    ("2026-11-14 10:00", "2026-11-16 10:30"),  # a Saturday counts from Monday's opening
    ("2026-11-16 03:00", "2026-11-16 10:30"),  # at night
    ("2026-07-15 11:30", "2026-07-15 16:30"),  # summer hours
    ("2026-09-30 17:00", "2026-10-08 09:30"),  # National Day 2026: 1–7 October
    ("2026-10-03 12:00", "2026-10-08 10:30"),  # in the middle of it
    ("2026-10-10 09:00", "2026-10-10 11:00"),  # a Saturday that is worked to make up for it
    ("2026-09-20 09:00", "2026-09-20 11:00"),  # the Sunday before the holiday is worked, too
]


@pytest.mark.parametrize(("start", "due"), ACCEPT)
def test_the_calendar_counts(world: World, monkeypatch: pytest.MonkeyPatch, start: str, due: str) -> None:
    _, seen = seen_at(world, monkeypatch, start)
    assert (seen["due_stage"], local(seen["due_at"])) == ("accept", due)
    assert seen["reported_at"] <= seen["warn_at"] <= seen["due_at"]
    assert "2 工作时" in seen["explanation"]["deadline"]


def test_every_stage_has_its_own_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = seen_at(world, monkeypatch, "2026-11-16 09:00")
    told: dict[str, str] = {}
    path = [("station", "ask-confirmation", {}), ("member", "confirm", {"result": "true"}), ("station", "register", {}),
            ("dispatcher", "dispatch", {"department": "350211-CG"}), ("department", "sign", {}),
            ("department", "handle", {"note": "好了", "photos": [jpeg(1)]}),
            ("station", "check-pass", {"answer": "好了"})]
    for name, action, fields in path:
        seen = take(world, name, case_id, action, **fields)
        told[seen["due_stage"]] = local(seen["due_at"])
    assert told == {
        "confirm": "2026-11-17 09:00",  # 1 working day
        "accept": "2026-11-16 11:00",
        "dispatch": "2026-11-16 11:00",
        "sign": "2026-11-16 15:30",  # 4 working hours: 3 until noon
        "handle": "2026-11-25 09:00",  # 7 working days of A02
        "check": "2026-11-17 09:00",
        "answer": "2026-11-19 09:00",  # 3 natural days
    }


def test_a_holiday_is_explained_by_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = seen_at(world, monkeypatch, "2026-09-30 09:00")
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    signed = take(world, "department", case_id, "sign")
    assert local(signed["due_at"]) == "2026-10-15 09:00"
    words = signed["explanation"]["deadline"]
    assert "国庆" in words
    assert "7 工作日" in words
    assert "10-15" in words or "10月15日" in words


def test_an_emergency_runs_through_the_night(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, seen = seen_at(world, monkeypatch, "2026-10-02 23:30", "K01")
    assert local(seen["due_at"]) == "2026-10-03 00:30"
    registered = take(world, "station", case_id, "register")
    assert local(registered["due_at"]) == "2026-10-03 00:30"
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    assert local(take(world, "department", case_id, "sign")["due_at"]) == "2026-10-03 23:30"


def test_a_year_without_an_announcement_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = seen_at(world, monkeypatch, "2026-12-18 09:00", "B01")
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    assert "2027 年放假安排尚未公布" in take(world, "department", case_id, "sign")["explanation"]["deadline"]


def test_what_is_late_has_a_name_and_stands_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, seen = seen_at(world, monkeypatch, "2026-11-16 09:00")
    assert seen["late"] is False
    leader, link = world.sign_in("leader"), "/cases?late=true&order=due&limit=200"
    set_clock(monkeypatch, at("2026-11-16 10:45"))
    warned = leader.get("/cases?warning=true&limit=200").json["items"]
    assert case_id in {item["id"] for item in warned}
    set_clock(monkeypatch, at("2026-11-16 11:01"))
    items = leader.get(link).json["items"]
    late = next(item for item in items if item["id"] == case_id)
    assert (late["late"], late["due_stage_name"], late["whose_turn"]["unit"]) == (True, "受理", "后溪镇环保工作站")
    assert [item["due_at"] for item in items] == sorted(item["due_at"] for item in items)
    board = leader.get("/stats/overview").json
    assert board["late"]["value"] == len(items)
    take(world, "station", case_id, "register", skip_reason="photo")
    assert case_id not in {item["id"] for item in leader.get(link).json["items"]}, "the next stage has its own clock"


def test_the_reporter_reads_the_next_deadline(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at("2026-11-16 09:00"))
    receipt = world.receipt(category="A02")
    page = world.page_of(receipt)
    assert local(page["next_deadline"]["at"]) == "2026-11-16 11:00"
    assert page["next_deadline"]["text"] == "受理应在此前完成"
    assert page["responsible"]["name"] == "后溪镇环保工作站"


def test_the_reported_day_is_the_citys_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """00:30 in Xiamen is still yesterday in UTC."""
    case_id, _ = seen_at(world, monkeypatch, "2026-11-18 00:30")
    leader = world.sign_in("leader")
    for day, found in (("2026-11-18", True), ("2026-11-17", False)):
        items = leader.get(f"/cases?reported_on={day}&division={TOWN}&limit=200").json["items"]
        assert (case_id in {item["id"] for item in items}) is found
    today = leader.get("/stats/overview").json["today"]["reported"]
    assert "2026-11-18" in today["link"]


def test_a_granted_extension_moves_the_due_time_by_the_calendar(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = seen_at(world, monkeypatch, "2026-09-24 09:00")
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    before = take(world, "department", case_id, "sign")
    span = {"amount": 2, "unit": "working_days"}
    take(world, "department", case_id, "extend", limit=span, reason="下雨")
    after = take(world, "city_coordinator", case_id, "approve-extension", granted=True, limit=span)
    moved = datetime.fromisoformat(after["due_at"]) - datetime.fromisoformat(before["due_at"])
    assert timedelta(days=2) <= moved <= timedelta(days=4)
    assert "2 工作日" in after["explanation"]["deadline"]


def test_categories_tell_their_limits_in_words(world: World) -> None:
    rows = {row["code"]: row["limits"] for row in world.citizen().get("/categories").json["categories"]}
    assert rows["A02"]["handle"] == {"amount": 7, "unit": "working_days", "text": "7 工作日"}
    assert rows["K01"]["handle"]["text"] == "24 小时"
