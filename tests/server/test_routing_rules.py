"""Routing rules as people meet them: read, tried, changed, broken, and shown on the case."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select
from werkzeug.test import TestResponse

from server.actions.routing_rules import switch_off_broken
from server.extensions import db
from server.models import Department, Message
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, World, jpeg
from tests.server.people import take

PARK = "350211-SZ"


def rules(world: World) -> list[dict[str, Any]]:
    return world.sign_in("station").get("/routing/rules").json["items"]  # type: ignore[no-any-return]


def rule(**changes: Any) -> dict[str, Any]:
    return {"name": "试验规则", "when": {"premises": ["market"], "categories": ["A05"]},
            "target": {"kind": "SC", "level": "district", "assist": ["CG"]}, "reason": "市场由市场监管部门管",
            **changes}


def write(world: World, path: str, body: dict[str, Any], who: str = "admin", key: str = "") -> TestResponse:
    return world.sign_in(who).post(path, json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def id_of(world: World, name: str) -> int:
    return next(item["id"] for item in rules(world) if item["name"] == name)  # type: ignore[no-any-return]


def test_everybody_reads_the_rules_and_administrators_of_the_city_change_them(world: World) -> None:
    names = [item["name"] for item in rules(world)]
    assert "公园绿地的垃圾和焚烧" in names
    assert not [item["name"] for item in rules(world) if item["broken"]], "what the installation begins with works"
    for who in ("station", "coordinator", "city_leader"):
        refused = write(world, "/routing/rules", rule(), who)
        assert (refused.status_code, refused.json["type"]) == (403, "/problems/role-forbidden")
    key = str(uuid.uuid4())
    added = write(world, "/routing/rules", rule(), key=key)
    again = write(world, "/routing/rules", rule(), key=key)
    assert (added.status_code, again.json) == (201, added.json), "sent twice, added once"
    mine = added.json["items"][-1]
    assert (mine["name"], mine["active"], mine["broken"]) == ("试验规则", True, None)
    order = [mine["id"], *(item["id"] for item in rules(world) if item["id"] != mine["id"])]
    assert write(world, "/routing/order", {"ids": order}).json["items"][0]["id"] == mine["id"]
    assert write(world, "/routing/order", {"ids": order[1:]}).status_code == 422
    off = write(world, f"/routing/rules/{mine['id']}", rule(active=False))
    assert off.json["items"][0]["active"] is False
    world.sign_in("admin").client.delete(f"/api/v1/routing/rules/{mine['id']}")
    assert "试验规则" not in [item["name"] for item in rules(world)]


@pytest.mark.parametrize(("changes", "field"), [
    ({"target": {"kind": "XX"}}, "target"), ({"target": {"unit": "350211-XX"}}, "target"),
    ({"target": {"same_as": 999999}}, "target.same_as"), ({"target": {}}, "target"),
    ({"when": {"categories": ["Q99"]}}, "when.categories"), ({"when": {"divisions": ["999999"]}}, "when.divisions"),
    ({"when": {"premises": ["moon"]}}, "when.premises"), ({"when": {"sources": ["rumour"]}}, "when.sources"),
    ({"when": {"days": ["02-31", "03-01"]}}, "when"), ({"when": {"hours": ["25:00", "06:00"]}}, "when.hours.0"),
    ({"name": "  "}, "name")])
def test_a_rule_that_cannot_work_is_refused_and_names_the_field(world: World, changes: dict[str, Any],
                                                                field: str) -> None:
    answer = write(world, "/routing/rules", rule(**changes))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_rules_never_refer_to_each_other_in_a_circle(world: World) -> None:
    first = write(world, "/routing/rules", rule(name="甲")).json["items"][-1]["id"]
    second = write(world, "/routing/rules", rule(name="乙", target={"same_as": first})).json["items"][-1]["id"]
    for target in ({"same_as": second}, {"same_as": first}):
        refused = write(world, f"/routing/rules/{first}", rule(name="甲", target=target))
        assert refused.status_code == 422
        assert "循环" in refused.json["detail"]
    kept = world.sign_in("admin").client.delete(f"/api/v1/routing/rules/{first}")
    assert kept.status_code == 422, "another rule refers to it"
    for done in (second, first):
        assert world.sign_in("admin").client.delete(f"/api/v1/routing/rules/{done}").status_code == 200


def test_the_sandbox_tells_where_a_matter_goes_and_why_not_elsewhere(world: World) -> None:
    lon, lat = world.point_in()
    body = {"category": "A05", "lon": lon, "lat": lat, "premises": "park", "at": "2026-11-23T10:00:00+08:00"}
    found = world.sign_in("station").post("/routing/try", json=body).json
    assert (found["lead"]["code"], found["rule"]) == (PARK, "rule")
    assert (found["duty_place"]["code"], found["duty_unit"]["code"]) == (TOWN, "350211-CG")
    assert all(step["why"] for step in found["tried"])
    elsewhere = world.sign_in("station").post("/routing/try", json={"category": "D01", "division": DISTRICT}).json
    assert (elsewhere["lead"], elsewhere["desk"]) == (None, DISTRICT), "a district has no team of a town"
    assert world.sign_in("station").post("/routing/try", json={**body, "lon": 100.0}).status_code == 404


def test_the_case_shows_the_rule_and_follows_what_it_is_told_of_the_premises(world: World) -> None:
    case_id = world.receipt(premises="park")["case_id"]
    assert world.report(premises="moon").status_code == 422
    station = world.sign_in("station")
    case = station.case(case_id)
    routing = case["explanation"]["routing"]
    assert (routing["lead"]["code"], routing["rule_name"]) == (PARK, "公园绿地的垃圾和焚烧")
    assert case["premises"] == "公园绿地"
    tried = station.get(f"/cases/{case_id}/routing").json["tried"]
    assert [step["outcome"] for step in tried].count("holds") == 1
    changed = station.post(f"/cases/{case_id}/premises", json={"premises": None})
    assert changed.status_code == 200
    assert station.case(case_id)["explanation"]["routing"]["lead"]["code"] == "350211-CG"
    take(world, "station", case_id, "register", skip_reason="photo")
    take(world, "dispatcher", case_id, "dispatch", department=PARK)
    sent = station.get(f"/cases/{case_id}/events").json["events"][-1]["data"]["routing"]
    assert sent == {"rule": None, "lead": "350211-CG", "followed": False}, "the ledger tells what was suggested"
    assert station.post(f"/cases/{case_id}/premises", json={"premises": "park"}).status_code == 403


def test_a_rule_whose_department_is_removed_switches_itself_off_and_says_so(world: World) -> None:
    with transaction() as tx:
        tx.session.execute(insert(Department).values(code="350211-ZB", kind="ZB", name="专班", short_name="专班",
                                                     level="district", division=DISTRICT))
    db.forget("departments")
    body = rule(name="专班", target={"unit": "350211-ZB"}, when={"premises": ["market"]})
    assert write(world, "/routing/rules", body).status_code == 201
    with transaction() as tx:
        tx.session.delete(tx.session.get_one(Department, "350211-ZB"))
    db.forget("departments")
    now = datetime.now(UTC)
    assert switch_off_broken(now) == 1
    assert switch_off_broken(now) == 0, "told once"
    broken = next(item for item in rules(world) if item["name"] == "专班")
    assert broken["active"] is False
    assert "已不存在" in broken["broken"]
    with db.reading() as session:
        told = session.scalars(select(Message).where(Message.name == "routing.broken")).all()
    assert [(row.role, row.division) for row in told] == [("administrator", "350200")]
    case_id = world.receipt(premises="market", photos=[jpeg(1)])["case_id"]
    assert world.sign_in("station").case(case_id)["explanation"]["routing"]["lead"]["code"] == "350211-CG"


def test_whoever_cannot_say_who_answers_files_nothing(world: World) -> None:
    lost = world.receipt(lon=None, lat=None, place_text="记不清在哪")["case_id"]
    refused = world.sign_in("city_coordinator").step(lost, "register", {"skip_reason": "photo"})
    assert refused.status_code == 409
    assert "属地" in refused.json["detail"]
    lon, lat = world.point_in()
    placed = world.sign_in("city_dispatcher").post(f"/cases/{lost}/place", json={"lon": lon, "lat": lat},
                                                   headers={"If-Match": '"1"'})
    assert placed.status_code == 200
    assert take(world, "station", lost, "register", skip_reason="photo")["state"] == "registered"
