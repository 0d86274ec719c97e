"""Feedback and suggestions: no case, an honest answer."""

from __future__ import annotations

import uuid

from server.actions.ledger import verify_ledger
from tests.builders import World


def _suggest(world: World, **more):
    return world.receipt(intent="suggestion", category="M02", description="河边多放几个垃圾桶", **more)


def _reply(world: World, username: str, ticket: str, text: str = "已列入明年计划。", key: str | None = None):
    return world.sign_in(username).post(f"/opinions/{ticket}/reply", json={"text": text, "adopted": True},
                                        headers={"Idempotency-Key": key or str(uuid.uuid4())})


def test_a_suggestion_is_answered_and_its_writer_reads_it(world: World) -> None:
    receipt = _suggest(world)
    assert (receipt["case_id"], receipt["state"]) == (None, "received")
    listed = world.sign_in("station").get("/opinions?state=received").json["items"]
    assert [item["description"] for item in listed] == ["河边多放几个垃圾桶"]
    assert _reply(world, "station", receipt["ticket"]).json["state"] == "answered"
    page = world.page_of(receipt)
    assert (page["state"], page["answer"]["text"], page["answer"]["adopted"]) == ("answered", "已列入明年计划。", True)
    assert verify_ledger()[1] == []


def test_an_answer_is_given_once(world: World) -> None:
    receipt, key = _suggest(world), str(uuid.uuid4())
    first = _reply(world, "dispatcher", receipt["ticket"], key=key)
    assert _reply(world, "dispatcher", receipt["ticket"], key=key).json == first.json
    again = _reply(world, "station", receipt["ticket"], "另一个答复")
    assert (again.status_code, again.json["type"]) == (409, "/problems/invalid-transition")


def test_opinions_of_other_places_do_not_exist(world: World) -> None:
    receipt = _suggest(world, grid="350203001G01")
    assert _reply(world, "station", receipt["ticket"]).status_code == 404
    assert receipt["ticket"] not in [
        item["ticket"] for item in world.sign_in("dispatcher").get("/opinions").json["items"]]
    for username in ("member", "department", "admin"):
        assert world.sign_in(username).get("/opinions").json["items"] == []


def test_opinions_are_paged(world: World) -> None:
    tickets = {_suggest(world)["ticket"] for _ in range(3)}
    station, path, seen = world.sign_in("station"), "/opinions?limit=2", []
    while path:
        page = station.get(path).json
        seen += [item["ticket"] for item in page["items"]]
        path = (page["next"] or "").removeprefix("/api/v1")
    assert len(seen) == len(set(seen))
    assert tickets <= set(seen)
