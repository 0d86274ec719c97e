"""A member goes on leave and comes back, as a test: who is asked in which second, and whose figures hold what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from werkzeug.test import TestResponse

from server.actions.carry_out import carry_out
from server.actions.ledger import verify_ledger
from server.actions.people import create_user
from tests.builders import GRID, TOWN, Someone, World
from tests.server.people import PASSWORD, begin_post, set_clock
from tests.server.tables import ledger

HOME = ZoneInfo("Asia/Shanghai")
LEAVES, RETURNS = "2026-11-17 00:00:00", "2026-11-20 00:00:00"
INSTANT = timedelta(microseconds=1)
Clock = Callable[[datetime], None]


def at(text: str) -> datetime:
    """A local moment of Xiamen."""
    return datetime.fromisoformat(text).replace(tzinfo=HOME)


def person_id(someone: Someone) -> int:
    return someone.get("/me").json["person"]["id"]  # type: ignore[index,no-any-return]


@pytest.fixture
def colleague(world: World) -> Someone:
    """A member of a far grid of the same town, who stands in."""
    if "far_member" not in world.passwords:
        create_user("far_member", "代岗员", PASSWORD, "grid_member", f"{TOWN}G07", None, datetime.now(UTC))
        world.passwords["far_member"] = PASSWORD
    someone = world.sign_in("far_member")
    for one in (someone, *(world.sign_in(name) for name in ("member", "station", "station_head", "coordinator"))):
        begin_post(person_id(one), datetime(2025, 1, 1, tzinfo=UTC))
    return someone


def asked(world: World) -> dict[str, Any]:
    """A report in the member's grid, and the station asks somebody to look; all in the same second."""
    case_id = world.receipt(grid=GRID, category="A02")["case_id"]
    answer = world.sign_in("station").step(case_id, "ask-confirmation")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def tasks(someone: Someone) -> dict[int, dict[str, Any]]:
    """What waits for the person, by case."""
    answer = someone.get("/tasks")
    assert answer.status_code == 200, answer.json
    return {item["case"]["id"]: item for item in answer.json["items"]}  # type: ignore[index]


