"""The journey on many machines: two web processes, jobs of their own, PostgreSQL, and a Redis that dies on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from config.settings import Settings
from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Case, JobLease
from tests.builders import DISTRICT, PATH, UNIT
from tests.conftest import ENGINES
from tests.servers import Jobs, Redis, Web, wait_until
from tests.visitors import Seat, Town, Visitor

pytestmark = [pytest.mark.redis, pytest.mark.parametrize("installation", ENGINES[1:], indirect=True, scope="module")]
LEASE_S = 6


@dataclass
class Machines:
    """What an operator of many machines has running."""

    redis: Redis
    left: Web
    right: Web
    jobs: Jobs
    town: Town


@pytest.fixture(scope="module")
def machines(installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    db.configure(installation)
    folder = tmp_path_factory.mktemp("machines")
    with Redis(folder) as redis:
        more = {"redis_url": redis.url, "jobs_in_process": False, "head_seconds": 1, "lease_seconds": LEASE_S}
        with (Web(installation, folder, **more) as left, Web(installation, folder, **more) as right,
              Jobs(installation, folder, **more) as jobs):
            yield Machines(redis, left, right, jobs, Town(installation, left.url))


def carry(machines: Machines, case_id: int, first: int, last: int) -> None:
    """Steps of the ordinary path, each by way of the other process than the one before."""
    for number, (username, action, fields, with_photo) in enumerate(PATH[first:last], first):
        url = (machines.left, machines.right)[number % 2].url
        machines.town[username].move(url).step(case_id, action, fields, with_photo=with_photo)


def test_the_journey_survives_the_death_of_the_message_queue(machines: Machines) -> None:
    citizen = Visitor(machines.left.url)
    leader = machines.town["leader"].move(machines.right.url)
    with Seat(leader).connect() as seat:
        assert seat.subscribe({"division": DISTRICT})["ok"]
        receipt = citizen.report()
        case_id = receipt["case_id"]
        seat.wait_for(case_id, "case.reported")  # written on the left, heard on the right
        carry(machines, case_id, 0, 3)
        seat.wait_for(case_id, "case.registered")
        cursor = leader.events_after(0)[1]

        machines.redis.kill()
        carry(machines, case_id, 3, 5)  # every write is answered as before
        newest = citizen.move(machines.right.url).report()["case_id"]
        seat.wait_for(newest, "case.reported")  # the own process needs no queue
        wait_until(lambda: seat.head > cursor, "the heartbeat")
        events, cursor = leader.events_after(cursor)
        assert [event["name"] for event in events if event["subject"]["id"] == str(case_id)] == [
            "case.dispatched", "case.signed"]

        machines.redis.start()
        heard_across_again(machines, seat)
        carry(machines, case_id, 5, 7)
        seat.wait_for(case_id, "case.handled")
        seat.wait_for(case_id, "case.check_passed")
        rate_and_close(machines, receipt)
        seat.wait_for(case_id, "case.closed")
    assert names_of(leader, case_id) == [
        "case.reported", "case.confirmation_asked", "case.confirmed", "case.registered", "case.dispatched",
        "case.signed", "case.handled", "case.check_passed", "case.rated", "case.closed"]
    assert verify_ledger()[1] == []


def heard_across_again(machines: Machines, seat: Seat) -> None:
    """Until a report on the left reaches the socket on the right through the new Redis."""
    sent: list[int] = []

    def heard() -> bool:
        sent.append(Visitor(machines.left.url).report()["case_id"])
        seat.gone.wait(0.5)
        return bool({int(event["subject"]["id"]) for event in seat.heard} & set(sent))

    wait_until(heard, "an event from the other process after Redis came back")


def rate_and_close(machines: Machines, receipt: dict[str, object]) -> None:
    answer = Visitor(machines.right.url).post(
        f"/reports/{receipt['ticket']}/rating", headers={"X-Query-Code": receipt["query_code"]},
        json={"solved": "yes", "satisfaction": 5})
    assert answer.status_code == 200, answer.text
    machines.town["station"].step(receipt["case_id"], "close", {"feedback": "感谢您的反映。"})  # type: ignore[arg-type]


def names_of(leader: Visitor, case_id: int) -> list[str]:
    return [event["name"] for event in leader.get(f"/cases/{case_id}/events").json()["events"]]


def move_back(case_id: int, **columns: object) -> None:
    """Let the time pass for one case."""
    with db.writing() as session:
        session.execute(update(Case).where(Case.id == case_id).values(**columns))
        session.commit()


def holder() -> str:
    with db.reading() as session:
        lease = session.get(JobLease, "jobs")
        return lease.holder if lease is not None else ""


def test_jobs_run_once_and_a_standby_follows_a_dead_holder(machines: Machines, installation: Settings,
                                                           tmp_path_factory: pytest.TempPathFactory) -> None:
    town, leader = machines.town, machines.town["leader"].move(machines.right.url)
    day_ago = datetime.now(UTC) - timedelta(days=1)
    silent, waiting = (town.citizen().report()["case_id"] for _ in range(2))
    town.carry(silent)
    town.carry(waiting, until=5)
    town["department"].step(waiting, "suspend", {
        "until": (day_ago + timedelta(days=9)).date().isoformat(), "reason": "等待设备到货"})
    town["city_coordinator"].step(waiting, "approve-suspension", {"granted": True})
    with (Jobs(installation, tmp_path_factory.mktemp("standby"), redis_url=machines.redis.url,
               lease_seconds=LEASE_S) as standby, Seat(leader).connect() as seat):
        assert seat.subscribe({"division": DISTRICT})["ok"]
        assert "standing by" in standby.output
        first = holder()
        assert first.endswith(f":{machines.jobs.child.pid}")
        move_back(silent, due_at=day_ago)
        seat.wait_for(silent, "case.evaluated")  # written by the jobs, heard by a socket of a web process

        machines.jobs.kill()
        move_back(waiting, suspended_until=day_ago.date())
        seat.wait_for(waiting, "case.resumed")
        assert holder().endswith(f":{standby.child.pid}")
        assert standby.stop() == 0
    assert "Traceback" not in standby.output + machines.jobs.output
    machines.jobs.start()
    assert "standing by" not in machines.jobs.output  # who ends in order leaves the lease behind
    assert names_of(leader, silent).count("case.evaluated") == 1
    assert names_of(leader, waiting).count("case.resumed") == 1
    roots = [event for event in town["city_leader"].events_after(0)[0] if event["name"] == "ledger.root"]
    assert len(roots) <= 1  # one a day, whoever holds the lease
    assert verify_ledger()[1] == []
    assert machines.town["department"].get("/cases", params={"department": UNIT, "open": "true"}).json()["items"]


def test_a_restarted_process_serves_who_was_signed_in_before(machines: Machines) -> None:
    leader = machines.town["leader"].move(machines.left.url)
    with Seat(leader).connect() as seat:
        machines.left.kill()
        assert seat.gone.wait(60)
    machines.left.start()
    with Seat(leader).connect() as seat:
        assert seat.subscribe({"division": DISTRICT})["ok"]
        seat.wait_for(Visitor(machines.right.url).report()["case_id"], "case.reported")


def test_everything_ends_in_order(machines: Machines) -> None:
    """Last in this file: an operator stops the machines while somebody is connected."""
    with Seat(machines.town["leader"].move(machines.right.url)).connect() as seat:
        assert [machines.right.stop(), machines.left.stop(), machines.jobs.stop()] == [0, 0, 0]
        assert seat.gone.wait(60)
    logs = machines.left.output + machines.right.output + machines.jobs.output
    assert "Traceback" not in logs
