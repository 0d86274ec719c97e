"""Special inspections: planned, gone on, findings become cases, results with n; nobody inspects their own unit."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from server.extensions import db
from server.queries.facts_of_findings import rows
from tests.builders import DISTRICT, GRID, TOWN, Someone, World, jpeg
from tests.server.people import NEXT_TOWN, hire
from workflows.assessment.facts import Level

ITEMS = [
    {"code": "purifier", "text": "净化设施开着", "kind": "yes_no", "points": 60, "photo": "always", "category": "A02"},
    {"code": "cleaned", "text": "距上次清洗天数", "kind": "number", "points": 30, "photo": "never",
     "at_most": "90", "category": "A02"},
    {"code": "drain", "text": "污水去向", "kind": "choice", "points": 10, "choices": [
        {"code": "trap", "name": "隔油池", "points": 10},
        {"code": "rain", "name": "雨水管", "points": 0, "finding": True}]},
]


def send(who: Someone, path: str, body: Any = None) -> TestResponse:
    return who.post(path, json=body or {}, headers={"Idempotency-Key": str(uuid.uuid4())})


def plan(world: World, **given: Any) -> dict[str, Any]:
    today = datetime.now(UTC).date()
    answer = send(world.sign_in("assessor"), "/inspections", {
        "title": "餐饮油烟专项", "division": DISTRICT, "first": today.isoformat(),
        "last": (today + timedelta(days=14)).isoformat(), "items": ITEMS,
        "inspectors": [person_of(hire(world, "next_station")), person_of(world.sign_in("station"))], **given})
    assert answer.status_code == 201, answer.json
    return answer.json  # type: ignore[return-value]


def person_of(who: Someone) -> int:
    return int(who.get("/me").json["person"]["id"])  # type: ignore[index]


def spot(world: World, name: str = "夜市一条街") -> dict[str, Any]:
    lon, lat = world.point_in()
    return {"spots": [{"name": name, "lon": lon, "lat": lat}]}


def running(world: World) -> tuple[str, dict[str, Any]]:
    """A campaign that runs, with one spot in the members' grid: (its path, the place)."""
    path = f"/inspections/{plan(world)['id']}"
    assert send(world.sign_in("assessor"), f"{path}/places", spot(world)).status_code == 200
    begun = send(world.sign_in("assessor"), f"{path}/start")
    assert begun.status_code == 200, begun.json
    return path, begun.json["shown"][0]  # type: ignore[index]


def fill_in(who: Someone, path: str, answers: dict[str, str], photos: dict[str, bytes]) -> TestResponse:
    said = {"answers": [{"code": code, "value": value, "note": "当场看到"} for code, value in answers.items()],
            "photos": list(photos), "sent_at": datetime.now(UTC).isoformat()}
    files = [(io.BytesIO(data), f"{code}.jpg") for code, data in photos.items()]
    return who.post(f"{path}/record", data={"record": json.dumps(said), "photos": files},
                    headers={"Idempotency-Key": str(uuid.uuid4())}, content_type="multipart/form-data")


def test_a_finding_on_site_becomes_one_case_and_both_know_each_other(world: World) -> None:
    path, place = running(world)
    inspector, here = hire(world, "next_station"), f"{path}/places/{place['id']}"
    done = fill_in(inspector, here, {"purifier": "no", "cleaned": "120.5", "drain": "trap"}, {"purifier": jpeg(7)})
    assert done.status_code == 200, done.json
    assert [(one["part"], one["whole"], one["finding"]) for one in done.json["answers"]] == [
        (0, 60, True), (0, 30, True), (10, 10, False)]
    assert len(done.json["answers"][0]["photos"]) == 1

    opened = send(inspector, f"{here}/items/purifier/case")
    assert opened.status_code == 200, opened.json
    case_id = opened.json["answers"][0]["case"]["id"]
    assert send(inspector, f"{here}/items/purifier/case").json["answers"][0]["case"]["id"] == case_id
    assert send(inspector, f"{here}/items/drain/case").status_code == 409  # nothing is wrong there
    by_planner = send(world.sign_in("assessor"), f"{here}/items/cleaned/case").json["answers"][1]  # type: ignore[index]

    case = world.sign_in("station").case(case_id)
    assert (case["category"]["code"], case["source"], len(case["photos"])) == ("A02", "inspection", 1), case["source"]
    back = world.sign_in("station").get(f"/cases/{case_id}/inspection").json["inspection"]  # type: ignore[index]
    assert (back["place"]["id"], back["item"], back["words"]) == (place["id"], "净化设施开着", "否")

    results = world.sign_in("assessor").get(f"{path}/results").json
    assert [(one["division"]["code"], one["items"], one["part"], one["whole"], one["findings"],
             one["cases"]) for one in results["grids"]] == [(GRID, 3, 10, 100, 2, 2)]  # type: ignore[index]
    assert world.sign_in("assessor").get(f"{path}/results/export?format=csv").data.decode("utf-8-sig").count("10.0")
    now = datetime.now(UTC)
    with db.reading() as session:
        facts = rows(session, now - timedelta(hours=1), now + timedelta(hours=1), (Level.TOWN, TOWN))
        assert not rows(session, now - timedelta(hours=1), now + timedelta(hours=1), (Level.MEMBER, "1"))
    assert [(fact.item, fact.got, fact.of, fact.case_id) for fact in facts if f"/inspections/{fact.campaign}" == path
            ] == [("purifier", 0, 60, case_id), ("cleaned", 0, 30, by_planner["case"]["id"]), ("drain", 10, 10, None)]
    assert verify_ledger()[1] == []


