"""The live channel of a real server process: who may listen to what, and that nothing is missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import requests
import socketio
import websocket
from sqlalchemy import update

from config.settings import Settings
from server.actions.people import create_user
from server.extensions import db
from server.models import PersonPost
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, UNIT
from tests.server.people import OTHER_DISTRICT, OTHER_GRID, OTHER_TOWN
from tests.servers import Web, wait_until
from tests.visitors import LIVE, Seat, Town, Visitor

REFUSED = socketio.exceptions.ConnectionError


@pytest.fixture(scope="module")
def web(installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    db.configure(installation)  # for the map of the city and for making people
    with Web(installation, tmp_path_factory.mktemp("web"), jobs_in_process=False, head_seconds=1) as running:
        yield running
    assert "Traceback" not in running.output, running.output


@pytest.fixture(scope="module")
def town(web: Web, installation: Settings) -> Town:
    return Town(installation, web.url)


def test_without_a_session_there_is_no_connection(web: Web, town: Town) -> None:
    with pytest.raises(REFUSED):
        Seat(Visitor(web.url)).connect()
    stranger = Visitor(web.url)
    stranger.session.cookies.set("gw_session", "somebody else's secret")
    with pytest.raises(REFUSED):
        Seat(stranger).connect()


def handshake(web: Web, visitor: Visitor, origin: str) -> websocket.WebSocket:
    """A bare WebSocket as far as the server's first words."""
    raw = websocket.create_connection(f"ws{web.url[4:]}/socket.io/?EIO=4&transport=websocket", timeout=60,
                                      cookie=visitor.cookie, origin=origin)
    assert raw.recv().startswith("0{")
    return raw


def test_a_page_of_another_site_gets_no_socket(web: Web, town: Town) -> None:
    handshake(web, town["leader"], web.url).close()
    for origin in ("https://elsewhere.example", "null", f"{web.url}.elsewhere.example", "http://localhost:1"):
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            handshake(web, town["leader"], origin)


@pytest.mark.parametrize(("username", "wanted", "answer"), [
    ("leader", {"division": DISTRICT}, True),
    ("leader", {"division": TOWN}, True),
    ("leader", {"division": GRID}, True),
    ("leader", {"division": OTHER_DISTRICT}, "territory-forbidden"),
    ("leader", {"division": OTHER_TOWN}, "territory-forbidden"),
    ("leader", {"division": "350200"}, "territory-forbidden"),
    ("leader", {"department": UNIT}, "territory-forbidden"),
    ("city_leader", {"division": "350200"}, True),
    ("city_leader", {"division": OTHER_DISTRICT}, True),
    ("station", {"division": TOWN}, True),
    ("station", {"division": DISTRICT}, "territory-forbidden"),
    ("member", {"division": TOWN}, "territory-forbidden"),
    ("department", {"department": UNIT}, True),
    ("department", {"department": "350206-CG"}, "territory-forbidden"),
    ("department", {"division": DISTRICT}, "territory-forbidden"),
    ("admin", {"division": DISTRICT}, "territory-forbidden"),
    ("leader", {"division": "999999"}, "not-found"),
])
def test_the_server_decides_who_sits_where(town: Town, username: str, wanted: dict[str, str],
                                           answer: bool | str) -> None:
    with Seat(town[username]).connect() as seat:
        said = seat.subscribe(wanted)
    assert said["ok"] is (answer is True)
    assert said.get("error") == (None if answer is True else answer)


@pytest.mark.parametrize("nonsense", [
    None, 7, "350211", [], {}, [{"division": DISTRICT}], {"division": 350211}, {"division": None},
    {"division": {"code": DISTRICT}}, {"division": "\x00"}, {"division": "\ud800"}, {"division": "9" * 10_000},
    {"department": ["350211-CG"]}, {"department": "\x00"}, {"room": "division:350211"}])
def test_nonsense_is_answered_and_harms_nobody(town: Town, nonsense: object) -> None:
    with Seat(town["leader"]).connect() as seat:
        assert seat.subscribe(nonsense)["ok"] is False
        assert seat.subscribe({"division": DISTRICT})["ok"] is True


