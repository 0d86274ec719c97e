"""One list of tasks over all posts, and the own figures: facts about days on duty."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.carry_out import carry_out
from tests.builders import GRID, TOWN, UNIT, Someone, World, jpeg
from tests.server.people import hire, set_clock, take
from tests.server.refusals import refused
from tests.server.tables import counted_queries
from tests.server.terms import hire_as, send_away
from workflows.working_calendar import ZONE

NOW = datetime.now(UTC)
MOST_QUERIES = 8


def write(who: Someone, path: str, **body: Any) -> TestResponse:
    return who.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def person_id(someone: Someone) -> int:
    return someone.get("/me").json["person"]["id"]  # type: ignore[index,no-any-return]


def tasks(someone: Someone, query: str = "") -> list[dict[str, Any]]:
    answer = someone.get(f"/tasks{query}")
    assert answer.status_code == 200, answer.json
    return answer.json["items"]  # type: ignore[index,no-any-return]


def kinds(someone: Someone, case_id: int) -> list[str]:
    return [item["kind"] for item in tasks(someone) if item["case"]["id"] == case_id]


def test_a_case_stands_in_the_lists_of_those_whose_turn_it_is(world: World) -> None:
    case_id = world.receipt()["case_id"]
    turns = [(None, "station", "accept"), (("station", "ask-confirmation", {}), "member", "confirm"),
             (("member", "confirm", {"result": "true", "note": "有"}), "station", "accept"),
             (("station", "register", {}), "dispatcher", "dispatch"),
             (("dispatcher", "dispatch", {"department": UNIT}), "department", "sign"),
             (("department", "sign", {}), "department", "handle"),
             (("department", "handle", {"note": "已清理", "photos": [jpeg(5)]}), "station member", "check")]
    people = {name: world.sign_in(name) for name in ("station", "member", "dispatcher", "department")}
    for step, whose, kind in turns:
        if step is not None:
            take(world, step[0], case_id, step[1], **step[2])
        assert {name: kinds(who, case_id) for name, who in people.items()} == {
            name: [kind] if name in whose.split() else [] for name in people}, step
    assert kinds(hire(world, "next_station"), case_id) == []
    assert tasks(world.sign_in("auditor")) == []


def test_one_list_over_all_posts_with_distance_reason_and_what_to_look_for(world: World) -> None:
    member, station = world.sign_in("member"), world.sign_in("station")
    assert write(world.sign_in("admin"), f"/people/{person_id(member)}/posts", role="station_officer",
                 division=TOWN).status_code == 201
    asked, new = (world.receipt()["case_id"] for _ in range(2))
    take(world, "station", asked, "ask-confirmation")
    lon, lat = world.point_in()
    found = {item["case"]["id"]: item for item in tasks(member, f"?near={lon + 0.01:.6f},{lat:.6f}")}
    assert (found[asked]["kind"], found[new]["kind"]) == ("confirm", "accept")
    assert (found[asked]["why"], found[asked]["for"], found[asked]["put_off"]) == ("请您到现场核实", None, False)
    assert 900 < found[asked]["distance_m"] < 1100
    assert found[asked]["look_for"]
    assert list(found).index(asked) < list(found).index(new), "what one is asked for by name stands first"
    assert asked not in {item["case"]["id"] for item in tasks(station)}
    for near in ("1", "200,10", "1,95", "a,b"):
        refused(member.get(f"/tasks?near={near}"), 422, "validation", "near")


def test_the_list_costs_the_same_however_long_it_is(world: World) -> None:
    station = world.sign_in("station")
    world.receipt()
    counts = []
    for _ in range(2):
        with counted_queries() as sent:
            tasks(station)
        counts.append(len(sent))
        for _ in range(3):
            world.receipt()
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_who_is_away_has_no_tasks_and_the_substitute_is_told_for_whom(world: World, monkeypatch: pytest.MonkeyPatch,
                                                                      ) -> None:
    case_id, _ = world.case_in("handling")
    officer, helper = world.sign_in("department"), hire(world, "water")
    send_away(person_id(officer), NOW + timedelta(hours=1), NOW + timedelta(hours=2), substitute=person_id(helper))
    set_clock(monkeypatch, NOW + timedelta(hours=1))
    assert tasks(officer) == []
    (item,) = [item for item in tasks(helper) if item["case"]["id"] == case_id]
    assert (item["kind"], item["for"]["id"], item["why"]) == (
        "handle", person_id(officer), "由您签收，请按时处置（代杨经办）")
    taken = helper.step(case_id, "handle", {"note": "代为清理"}, photos=[jpeg(9)])
    assert taken.status_code == 200, taken.json
    figures = helper.get("/me/figures?to=2099-01-01&from=2098-06-01").json
    assert figures["tasks"] == {"n": 0, "on_time": 0, "late": 0, "open": 0}  # type: ignore[index]


def figures(someone: Someone, first: str, last: str) -> dict[str, Any]:
    answer = someone.get(f"/me/figures?from={first}&to={last}")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def asked(world: World, grid: str, confirmer: int) -> int:
    """A case that this person is asked to look at."""
    case_id = world.receipt(grid=grid, category="A02")["case_id"]
    answer = world.sign_in("station").step(case_id, "ask-confirmation", {"confirmer": confirmer})
    assert answer.status_code == 200, answer.json
    return int(case_id)


def test_own_figures_in_time_late_open_and_moved(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    member = world.sign_in("member")
    me, other = person_id(member), hire_as("grid_member", f"{TOWN}G04")
    set_clock(monkeypatch, at("2026-11-09 09:00"))  # a Monday; looking takes one working day
    in_time, late, open_, moved, too_late = (asked(world, GRID, me) for _ in range(5))
    set_clock(monkeypatch, at("2026-11-09 15:00"))
    assert member.step(in_time, "confirm", {"result": "true"}).status_code == 200
    assert figures(member, "2026-11-10", "2026-11-10")["tasks"] == {"n": 5, "on_time": 1, "late": 0, "open": 4}
    set_clock(monkeypatch, at("2026-11-10 09:00:01"))
    assert member.step(late, "confirm", {"result": "true"}).status_code == 200
    assert figures(member, "2026-11-10", "2026-11-10")["tasks"] == {"n": 5, "on_time": 1, "late": 4, "open": 0}
    assert figures(member, "2026-11-11", "2026-11-20")["tasks"]["n"] == 0
    set_clock(monkeypatch, at("2026-11-12 09:00"))
    fresh = asked(world, GRID, me)
    send_away(me, at("2026-11-12 12:00"), at("2026-11-14 00:00"), substitute=other)
    carry_out(at("2026-11-12 12:00"))
    own = figures(member, "2026-11-09", "2026-11-20")
    assert own["tasks"] == {"n": 5, "on_time": 1, "late": 4, "open": 0}, "what was late before it moved stays late"
    assert {row["case_id"] for row in own["moved"]["items"]} >= {open_, moved, too_late, fresh}
    assert {row["reason_name"] for row in own["moved"]["items"]} == {"本人不在岗，由代岗人承担或返还"}
    assert [row["on"] for row in own["days_away"]] == ["2026-11-12", "2026-11-13"]
    assert "不排名" in own["definition"]
    assert set(own) == {"person", "from", "to", "definition", "tasks", "moved", "days_away"}


@pytest.mark.parametrize("query", ["from=2026-11-02&to=2026-11-01", "from=2020-01-01&to=2026-11-01", "from=x",
                                   "to=9999-12-31", "person=1"])
def test_figures_of_impossible_days_and_of_others_are_refused(world: World, query: str) -> None:
    refused(world.sign_in("member").get(f"/me/figures?{query}"), 422, "validation")


def test_figures_are_for_everybody_with_an_account(world: World) -> None:
    for name in ("admin", "assistant", "leader"):
        assert world.sign_in(name).get("/me/figures").status_code == 200
