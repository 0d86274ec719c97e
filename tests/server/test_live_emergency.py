"""An emergency is heard at once in every room of its district and of its departments, and nowhere else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from config.settings import Settings
from server.extensions import db
from tests.builders import DISTRICT, GRID, TOWN, UNIT
from tests.server.people import OTHER_DISTRICT
from tests.servers import Web, wait_until
from tests.visitors import Seat, Town


@pytest.fixture(scope="module")
def town(installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    db.configure(installation)  # for the map of the city
    with Web(installation, tmp_path_factory.mktemp("web"), jobs_in_process=False, head_seconds=1) as running:
        yield Town(installation, running.url)
    assert "Traceback" not in running.output, running.output


def test_everybody_in_the_district_hears_it(town: Town) -> None:
    rooms = (("leader", {"division": DISTRICT}), ("station", {"division": TOWN}), ("member", {"division": GRID}),
             ("department", {"department": UNIT}), ("city_leader", {"division": OTHER_DISTRICT}))
    seats = {name: Seat(town[name]).connect() for name, _room in rooms}
    try:
        assert all(seats[name].subscribe(room)["ok"] for name, room in rooms)
        until = (datetime.now(UTC) + timedelta(hours=6)).isoformat()
        begun = town["leader"].post("/emergencies", headers={"Idempotency-Key": str(uuid.uuid4())}, json={
            "district": DISTRICT, "title": "暴雨", "reason": "红色预警", "planned_end": until})
        assert begun.status_code == 201, begun.text
        address = f"/emergencies/{begun.json()['id']}/end"
        assert town["leader"].post(address, json={"note": ""}).status_code == 200
        for name, _room in rooms[:-1]:
            wait_until(lambda name=name: {"emergency.began", "emergency.ended"} <= {  # type: ignore[misc]
                event["name"] for event in seats[name].heard}, f"the emergency at the socket of {name}")
            said = seats[name].heard[-1]
            assert (said["subject"], said["town"]) == ({"kind": "division", "id": DISTRICT}, None)
            assert "红色预警" not in str(seats[name].heard)
        assert seats["city_leader"].heard == [], "another district is at peace"
    finally:
        for seat in seats.values():
            seat.client.disconnect()