def test_too_much_and_too_little_in_a_message_is_answered(town: Town) -> None:
    with Seat(town["leader"]).connect() as seat:
        for given in ((), ({"division": DISTRICT}, {"division": TOWN})):
            assert seat.client.call("subscribe", given, namespace=LIVE, timeout=30)["ok"] is False
        assert seat.client.call("unsubscribe", ("a", "b"), namespace=LIVE, timeout=30)["ok"] is True
        seat.client.emit("no such message", {"x": 1}, namespace=LIVE)
        assert seat.subscribe({"division": DISTRICT})["ok"] is True


@pytest.mark.parametrize("packet", [
    "", "1", "4", "6", "9", "49", "\x00", b"\x04", "b8J+YgA==", "2probe", "40/live,[", '40/nowhere,{"a":',
    "42/live,[", "42/live,{}", "42/live,[]", "42/live,7", "42/live,[7]", '42/nowhere,["x"]', "451-/live,[",
    '451000000-/live,["subscribe"]', '45{}-/live,["subscribe"]'])
def test_broken_packets_cost_only_the_socket_that_sent_them(web: Web, town: Town, packet: str | bytes) -> None:
    raw = handshake(web, town["leader"], web.url)
    raw.send("40/live,")
    raw.recv()
    raw.send(packet, websocket.ABNF.OPCODE_BINARY if isinstance(packet, bytes) else websocket.ABNF.OPCODE_TEXT)
    raw.close()
    with Seat(town["leader"]).connect() as seat:
        assert seat.subscribe({"division": DISTRICT})["ok"] is True


def test_an_event_is_heard_in_its_rooms_and_nowhere_else(town: Town) -> None:
    with (Seat(town["leader"]).connect() as here, Seat(town["city_leader"]).connect() as elsewhere,
          Seat(town["department"]).connect() as department, Seat(town["leader"]).connect() as silent):
        assert here.subscribe({"division": DISTRICT})["ok"]
        assert elsewhere.subscribe({"division": OTHER_DISTRICT})["ok"]
        assert department.subscribe({"department": UNIT})["ok"]
        mine = town.citizen().report()["case_id"]
        event = here.wait_for(mine, "case.reported")
        assert (event["district"], event["town"], event["street_grid"]) == (DISTRICT, TOWN, GRID)
        other = town.citizen().report(OTHER_GRID)["case_id"]
        elsewhere.wait_for(other, "case.reported")
        town.carry(mine, until=4)
        department.wait_for(mine, "case.dispatched")
        here.wait_for(mine, "case.dispatched")
        assert {event["district"] for event in here.heard} == {DISTRICT}
        assert {event["district"] for event in elsewhere.heard} == {OTHER_DISTRICT}
        assert {event["department"] for event in department.heard} == {UNIT}
        assert silent.heard == []


def test_after_unsubscribe_there_is_silence(town: Town) -> None:
    with Seat(town["leader"]).connect() as left, Seat(town["leader"]).connect() as stays:
        assert left.subscribe({"division": DISTRICT})["ok"]
        assert stays.subscribe({"division": DISTRICT})["ok"]
        assert left.client.call("unsubscribe", namespace=LIVE, timeout=30) == {"ok": True}
        stays.wait_for(town.citizen().report()["case_id"], "case.reported")
        assert left.heard == []


def test_a_hint_tells_nothing_that_only_the_feed_may_tell(town: Town) -> None:
    with Seat(town["leader"]).connect() as seat:
        assert seat.subscribe({"division": DISTRICT})["ok"]
        case_id = town.citizen().report(description="秘密的话", contact={"name": "陈某", "phone": "13900000000"},
                                        anonymous=False)["case_id"]
        event = seat.wait_for(case_id, "case.reported")
    assert set(event) == {"seq", "subject", "name", "at", "district", "town", "street_grid", "department", "state",
                          "version"}


def test_many_events_of_a_moment_are_few_messages(web: Web, installation: Settings, tmp_path_factory,
                                                  ) -> None:
    """With a long batch: whatever is written meanwhile arrives as one list, in order and whole."""
    with Web(installation, tmp_path_factory.mktemp("slow"), jobs_in_process=False, batch_ms=3000) as slow:
        town = Town(installation, slow.url)
        citizen = town.citizen()
        with Seat(town["leader"]).connect() as seat:
            assert seat.subscribe({"division": DISTRICT})["ok"]
            cases = [citizen.report()["case_id"] for _ in range(10)]
            for case_id in cases:
                seat.wait_for(case_id, "case.reported")
    assert [int(event["subject"]["id"]) for event in seat.heard] == cases
    assert len(seat.messages) <= 5


