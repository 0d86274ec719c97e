"""A typhoon: the leader switches the district over, the teams gather, ordinary work waits, and goes on afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from server.actions.emergency_clocks import keep_clocks
from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Case, Muster, SignIn
from server.queries.people import hash_secret
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, Someone, World
from tests.server.emergencies import begin, end
from tests.server.people import set_clock

HOUR = timedelta(hours=1)
TOLD = ["emergency.began", "muster.received", "muster.arrived", "emergency.clocks_held", "emergency.ended",
        "emergency.clocks_released"]


def called(world: World, emergency_id: int) -> tuple[Someone, int]:
    """A member of a team of the home town, signed in by a session of their own, and the number of their call."""
    with db.reading() as session:
        call = session.scalars(select(Muster).where(
            Muster.emergency_id == emergency_id, Muster.community.startswith(TOWN),
            Muster.person_id.is_not(None))).first()
    assert call is not None
    assert call.person_id is not None
    secret, now = f"the session of person {call.person_id}", datetime.now(UTC)
    with transaction() as tx:
        tx.session.add(SignIn(secret_hash=hash_secret(secret), person_id=call.person_id, kind="token", created_at=now,
                              expires_at=now + timedelta(days=30)))
    client = world.app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return Someone(client, "called"), call.id


def gather(world: World, emergency_id: int) -> None:
    """One of the team says that the call was heard; the station, told by phone, that they stand there."""
    someone, call_id = called(world, emergency_id)
    assert call_id in {call["id"] for call in someone.get("/musters/mine").json["items"]}
    assert someone.post(f"/musters/{call_id}/received").status_code == 200
    assert world.sign_in("station").post(f"/musters/{call_id}/arrived").json["arrived_at"]
    seen = world.sign_in("leader").get(f"/emergencies/{emergency_id}").json
    assert (seen["received"], seen["arrived"]) == (1, 1)


def test_a_typhoon(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.now(UTC)
    leader, station, member = map(world.sign_in, ("leader", "station", "member"))
    waiting, _ = world.case_in("confirming")
    urgent = world.receipt(category="K01")["case_id"]
    before = station.case(waiting)

    emergency = begin(world, planned_end=(start + 12 * HOUR).isoformat())
    assert emergency["called"] > 0
    notice = world.citizen().get("/notices").json["items"][0]
    assert (notice["district"]["code"], notice["title"]) == (DISTRICT, emergency["title"])

    # The rosters of the whole district are open to everybody on duty in it.
    assert member.get(f"/rosters?division={DISTRICT}").status_code == 200
    assert member.get(f"/rosters?division={TOWN}").status_code == 200

    # Ordinary work waits: no new confirmations, the asked one is put off, its clock stands; the urgent one runs.
    newer = world.receipt()["case_id"]
    refusal = station.step(newer, "ask-confirmation")
    assert (refusal.status_code, "应急状态" in refusal.json["detail"]) == (409, True)
    assert station.step(urgent, "register").status_code == 200
    assert (station.case(waiting)["put_off"], station.case(urgent)["put_off"]) == (True, False)
    tasks = {task["case"]["id"]: task["put_off"] for task in member.get("/tasks").json["items"]}
    assert tasks[waiting] is True

    # The team is called, hears it and stands there.
    gather(world, emergency["id"])

    # Hours later it is over: the list of what was put off, and every clock goes on with its rest.
    keep_clocks(start + HOUR)
    set_clock(monkeypatch, start + 10 * HOUR)
    assert station.case(waiting)["late"] is False
    ended = end(world, emergency)
    lines = {(line["case_id"], line["stage"]): line for line in ended["put_off"]["items"]}
    assert {(waiting, "confirm"), (newer, "accept")} <= set(lines)
    assert urgent not in {case_id for case_id, _ in lines}
    after = station.case(waiting)
    assert after["put_off"] is False
    assert after["due_at"] >= before["due_at"]
    assert after["due_at"] == lines[(waiting, "confirm")]["due_after"]
    assert "应急状态" in after["explanation"]["deadline"]
    with db.reading() as session:
        assert session.scalar(select(Case.id).where(Case.hold_id.is_not(None))) is None
    assert station.step(newer, "ask-confirmation").status_code == 200
    assert world.citizen().get("/notices").json["items"] == []

    names = [event["name"] for event in leader.get(f"/events?division={DISTRICT}&limit=200").json["events"]]
    assert [name for name in names if not name.startswith(("case.", "person."))] == TOLD
    assert verify_ledger()[1] == []