def ok(answer: TestResponse, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.json
    return answer.json  # type: ignore[return-value]


def test_a_member_goes_on_leave_and_comes_back(world: World, colleague: Someone, monkeypatch: pytest.MonkeyPatch,
                                               ) -> None:
    def clock(moment: datetime) -> None:
        set_clock(monkeypatch, moment)

    clock(at("2026-11-16 17:00"))
    before = asked(world)
    leave_is_registered(world, colleague, before)
    midnight_comes(world, colleague, before, clock)
    during, left = reports_come_in(world, colleague, before, clock)
    for case in (before, during):
        ok(colleague.step(case["id"], "confirm", {"result": "true"}))
    member_is_back(world, colleague, left, clock)
    clock(at("2026-11-20 09:00:00"))
    after = asked(world)
    assert after["whose_turn"]["name"] == "林网格"
    ok(world.sign_in("member").step(after["id"], "confirm", {"result": "true"}))
    nothing_of_those_days_counts(world, colleague, before)
    assert verify_ledger()[1] == []


def leave_is_registered(world: World, colleague: Someone, before: dict[str, Any]) -> None:
    """The day before: who stands in is said, nothing moves yet."""
    member = world.sign_in("member")
    assert before["whose_turn"]["name"] == "林网格"
    registered = ok(member.post(f"/people/{person_id(member)}/absences", json={
        "kind": "leave", "from": "2026-11-17", "to": "2026-11-19", "substitute": person_id(colleague)}), 201)
    assert registered["moved"] == 0, "not before the first day"
    assert [row["person"]["name"] for row in registered["stands_in"]] == ["代岗员"]


def midnight_comes(world: World, colleague: Someone, before: dict[str, Any], clock: Clock) -> None:
    """Until midnight it is the member's; from midnight on the substitute's, before any job has run."""
    member, station = world.sign_in("member"), world.sign_in("station")
    clock(at(LEAVES) - INSTANT)
    assert set(tasks(member)) == {before["id"]}
    assert before["id"] not in tasks(colleague)
    assert colleague.get(f"/cases/{before['id']}").status_code == 403
    clock(at(LEAVES))
    assert tasks(member) == {}
    assert tasks(colleague)[before["id"]]["for"]["name"] == "林网格"
    assert colleague.get(f"/cases/{before['id']}").status_code == 200
    carry_out(at(LEAVES))
    moved = station.case(before["id"])
    assert moved["version"] == before["version"] + 1
    assert moved["whose_turn"]["name"] == "代岗员"
    assert moved["due_at"] == before["due_at"], "the case's own clock runs on"
    assert tasks(colleague)[before["id"]]["due_at"] > before["due_at"], "the substitute has the full limit"
    assert [event.name for event in ledger()[-2:]] == ["case.reassigned", "person.away"]


def reports_come_in(world: World, colleague: Someone, before: dict[str, Any],
                    clock: Clock) -> tuple[dict[str, Any], dict[str, Any]]:
    """Reports in the grid: the substitute is asked within the same second."""
    clock(at("2026-11-17 10:00:00"))
    during, left = asked(world), asked(world)
    assert {during["whose_turn"]["name"], left["whose_turn"]["name"]} == {"代岗员"}
    assert set(tasks(colleague)) >= {before["id"], during["id"], left["id"]}
    return during, left


def member_is_back(world: World, colleague: Someone, left: dict[str, Any], clock: Clock) -> None:
    """Back at midnight: what is left is the member's again."""
    member = world.sign_in("member")
    clock(at(RETURNS) - INSTANT)
    assert left["id"] in tasks(colleague)
    assert tasks(member) == {}
    clock(at(RETURNS))
    assert left["id"] not in tasks(colleague)
    assert set(tasks(member)) == {left["id"]}
    assert tasks(member)[left["id"]]["for"] is None
    carry_out(at(RETURNS))
    assert [event.name for event in ledger()[-2:]] == ["case.reassigned", "person.back"]
    assert colleague.get(f"/cases/{left['id']}").status_code == 403


def nothing_of_those_days_counts(world: World, colleague: Someone, before: dict[str, Any]) -> None:
    """The member's figures hold no task of the days away; what was moved stands apart with its reason."""
    figures = ok(world.sign_in("member").get("/me/figures?from=2026-11-16&to=2026-11-23"))
    assert figures["tasks"] == {"n": 2, "on_time": 1, "late": 0, "open": 1}
    assert [(row["number"], row["reason"], row["to"]) for row in figures["moved"]["items"]] == [
        (before["number"], "absence", "代岗员")]
    assert [row["on"] for row in figures["days_away"]] == ["2026-11-17", "2026-11-18", "2026-11-19"]
    theirs = ok(colleague.get("/me/figures?from=2026-11-16&to=2026-11-23"))
    assert theirs["tasks"]["on_time"] == 2


def test_posts_begin_and_end_at_midnight_of_the_city(world: World, colleague: Someone,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    head, case_id = world.sign_in("station_head"), world.receipt(grid=GRID)["case_id"]
    set_clock(monkeypatch, at("2026-11-04 12:00"))
    post = ok(head.post(f"/people/{person_id(colleague)}/posts", json={
        "role": "grid_member", "division": GRID, "from": "2026-11-05", "to": "2026-11-06"}), 201)
    assert (post["from"], post["to"]) == ("2026-11-04T16:00:00Z", "2026-11-06T16:00:00Z")
    for moment, held in ((at("2026-11-05 00:00") - INSTANT, False), (at("2026-11-05 00:00"), True),
                         (at("2026-11-07 00:00") - INSTANT, True), (at("2026-11-07 00:00"), False)):
        set_clock(monkeypatch, moment)
        posts = colleague.get("/me").json["person"]["posts"]  # type: ignore[index]
        assert (GRID in {row["division"] for row in posts}) is held, moment
        assert colleague.get(f"/cases/{case_id}").status_code == (200 if held else 403), moment
