"""Today goes on live over HTTP: a simulated report becomes a closed case against a real server on a free port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Case, Photo
from server.simulation import live as live_module
from server.simulation.client import Client, Unreachable
from server.simulation.diary import Diary
from server.simulation.live import Live
from server.simulation.plan import Planner
from server.simulation.releases import is_shown
from server.simulation.roster import read_roster
from tests.builders import World
from tests.ground.running import free_port
from workflows.states import State

# Reports that citizens or members make and that go the whole way; which ones do is settled by the seed.
TRIES = [f"00000000-0000-4000-8000-{number:012d}" for number in range(12)]


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def live(world: World, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    monkeypatch.setattr(live_module, "BETWEEN_STEPS", 0)
    client = Client(address, clock)
    planner = Planner(read_roster(datetime.now(UTC)), 7, 1.0)
    yield Live(planner, client, Diary(world.settings.data_dir), clock, 30,
               lambda sight, step, rng: step.at or sight.updated_at)
    client.close()


def state_of(case_id: int) -> str:
    with db.reading() as session:
        return str(session.scalar(select(Case.state).where(Case.id == case_id)))


def test_a_simulated_report_becomes_a_closed_case(live: Live) -> None:
    case_ids = []
    for report_id in TRIES:
        case_id = live.report_something(report_id)
        assert case_id is not None
        while live.step_once():
            pass
        case_ids.append(case_id)
        if state_of(case_id) == State.CLOSED:
            break
    assert state_of(case_ids[-1]) == State.CLOSED
    with db.reading() as session:
        assert set(session.scalars(select(Case.simulated))) == {True}
        assert session.scalar(select(Photo.id).where(Photo.case_id == case_ids[-1], Photo.purpose == "after"))
        released = session.scalar(select(Photo.id).where(Photo.case_id == case_ids[-1], Photo.released_at.is_not(None)))
        assert (released is not None) == is_shown(case_ids[-1])
    assert verify_ledger()[1] == []


def test_a_case_that_a_visitor_touched_stays_with_the_visitor(world: World, live: Live) -> None:
    case_id = live.report_something(TRIES[0].replace("8000", "9000"))
    assert case_id is not None
    asked = world.sign_in("city_leader").step(case_id, "instruct", {"text": "请尽快办理"})
    assert asked.status_code == 200, asked.json
    before = state_of(case_id)
    while live.step_once():
        pass
    assert state_of(case_id) == before


def test_a_visitors_report_waits_for_people(world: World, live: Live) -> None:
    receipt = world.receipt()
    live.pick_up()
    while live.step_once():
        pass
    assert state_of(receipt["case_id"]) == State.REPORTED


def test_a_server_that_is_away_is_waited_for() -> None:
    client = Client(f"http://127.0.0.1:{free_port()}", clock)
    assert not client.is_up()
    with pytest.raises(Unreachable):
        client.say("SP000000-0000-0000", "code", "rate", {"solved": "yes", "satisfaction": 5})
    client.close()
