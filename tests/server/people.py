"""More people than the demo accounts, and people who act at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, TypeVar

import pytest
from sqlalchemy import update

from server.actions.people import create_user
from server.actions.sessions import open_session
from server.models import PersonPost
from server.queries.city import all_departments
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, Someone, World
from tests.server.tables import run_sql

T = TypeVar("T")

NEXT_TOWN, OTHER_DISTRICT, OTHER_TOWN, OTHER_GRID = "350211102", "350206", "350206001", "350206001G01"
PASSWORD = "a password of the tests"
# username → role, division, department: neighbours whose eyes must stay out.
NEIGHBOURS: dict[str, tuple[str, str, str | None]] = {
    "other_member": ("grid_member", OTHER_GRID, None),
    "next_station": ("station_officer", NEXT_TOWN, None),
    "next_head": ("station_head", NEXT_TOWN, None),
    "other_station": ("station_officer", OTHER_TOWN, None),
    "other_dispatcher": ("district_dispatcher", OTHER_DISTRICT, None),
    "other_coordinator": ("coordinator", OTHER_DISTRICT, None),
    "other_leader": ("leader", OTHER_DISTRICT, None),
    "other_assessor": ("assessor", OTHER_DISTRICT, None),
    "other_department": ("department_officer", OTHER_DISTRICT, "350206-CG"),
    "water": ("department_officer", DISTRICT, "350211-SL"),
    "colleague": ("department_officer", DISTRICT, "350211-CG"),
    "ecology": ("department_officer", DISTRICT, "350211-ST"),
    "city_department": ("department_officer", "350200", "350200-ST"),
    "town_unit": ("department_officer", TOWN, f"{TOWN}-ZZ"),
}


def hire(world: World, username: str) -> Someone:
    """Somebody of NEIGHBOURS, made at first use."""
    if username not in world.passwords:
        role, division, department = NEIGHBOURS[username]
        assert department is None or department in all_departments(), department
        now = datetime.now(UTC)
        person_id = create_user(username, username, PASSWORD, role, division, department, now)
        begin_post(person_id, now - timedelta(days=60))
        world.passwords[username] = PASSWORD
    return world.sign_in(username)


def begin_post(person_id: int, moment: datetime) -> None:
    """Date the person's posts back, so that steps with another clock are covered by them."""
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id).values(starts_at=moment))


def end_posts(username: str, world: World) -> None:
    """End the person's posts now."""
    person_id = world.sign_in(username).get("/me").json["person"]["id"]
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id)
                           .values(ends_at=datetime.now(UTC)))


def sign_in_as(world: World, person_id: int) -> Someone:
    """Whoever was drawn or chosen has no demo account: a session of theirs."""
    secret, _ = open_session(person_id, "token", datetime.now(UTC))
    client = world.app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return Someone(client, str(person_id))


def take(world: World, username: str, case_id: int, action: str, **fields: object) -> dict[str, Any]:
    """A step that is expected to be taken, by a demo account or a neighbour; the case afterwards."""
    someone = hire(world, username) if username in NEIGHBOURS else world.sign_in(username)
    photos = fields.pop("photos", None)
    answer = someone.step(case_id, action, fields, photos=photos)  # type: ignore[arg-type]
    assert answer.status_code == 200, (action, answer.json)
    return answer.json  # type: ignore[return-value]


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """From now on every call happens at this moment."""
    for name in ("auth", "api.calendar", "api.cases", "api.closing", "api.emergencies", "api.enterprise",
                 "api.feed", "api.opinions", "api.posts", "api.reports", "api.rosters", "api.sessions", "api.whistles"):
        monkeypatch.setattr(import_module(f"server.{name}"), "now", lambda: moment)


def forget_refusals() -> None:
    """What other tests declined here is no refusal near by: whoever declined one does not take the next."""
    run_sql("UPDATE cases SET declined_at = NULL WHERE declined_at IS NOT NULL")


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """Results of calls that start together, each in a thread of its own."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        start.wait(30)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
