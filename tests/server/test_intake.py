"""What is asked once per category, what lies near, and who may change the questions."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.builders import Someone, World
from tests.server.people import hire
from tests.server.refusals import refused
from tests.server.tables import ledger


def question(**given: Any) -> dict[str, Any]:
    """A question as the page of rules sends it."""
    return {"category": "B05", "kind": "choice", "text": "垃圾在水面还是在岸边？", "choices": [
        {"value": "water", "name": "水面"}, {"value": "shore", "name": "岸边"}], **given}


def write(someone: Someone, path: str, body: dict[str, Any]) -> Any:
    return someone.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def test_answers_are_read_on_the_case_and_never_in_the_ledger(world: World) -> None:
    asked = [row for row in world.citizen().get("/categories").json["questions"] if row["category"] in ("C", "C01")]
    assert {row["kind"] for row in asked} == {"choice", "yes-no"}
    receipt = world.receipt(category="C01", answers={"C01-permit": False, "C-how-often": "daily"})
    station = world.sign_in("station")
    seen = station.case(receipt["case_id"])["answers"]
    assert seen[0]["ticket"] == receipt["ticket"]
    assert [(row["code"], row["answer"]) for row in seen[0]["answers"]] == [
        ("C-how-often", "天天如此"), ("C01-permit", "否")]
    assert "天天如此" not in ledger()[-1].content
    assert "answers" in ledger()[-1].content, "sealed there"
    assert station.case(world.receipt(category="C01")["case_id"])["answers"] == [], "nobody has to answer"


@pytest.mark.parametrize(("answers", "code"), [
    ({"C01-permit": "yes"}, "C01-permit"), ({"C-how-often": "sometimes"}, "C-how-often"),
    ({"A05-burning": True}, "A05-burning"), ({"nothing": "x"}, "nothing")])
def test_an_answer_that_does_not_fit_names_its_question(world: World, answers: dict[str, Any], code: str) -> None:
    refused(world.report(category="C01", answers=answers), 422, "validation", f"answers.{code}")


def test_a_wish_of_somebody_on_the_phone(world: World) -> None:
    receipt = world.receipt(who=world.sign_in("station"), source="12345", external_number="XM-W-1",
                            wish="希望晚上十点后不要施工", category="C01")
    seen = world.sign_in("station").case(receipt["case_id"])
    assert seen["answers"][0]["wish"] == "希望晚上十点后不要施工"
    assert "十点" not in ledger()[-1].content


def test_administrators_word_the_questions(world: World) -> None:
    admin, station = world.sign_in("admin"), world.sign_in("station")
    refused(write(station, "/questions", question()), 403, "role-forbidden")
    refused(write(admin, "/questions", question(choices=[])), 422, "validation")
    refused(write(admin, "/questions", question(category="X99")), 422, "validation")
    added = write(admin, "/questions", question())
    assert added.status_code == 201, added.json
    code = next(row["code"] for row in added.json["questions"] if row["category"] == "B05")
    assert ledger()[-1].name == "rule.changed"
    sea = {"grid": "350211000000601", "category": "B05"}
    receipt = world.receipt(**sea, answers={code: "shore"})
    worded = write(admin, f"/questions/{code}", question(active=False, text="在哪里？"))
    assert worded.status_code == 200
    assert code not in {row["code"] for row in world.citizen().get("/categories").json["questions"]}
    kept = world.sign_in("city_leader").case(receipt["case_id"])["answers"][0]["answers"][0]
    assert kept == {"code": code, "question": "垃圾在水面还是在岸边？", "answer": "岸边"}, "as it was asked that day"
    assert world.report(**sea, answers={code: "water"}).status_code == 201, "a phone may have kept the question"
    refused(write(admin, f"/questions/{code}", question(kind="text", choices=[])), 422, "validation")
    refused(write(admin, "/questions/nothing", question()), 404, "not-found")


def test_what_lies_near_is_shown_while_somebody_types(world: World) -> None:
    receipt = world.receipt(grid="350211103G02", category="D01", description="路口堆着垃圾袋")
    lon, lat = world.point_in("350211103G02")
    near = world.sign_in("station").get(f"/cases/nearby?lon={lon}&lat={lat + 0.0005}").json["items"]
    assert [row["id"] for row in near] == [receipt["case_id"]]
    assert near[0]["description"] == "路口堆着垃圾袋"
    assert 40 < near[0]["distance_m"] < 80
    assert hire(world, "other_station").get(f"/cases/nearby?lon={lon}&lat={lat}").json["items"] == []
