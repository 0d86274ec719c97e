"""How often a request asks the database: the bars of the design, signing in and rate limits included."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from server.extensions import db
from tests.builders import Someone, World, jpeg
from tests.server.tables import counted_queries

# A step answers with the whole case: eleven statements take the step (two of them end and begin the rows of its
# stages, which every on-time rate counts), eight read the answer; a report begins its first stage
# and leaves its words for the search.
# Whoever sends somebody out asks twice more: who is near and there, and at night who goes along.
CREATE, STEP, LIST, DETAIL, OVERVIEW, STATUS, RATE = 13, 19, 4, 9, 5, 10, 20


def counted(call: Callable[[], TestResponse], most: int) -> TestResponse:
    with counted_queries() as sent:
        answer = call()
    assert answer.status_code in (200, 201), answer.json
    # Which version of the rules is in force is asked every few seconds by the process, whatever is called then.
    sent = [statement for statement in sent if "FROM rule_sets" not in statement]
    assert len(sent) <= most, "\n".join(" ".join(statement.split())[:160] for statement in sent)
    return answer


@pytest.fixture(autouse=True)
def limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production, with the rates on."""
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, report_rate="1000/3600"))


@pytest.fixture(scope="module")
def busy(world: World) -> None:
    """A city in which there is something to read."""
    for state in ("reported", "confirming", "checked", "handling"):
        case_id = world.case_in(state, photos=[jpeg(1)], place_text="村口")[0]
    world.sign_in("station").post(f"/cases/{case_id}/whistles", json={
        "kind": "emergency", "lead": "350211-ST", "text": "请到场"})


def test_a_report(world: World, busy: None) -> None:
    world.report()
    counted(lambda: world.report(place_text="桥头"), CREATE)


def test_each_step(world: World, busy: None) -> None:
    case_id = world.receipt(photos=[jpeg(2)])["case_id"]
    for name, action, fields in (
            ("station", "ask-confirmation", {"note": "请看"}),
            ("member", "confirm", {"result": "true", "note": "属实"}),
            ("station", "register", {"note": "立案"}), ("dispatcher", "dispatch", {"department": "350211-CG"}),
            ("department", "sign", {"note": "收到"})):
        someone: Someone = world.sign_in(name)
        version = someone.case(case_id)["version"]
        counted(lambda someone=someone, action=action, fields=fields, version=version: someone.step(  # type: ignore[misc]
            case_id, action, fields, version=version, key=str(uuid.uuid4())), STEP + 2 * (action == "ask-confirmation"))


@pytest.mark.parametrize("path", ["/cases", "/cases?limit=200&order=due&open=true", "/cases?q=垃圾&category=A05",
                                  "/cases?bbox=117,24,119,25&late=true", "/events?limit=200", "/opinions", "/whistles"])
@pytest.mark.parametrize("name", ["station", "leader", "city_leader", "department", "community"])
def test_a_list(world: World, busy: None, name: str, path: str) -> None:
    someone = world.sign_in(name)
    counted(lambda: someone.get(path), LIST)


def test_one_case_the_board_and_the_reporters_page(world: World, busy: None) -> None:
    case_id, receipt = world.case_in("checked", photos=[jpeg(3)])
    station, leader = world.sign_in("station"), world.sign_in("leader")
    counted(lambda: station.get(f"/cases/{case_id}"), DETAIL)
    counted(lambda: leader.get("/stats/overview"), OVERVIEW)
    counted(lambda: leader.get("/stats/grids"), LIST)
    counted(lambda: world.citizen().get(f"/reports/{receipt['ticket']}?code={receipt['query_code']}"), STATUS)
    counted(lambda: world.rate(receipt), RATE)


@pytest.mark.parametrize(("name", "query"), [
    ("member", "level=member&owner={person}"), ("station_head", "level=town&owner=350211103"),
    ("city_assessor", "level=department&owner=350211-CG")])
def test_a_live_score_asks_no_more_often_with_more_cases(world: World, busy: None, name: str, query: str) -> None:
    someone = world.sign_in(name)
    path = f"/assessments/live?{query.format(person=someone.get('/me').json['person']['id'])}"
    someone.get(path)
    with counted_queries() as sent:
        assert someone.get(path).status_code == 200
    for state in ("checked", "handling", "handled"):
        world.case_in(state, photos=[jpeg(4)])
    counted(lambda: someone.get(path), len(sent) + 1)  # which case reopened is asked only where one could have