def test_nobody_inspects_the_own_unit_and_a_place_is_not_announced(world: World) -> None:
    path, place = running(world)
    here, own = f"{path}/places/{place['id']}", world.sign_in("station")
    refused = fill_in(own, here, {"purifier": "yes", "cleaned": "3", "drain": "trap"}, {"purifier": jpeg(8)})
    assert (refused.status_code, refused.json["type"]) == (403, "/problems/role-forbidden")
    assert world.sign_in("station_head").get(path).json["shown"] == []  # type: ignore[index]
    assert world.sign_in("station_head").get(here).status_code == 404
    assert send(hire(world, "next_station"), f"{here}/skip", {"reason": "no_entry"}).status_code == 200
    assert len(world.sign_in("station_head").get(path).json["shown"]) == 1  # type: ignore[index]
    assert hire(world, "other_assessor").get(path).status_code == 404
    assert send(hire(world, "next_station"), f"{path}/close", {"summary": "完成"}).status_code == 403


def test_a_form_is_whole_or_it_says_what_is_missing(world: World) -> None:
    path, place = running(world)
    here, inspector = f"{path}/places/{place['id']}", hire(world, "next_station")
    missing = fill_in(inspector, here, {"purifier": "yes", "cleaned": "much"}, {})
    assert missing.status_code == 422
    assert {one["field"] for one in missing.json["errors"]} == {  # type: ignore[index]
        "answers.purifier", "answers.cleaned", "answers.drain"}
    assert fill_in(inspector, here, {"purifier": "na", "cleaned": "90", "drain": "trap"}, {}).status_code == 200
    assert inspector.get(here).json["answers"][0]["whole"] == 0  # type: ignore[index]
    again = fill_in(inspector, here, {"purifier": "na", "cleaned": "90", "drain": "trap"}, {})
    assert (again.status_code, again.json["type"]) == (409, "/problems/invalid-transition")


@pytest.mark.parametrize(("wrong", "field"), [
    ({"items": [{**ITEMS[1], "at_most": None}]}, "items.0.at_most"), ({"items": [ITEMS[0], ITEMS[0]]}, "items"),
    ({"items": [{**ITEMS[0], "category": "Q99"}]}, "items.0.category"), ({"division": GRID}, "division"),
    ({"last": "2020-01-01"}, "last"), ({"inspectors": [999999]}, "inspectors")])
def test_a_plan_that_cannot_be_names_its_field(world: World, wrong: dict[str, Any], field: str) -> None:
    today = datetime.now(UTC).date().isoformat()
    answer = send(world.sign_in("assessor"), "/inspections", {
        "title": "专项", "division": DISTRICT, "first": today, "last": today, "items": ITEMS, **wrong})
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


def test_it_begins_only_with_places_and_somebody_from_elsewhere_and_then_the_form_stays(world: World) -> None:
    assessor = world.sign_in("assessor")
    only_own = plan(world, inspectors=[person_of(world.sign_in("station"))])
    path = f"/inspections/{only_own['id']}"
    assert send(assessor, f"{path}/start").json["errors"][0]["field"] == "places"  # type: ignore[index]
    send(assessor, f"{path}/places", spot(world))
    assert send(assessor, f"{path}/start").json["errors"][0]["field"] == "inspectors"  # type: ignore[index]
    lon, lat = world.point_in(f"{NEXT_TOWN}G01")
    source = send(hire(world, "next_station"), "/sources", {
        "name": "后溪饭店", "kind": "catering", "risk": "high", "lon": lon, "lat": lat}).json
    ruled = send(assessor, f"{path}/places", {"rule": {"most": 1, "kinds": ["catering"], "division": NEXT_TOWN}})
    assert any(one["by_rule"] for one in ruled.json["shown"]), (ruled.json, source)  # type: ignore[index]
    body = {"title": only_own["title"], "division": DISTRICT, "first": only_own["first"], "last": only_own["last"],
            "items": ITEMS, "inspectors": [person_of(hire(world, "next_station")), person_of(world.sign_in("station"))]}
    assert send(assessor, path, body).status_code == 200
    assert send(assessor, f"{path}/start").json["state"] == "running"  # type: ignore[index]
    assert send(assessor, path, {**body, "items": ITEMS[:2]}).status_code == 409
    assert send(assessor, f"{path}/close", {"summary": "做完了"}).status_code == 409  # nobody has been anywhere
