"""Sockets and posts: a right ends in the second in which its post ends, in every process.

The look at every seat with each `head` is put far away here, so that nothing else can close a socket.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from config.settings import Settings
from server.actions.people import create_user
from server.extensions import db
from server.models import Absence, PersonPost
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN
from tests.server.people import NEXT_TOWN
from tests.server.terms import send_away
from tests.servers import Web, wait_until
from tests.visitors import Seat, Town, Visitor

PASSWORD = "a password of this test"
SOON = timedelta(seconds=4)


@pytest.fixture(scope="module")
def web(installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    db.configure(installation)
    with Web(installation, tmp_path_factory.mktemp("web"), jobs_in_process=False, head_seconds=3600) as running:
        yield running
    assert "Traceback" not in running.output, running.output


@pytest.fixture(scope="module")
def other(installation: Settings, web: Web, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """A second process on the same database, without a message queue between the two."""
    with Web(installation, tmp_path_factory.mktemp("other"), jobs_in_process=False, head_seconds=3600) as running:
        yield running


def somebody(web: Web, username: str, role: str, division: str) -> tuple[int, Visitor]:
    """A new person with one post, signed in."""
    person_id = create_user(username, username, PASSWORD, role, division, None, datetime.now(UTC))
    return person_id, Visitor(web.url).sign_in(username, PASSWORD)


def post_of(person_id: int) -> int:
    with db.reading() as session:
        return session.scalars(select(PersonPost.id).where(PersonPost.person_id == person_id)).one()


def change(who: Visitor, path: str, **body: object) -> None:
    answer = who.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert answer.status_code in (200, 201), answer.text


def may_sit_again(visitor: Visitor, division: str) -> bool:
    """Whether the person, with a new socket, still gets into the room."""
    with Seat(visitor).connect() as seat:
        return seat.subscribe({"division": division})["ok"] is True


def test_a_term_that_runs_out_closes_the_socket_and_not_a_moment_earlier(web: Web) -> None:
    person_id, leader = somebody(web, "runs_out", "leader", DISTRICT)
    ends_at = datetime.now(UTC) + SOON
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id).values(ends_at=ends_at))
    with Seat(leader).connect() as seat:
        assert seat.subscribe({"division": TOWN})["ok"]
        wait_until(seat.gone.is_set, "the socket is closed")
        assert datetime.now(UTC) >= ends_at
    assert not may_sit_again(leader, TOWN)


def test_a_post_that_somebody_ends_closes_the_sockets_of_every_process(web: Web, other: Web, installation: Settings,
                                                                       ) -> None:
    person_id, leader = somebody(web, "is_ended", "station_officer", TOWN)
    town = Town(installation, other.url)
    with (Seat(leader).connect() as here, Seat(leader.move(other.url)).connect() as there,
          Seat(Town(installation, web.url)["leader"]).connect() as stays):
        for seat in (here, there, stays):
            assert seat.subscribe({"division": TOWN})["ok"]
        change(town["station_head"], f"/posts/{post_of(person_id)}/end", now=True)
        wait_until(lambda: here.gone.is_set() and there.gone.is_set(), "both sockets are closed")
        assert not stays.gone.is_set(), "nobody else is touched"


def away_until(holder: int, substitute: int, ends_at: datetime | None) -> int:
    """The holder is away from now on and the substitute stands in; id of the absence."""
    send_away(holder, datetime.now(UTC) - timedelta(seconds=1), ends_at, substitute=substitute)
    with db.reading() as session:
        return session.scalars(select(Absence.id).where(Absence.person_id == holder)).one()


def test_a_substitute_sits_there_for_as_long_as_the_holder_is_away(web: Web) -> None:
    holder, _ = somebody(web, "on_leave", "station_officer", TOWN)
    substitute, visitor = somebody(web, "stands_in", "station_officer", NEXT_TOWN)
    assert not may_sit_again(visitor, TOWN), "before the absence"
    ends_at = datetime.now(UTC) + SOON
    away_until(holder, substitute, ends_at)
    with Seat(visitor).connect() as seat, Seat(visitor).connect() as own:
        assert seat.subscribe({"division": TOWN})["ok"]
        assert own.subscribe({"division": NEXT_TOWN})["ok"]
        wait_until(seat.gone.is_set, "the substitute's socket is closed")
        assert datetime.now(UTC) >= ends_at
        assert not own.gone.is_set(), "the own post goes on"
    assert not may_sit_again(visitor, TOWN)
    assert may_sit_again(visitor, NEXT_TOWN)


def test_who_comes_back_early_takes_the_place_back(web: Web, other: Web, installation: Settings) -> None:
    holder, back = somebody(other, "back_early", "station_officer", TOWN)
    substitute, visitor = somebody(web, "no_longer", "station_officer", NEXT_TOWN)
    absence = away_until(holder, substitute, None)
    with Seat(visitor).connect() as seat:
        assert seat.subscribe({"division": TOWN})["ok"]
        change(back, f"/absences/{absence}/end")
        wait_until(seat.gone.is_set, "the substitute's socket is closed")


def test_another_substitute_is_named(web: Web, installation: Settings) -> None:
    holder, _ = somebody(web, "long_away", "station_officer", TOWN)
    first, visitor = somebody(web, "first_choice", "station_officer", NEXT_TOWN)
    second, follower = somebody(web, "second_choice", "station_officer", NEXT_TOWN)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == holder).values(substitute_id=first))
    send_away(holder, datetime.now(UTC) - timedelta(seconds=1))
    with Seat(visitor).connect() as seat:
        assert seat.subscribe({"division": TOWN})["ok"]
        assert not may_sit_again(follower, TOWN)
        change(Town(installation, web.url)["station_head"], f"/posts/{post_of(holder)}/substitute", person=second)
        wait_until(seat.gone.is_set, "the first substitute's socket is closed")
    assert may_sit_again(follower, TOWN)
