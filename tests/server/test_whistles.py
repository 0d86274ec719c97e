"""Whistle and answer over HTTP: two steps in one chain, both ratings, who reads what, and the urgent call's team."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from server.actions.whistle_clocks import keep_whistles
from server.extensions import db
from server.models import Message
from tests.builders import TOWN, UNIT, Someone, World
from tests.server.people import hire
from tests.server.refusals import refused
from tests.server.tables import ledger, row_counts

ECOLOGY, WATER, OWN_TEAM, OTHER_DISTRICT_UNIT = "350211-ST", "350211-SL", f"{TOWN}-ZZ", "350206-CG"


@pytest.fixture(scope="module")
def people(world: World) -> dict[str, Someone]:
    """Everybody who acts here, by name."""
    names = ("member", "station", "station_head", "department", "coordinator", "leader", "city_leader", "auditor")
    return {**{name: world.sign_in(name) for name in names},
            **{name: hire(world, name) for name in ("ecology", "water", "next_station", "other_station",
                                                    "other_department", "other_coordinator")}}


@pytest.fixture
def handled(world: World) -> int:
    return world.case_in("handling")[0]


def blow(someone: Someone, case_id: int, key: str | None = None, **given: Any) -> TestResponse:
    body = {"kind": "enforcement", "text": "镇街没有执法权", **given}
    return someone.post(f"/cases/{case_id}/whistles", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def blown(someone: Someone, case_id: int, **given: Any) -> dict[str, Any]:
    answer = blow(someone, case_id, **given)
    assert answer.status_code == 201, answer.json
    return answer.json  # type: ignore[return-value]


def act(someone: Someone, whistle: dict[str, Any], what: str, key: str | None = None, **given: Any) -> TestResponse:
    return someone.post(f"/whistles/{whistle['id']}/{what}", json=given,
                        headers={"Idempotency-Key": key or str(uuid.uuid4())})


def acted(someone: Someone, whistle: dict[str, Any], what: str, **given: Any) -> dict[str, Any]:
    answer = act(someone, whistle, what, **given)
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def call_of(whistle: dict[str, Any], unit: str) -> dict[str, Any]:
    return next(call for call in whistle["calls"] if call["unit"]["code"] == unit)


def test_from_a_member_to_the_town_to_three_departments_and_back(people: dict[str, Someone], handled: int) -> None:
    station, before = people["station"], people["station"].case(handled)
    up = blown(people["member"], handled, kind="enforcement")
    assert (up["to_town"], up["calls"][0]["unit"]["code"], up["calls"][0]["state"]) == (True, TOWN, "called")
    down = acted(station, up, "pass-on", lead=ECOLOGY, assist=[UNIT, WATER], text="请生态环境局牵头")
    assert (down["calls"][0]["state"], len(down["passed_on_as"])) == ("passed", 1)
    whistle = station.get(f"/whistles/{down['passed_on_as'][0]}").json
    assert whistle["parent_id"] == up["id"]
    assert [(call["unit"]["code"], call["part"]) for call in whistle["calls"]] == [
        (ECOLOGY, "lead"), (UNIT, "assist"), (WATER, "assist")]
    assert people["ecology"].get(f"/cases/{handled}").status_code == 200, "whoever is called reads the case"

    acted(people["ecology"], whistle, "answer")
    refused(act(people["ecology"], whistle, "report", result="solved", text="已查处"), 409, "invalid-transition")
    acted(people["ecology"], whistle, "arrive", lon=118.0, lat=24.6)
    seen = acted(people["ecology"], whistle, "report", result="solved", text="已责令改正")
    assert call_of(seen, ECOLOGY)["reported"]
    assert call_of(seen, WATER)["state"] == "called"
    acted(people["water"], whistle, "decline", reason_code="not-ours", text="不涉水")
    acted(people["department"], whistle, "arrive")
    assert acted(people["department"], whistle, "report", result="partly", text="已清理")["state"] == "done"

    lead = call_of(seen, ECOLOGY)["id"]
    refused(act(station, whistle, "rate", call=lead, attendance=5, attitude=6, outcome=4), 422, "validation")
    rated = acted(station, whistle, "rate", call=lead, attendance=5, attitude=4, outcome=2)
    assert call_of(rated, ECOLOGY)["rating"] == {"attendance": 5, "attitude": 4, "outcome": 2}
    acted(people["ecology"], whistle, "rate", judgement="unreasonable", text="镇街自己可以处理")
    assert "contest:judgement" in call_of(station.get(f"/whistles/{whistle['id']}").json, ECOLOGY)["can"]
    acted(station, whistle, "contest", call=lead, topic="judgement", text="镇街没有执法权")
    refused(act(people["other_coordinator"], whistle, "rule", call=lead, topic="judgement", ruling="upheld", text="x"),
            403, "territory-forbidden")
    ruled = acted(people["coordinator"], whistle, "rule", call=lead, topic="judgement", ruling="overturned",
                  text="这一哨合理")
    assert call_of(ruled, ECOLOGY)["contests"]["judgement"] == "overturned"
    case = station.case(handled)
    assert (case["version"], case["due_at"]) == (before["version"], before["due_at"]), "the handling clock runs on"
    assert "whistled" in {flag["code"] for flag in case["flags"]}


def test_a_whistle_to_oneself_and_other_mistakes(people: dict[str, Someone], handled: int, world: World) -> None:
    station, before = people["station"], row_counts()
    for given, field in (({"lead": OWN_TEAM}, "lead"), ({"lead": UNIT, "assist": [UNIT]}, "lead"),
                         ({"lead": OTHER_DISTRICT_UNIT}, "lead"), ({"lead": "350211-XX"}, "lead"), ({}, "lead"),
                         ({"lead": UNIT, "text": " "}, "text")):
        refused(blow(station, handled, **given), 422, "validation", field)
    refused(blow(people["member"], handled, lead=UNIT), 422, "validation", "lead")
    for name, slug in (("department", "role-forbidden"), ("next_station", "territory-forbidden")):
        refused(blow(people[name], handled, lead=ECOLOGY), 403, slug)
    early = world.receipt()["case_id"]
    refused(blow(station, early, lead=ECOLOGY), 422, "validation", "kind")
    assert row_counts("reports", "cases", "events", "messages")["whistles"] == before["whistles"]
    whistle = blown(station, handled, lead=ECOLOGY)
    refused(blow(station, handled, lead=ECOLOGY), 422, "validation")
    refused(act(station, whistle, "answer"), 403, "role-forbidden")
    refused(act(people["ecology"], whistle, "rate", judgement="reasonable"), 409, "invalid-transition")
    assert act(people["ecology"], whistle, "sing").status_code == 404
    assert act(people["ecology"], {"id": 10**7}, "answer").status_code == 404


def test_the_same_whistle_sent_twice_is_one(people: dict[str, Someone], handled: int) -> None:
    key = str(uuid.uuid4())
    first, again = (blow(people["station"], handled, key, lead=ECOLOGY) for _ in range(2))
    assert (first.status_code, first.json["id"]) == (201, again.json["id"])
    key = str(uuid.uuid4())
    ecology = people["ecology"]
    assert act(ecology, first.json, "answer", key).json == act(ecology, first.json, "answer", key).json
    assert sum(event.name == "whistle.answered" for event in ledger() if event.subject_id == str(first.json["id"])) == 1


def test_both_sides_and_nobody_else_read_a_whistle(people: dict[str, Someone], handled: int) -> None:
    whistle = blown(people["station"], handled, lead=ECOLOGY)
    path = f"/whistles/{whistle['id']}"
    for name, status in (("member", 200), ("ecology", 200), ("department", 200), ("coordinator", 200), ("auditor", 200),
                         ("water", 403), ("next_station", 403), ("other_department", 403), ("other_coordinator", 403)):
        assert people[name].get(path).status_code == status, name
        listed = {row["id"] for row in people[name].get("/whistles?limit=200").json["items"]}
        assert (whistle["id"] in listed) == (status == 200), name
        events = {event["subject"]["id"] for event in people[name].get("/events?limit=200&after=0").json["events"]
                  if event["subject"]["kind"] == "whistle"}
        if status == 403:
            assert str(whistle["id"]) not in events, name
            assert act(people[name], whistle, "answer").status_code == 403
    assert whistle["id"] in {row["id"] for row in people["ecology"].get("/whistles?waiting=me").json["items"]}
    withdrawn = acted(people["station"], whistle, "withdraw", text="吹错了")
    assert withdrawn["state"] == "withdrawn"
    assert people["ecology"].get(f"/cases/{handled}").status_code == 403, "called by mistake, it reads no more"


def test_a_decline_is_overturned_and_another_unit_is_called(people: dict[str, Someone], handled: int) -> None:
    whistle = blown(people["station"], handled, lead=ECOLOGY)
    acted(people["ecology"], whistle, "decline", reason_code="not-ours", text="不属本局")
    more = acted(people["station"], whistle, "call", assist=[WATER])
    assert (call_of(more, WATER)["part"], more["state"]) == ("lead", "open")
    acted(people["station"], whistle, "contest", call=whistle["calls"][0]["id"], topic="decline", text="职责清单第三条")
    ruled = acted(people["coordinator"], whistle, "rule", call=whistle["calls"][0]["id"], topic="decline",
                  ruling="overturned", text="应当到场")
    assert call_of(ruled, ECOLOGY)["state"] == "taken"


def test_an_urgent_whistle_gathers_the_team(world: World, people: dict[str, Someone]) -> None:
    case_id = world.receipt()["case_id"]
    up = blown(people["member"], case_id, kind="emergency", text="油罐泄漏，请到村口集合")
    assert (datetime.fromisoformat(up["calls"][0]["answer_by"]) - datetime.fromisoformat(up["called_at"])) == timedelta(
        minutes=15)
    team = {seat["role"]: seat for seat in up["team"] or people["station"].get(f"/whistles/{up['id']}").json["team"]}
    assert {"area_cadre", "police_officer", "environment_supervisor", "community_worker", "volunteer"} <= set(team)
    cadre = world.sign_in("cadre")
    mine = [row for row in cadre.get("/musters/mine").json["items"] if row["whistle"]]
    assert [row["whistle"]["reason"] for row in mine] == ["油罐泄漏，请到村口集合"]
    with db.reading() as session:
        told = session.scalars(select(Message).where(Message.whistle_id == up["id"], Message.name == "muster.called"))
        assert {(row.urgent, row.deliver_at == row.created_at) for row in told} == {(True, True)}, "at night too"
    for what in ("received", "arrived"):
        assert cadre.post(f"/musters/{mine[0]['id']}/{what}").status_code == 200
    passed = acted(people["station"], up, "pass-on", lead=ECOLOGY, text="请立即到场")
    seen = people["station"].get(f"/whistles/{passed['passed_on_as'][0]}").json
    assert (seen["kind"], seen["team"]) == ("emergency", []), "the team is called once"


def test_silence_climbs_the_ladder_once(people: dict[str, Someone], handled: int) -> None:
    whistle = blown(people["station"], handled, lead=ECOLOGY)
    by = datetime.fromisoformat(call_of(whistle, ECOLOGY)["answer_by"])

    def written() -> list[str]:
        with db.reading() as session:
            return list(session.scalars(select(Message.role).where(
                Message.whistle_id == whistle["id"], Message.name == "whistle.reminded").order_by(Message.id)))

    keep_whistles(by - timedelta(minutes=1))
    assert written() == []
    for _ in range(2):
        keep_whistles(by)
    assert written() == ["department_officer"]
    for _ in range(2):  # two rungs at once, after an outage: the higher one is told, the other noted
        keep_whistles(by + timedelta(days=4))
    assert written() == ["department_officer", "coordinator"]
    noted = [event.content for event in ledger()
             if (event.subject_id, event.name) == (str(whistle["id"]), "whistle.reminded")]
    assert ['"skipped":[1]' in content for content in noted] == [False, True]
    late = {row["id"] for row in people["station"].get("/whistles?late=true").json["items"]}
    assert whistle["id"] not in late, "the clock of the test has not come yet"


def test_figures_count_their_lists(people: dict[str, Someone], handled: int) -> None:
    take_part = blown(people["station"], handled, lead=WATER)
    acted(people["water"], take_part, "decline", reason_code="town-can", text="镇街可以处理")
    answer = people["station"].get("/stats/whistles").json
    figures = {row["code"]: row for row in answer["figures"]}
    assert set(figures) == {"answer", "arrive", "done", "unreasonable", "town", "rate"}
    for row in figures.values():
        assert (row["definition"] and row["percent"] is None) or 0 <= row["percent"] <= 100
        listed = people["station"].get(row["link"].removeprefix("/api/v1") + "&limit=200").json["items"]
        assert bool(listed) == bool(row["n"]), row
    assert figures["rate"]["band"] == {"low": 2, "high": 8}
    kept = people["station"].get(figures["answer"]["link"].removeprefix("/api/v1") + "&kept=true&limit=200").json
    assert take_part["id"] in {row["id"] for row in kept["items"]}
    assert people["next_station"].get(f"/stats/whistles?division={TOWN}").status_code == 403
    assert people["ecology"].get(f"/stats/whistles?department={ECOLOGY}").json["scope"]["code"] == ECOLOGY


def test_the_ledger_of_whistles_is_proven(world: World, people: dict[str, Someone]) -> None:
    assert verify_ledger()[1] == []
    texts = "".join(event.content for event in ledger() if event.subject_kind == "whistle")
    assert TOWN in texts
    for words in ("不属本局", "118.0"):
        assert words not in texts
