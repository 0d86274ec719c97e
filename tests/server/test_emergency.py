"""A district under emergency: switched on and off by a leader, once, with one entry in the ledger, heard by all."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select

from server.actions.emergency_clocks import keep_clocks
from server.api.emergencies_shapes import CALL, CALLS, EMERGENCIES, EMERGENCY, ENDED, NOTICES, PUT_OFFS
from server.extensions import db
from server.models import Event
from tests.builders import DISTRICT, World
from tests.server.emergencies import ask_to_begin, begin, end, end_all
from tests.server.people import set_clock
from tests.server.refusals import refused
from tests.server.tables import ledger, row_counts


@pytest.fixture(autouse=True)
def peace(world: World) -> Iterator[None]:
    """Every test ends with no emergency running."""
    yield
    end_all(world)


def test_one_ledger_entry_each_however_many_cases(world: World) -> None:
    world.case_in("reported")
    world.case_in("handling")
    seq = ledger()[-1].seq
    emergency = begin(world)
    end(world, emergency)
    told = [event for event in ledger() if event.seq > seq]
    assert [(event.name, event.subject_kind, event.subject_id) for event in told] == [
        ("emergency.began", "division", DISTRICT), ("emergency.ended", "division", DISTRICT),
        ("emergency.clocks_released", "division", DISTRICT)]
    events = world.sign_in("leader").get(f"/events?after={seq}").json["events"]
    assert [event["title"] for event in events] == ["进入应急状态", "应急状态结束", "应急结束，时限续计"]
    assert events[0]["data"]["paused"] == emergency["paused"]
    assert "市防指" not in "".join(event.content for event in told), "words stay out of the ledger"


@pytest.mark.parametrize("name", ["station", "member", "department", "assessor", "city_leader"])
def test_the_feed_of_everybody_in_the_district_says_it(world: World, name: str) -> None:
    seq = ledger()[-1].seq
    end(world, begin(world))
    told = {event["name"] for event in world.sign_in(name).get(f"/events?after={seq}").json["events"]}
    assert {"emergency.began", "emergency.ended"} <= told


def test_it_does_not_end_by_itself_and_says_whose_turn_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    emergency = begin(world)
    set_clock(monkeypatch, datetime.now(UTC) + timedelta(days=2))
    keep_clocks(datetime.now(UTC) + timedelta(days=2))
    row = next(item for item in world.sign_in("station").get("/emergencies?running=true").json["items"]
               if item["id"] == emergency["id"])
    assert (row["running"], row["overdue"], row["whose_turn"]["name"]) == (True, True, "许领导")


def test_one_at_a_time_and_the_same_request_once(world: World) -> None:
    leader, key = world.sign_in("leader"), str(uuid.uuid4())
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    body = {"district": DISTRICT, "title": "重污染天气", "reason": "橙色预警", "planned_end": until}
    first = leader.post("/emergencies", json=body, headers={"Idempotency-Key": key})
    again = leader.post("/emergencies", json=body, headers={"Idempotency-Key": key})
    assert (first.status_code, again.status_code, again.json) == (201, 201, first.json)
    refused(ask_to_begin(world.sign_in("city_leader")), 409, "emergency-running")
    refused(leader.post("/emergencies", json={**body, "title": "x"}, headers={"Idempotency-Key": key}), 409,
            "idempotency-conflict")
    address, key = f"/emergencies/{first.json['id']}/end", str(uuid.uuid4())
    once = leader.post(address, json={"note": "好"}, headers={"Idempotency-Key": key})
    twice = leader.post(address, json={"note": "好"}, headers={"Idempotency-Key": key})
    assert (once.status_code, twice.status_code, twice.json) == (200, 200, once.json)
    refused(leader.post(address, json={"note": "好"}), 409, "window-closed")


@pytest.mark.parametrize(("given", "field"), [
    ({"planned_end": "2020-01-01T00:00:00Z"}, "planned_end"),
    ({"planned_end": (datetime.now(UTC) + timedelta(days=31)).isoformat()}, "planned_end"),
    ({"planned_end": "2026-12-01T00:00:00"}, "planned_end"),
    ({"title": "  "}, "title"), ({"reason": ""}, "reason"), ({"title": "x" * 61}, "title"),
    ({"district": "350200"}, "district"), ({"district": "999999"}, "district"), ({"district": "350211103"}, "district"),
    ({"communities": ["350206001901"]}, "communities"), ({"communities": ["350211103G01"]}, "communities"),
    ({"more": 1}, "more"),
])
def test_bad_input_begins_nothing(world: World, given: dict[str, Any], field: str) -> None:
    before = row_counts()
    refused(ask_to_begin(world.sign_in("leader"), **given), 422, "validation", field)
    assert row_counts() == before


def test_the_list_of_what_was_put_off_is_paged(world: World) -> None:
    for _ in range(3):
        world.receipt()
    emergency = begin(world)
    address, found = f"/emergencies/{emergency['id']}/put-off?limit=2", []
    leader = world.sign_in("leader")
    while address:
        page = leader.get(address.removeprefix("/api/v1")).json
        assert len(page["items"]) <= 2
        found += [(line["case_id"], line["stage"]) for line in page["items"]]
        address = page["next"]
    assert len(found) == len(set(found)) == emergency["paused"]


def test_the_ledger_still_proves_itself(world: World) -> None:
    with db.reading() as session:
        rows = session.scalars(select(Event).where(Event.subject_kind == "division",
                                                   Event.subject_id == DISTRICT).order_by(Event.n)).all()
    assert [row.n for row in rows] == list(range(1, len(rows) + 1))


def test_answers_have_the_shapes_that_the_document_promises(world: World) -> None:
    world.receipt()
    emergency, leader = begin(world), world.sign_in("leader")
    call = next(seat["id"] for team in emergency["teams"] for seat in team["people"] if seat["person"])
    answers = [(EMERGENCY, emergency), (CALL, leader.post(f"/musters/{call}/received").json),
               (NOTICES, leader.get("/notices").json), (EMERGENCIES, leader.get("/emergencies").json),
               (CALLS, leader.get("/musters/mine").json), (ENDED, end(world, emergency)),
               (PUT_OFFS, leader.get(f"/emergencies/{emergency['id']}/put-off").json)]
    for shape, answer in answers:
        Draft202012Validator(shape).validate(answer)