def test_the_heartbeat_names_the_newest_event(town: Town) -> None:
    with Seat(town["member"]).connect() as seat:  # in no room at all
        town.citizen().report()
        newest = town["city_leader"].events_after(0)[1]
        wait_until(lambda: seat.head >= newest, "head")


def test_who_was_cut_off_catches_up_and_has_missed_nothing(town: Town) -> None:
    leader, citizen = town["leader"], town.citizen()
    seat = Seat(leader).connect()
    assert seat.subscribe({"division": DISTRICT})["ok"]
    start = cursor = leader.events_after(0, division=DISTRICT)[1]
    first = [citizen.report()["case_id"] for _ in range(3)]
    seat.wait_for(first[-1], "case.reported")
    seat.cut()
    away = [citizen.report()["case_id"] for _ in range(3)]  # nobody hears these
    citizen.report(OTHER_GRID)
    town.carry(away[0], until=3)
    again = Seat(leader).connect()
    seq = again.subscribe({"division": DISTRICT})["seq"]
    late = [citizen.report()["case_id"] for _ in range(2)]
    again.wait_for(late[-1], "case.reported")
    events, cursor = leader.events_after(cursor, division=DISTRICT)
    again.client.disconnect()
    reported = [int(event["subject"]["id"]) for event in events if event["name"] == "case.reported"]
    assert reported == first + away + late
    assert [event["name"] for event in events if event["subject"]["id"] == str(away[0])] == [
        "case.reported", "case.confirmation_asked", "case.confirmed", "case.registered"]
    assert cursor >= seq
    # A hint may come a moment after the answer that already held its event.
    heard = {event["seq"] for event in seat.heard + again.heard if event["seq"] > start}
    assert heard <= {event["seq"] for event in events}


def test_the_cursor_passes_over_what_is_not_for_these_eyes(town: Town) -> None:
    cursor = town["leader"].events_after(0)[1]
    for _ in range(3):
        town.citizen().report(OTHER_GRID)
    events, moved = town["leader"].events_after(cursor)
    assert events == []
    assert moved == town["city_leader"].events_after(cursor)[1]
    assert moved >= cursor + 3


def test_who_signs_out_loses_the_socket(town: Town) -> None:
    leaving = town.fresh("leader")
    with Seat(leaving).connect() as seat, Seat(town["leader"]).connect() as other:
        assert seat.subscribe({"division": DISTRICT})["ok"]
        assert leaving.session.delete(f"{leaving.url}/api/v1/session", timeout=60).status_code == 204
        assert seat.gone.wait(60)
        assert not other.gone.is_set()
    with pytest.raises(REFUSED):
        Seat(leaving).connect()


def test_whose_post_ends_loses_the_socket(web: Web, installation: Settings) -> None:
    password = "a password of this test"
    person_id = create_user("shortly", "短任", password, "leader", DISTRICT, None, datetime.now(UTC))
    leader = Visitor(web.url).sign_in("shortly", password)
    with Seat(leader).connect() as seat:
        assert seat.subscribe({"division": DISTRICT})["ok"]
        with transaction() as tx:
            tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id)
                               .values(ends_at=datetime.now(UTC)))
        assert seat.gone.wait(60)


def test_a_program_sits_down_with_its_token(web: Web, town: Town, installation: Settings) -> None:
    given = requests.post(f"{web.url}/api/v1/session", timeout=60, json={
        "username": "leader", "password": town.password("leader"), "kind": "token"}).json()
    client = socketio.Client(reconnection=False)
    client.connect(web.url, namespaces=[LIVE], transports=["websocket"], auth={"token": given["token"]},
                   wait_timeout=30)
    assert client.call("subscribe", {"division": DISTRICT}, namespace=LIVE, timeout=30)["ok"]
    client.disconnect()
    for wrong in ("", "x" * 10_000, 7, {"a": 1}, None):
        with pytest.raises(REFUSED):
            socketio.Client(reconnection=False).connect(web.url, namespaces=[LIVE], transports=["websocket"],
                                                        auth={"token": wrong}, wait_timeout=30)
