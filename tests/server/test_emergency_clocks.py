"""Clocks under emergency: ordinary ones stand, urgent ones run, and everything goes on afterwards with its rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server.actions import emergency_clocks
from server.actions.emergencies import end_emergency
from server.actions.emergency_clocks import keep_clocks
from server.extensions import db
from server.models import Assignment, Case, Emergency, PutOff
from server.queries.emergencies import can_be_put_off
from server.transaction import transaction
from tests.builders import DISTRICT, World
from tests.server.emergencies import actor_of, begin, end, end_all
from tests.server.people import OTHER_GRID, set_clock, take
from tests.server.tables import ledger
from workflows.emergency import can_be_held, is_ordinary
from workflows.states import State

HOUR = timedelta(hours=1)
THREE = {"amount": 3, "unit": "natural_hours"}


@pytest.fixture(autouse=True)
def peace(world: World) -> Iterator[None]:
    """Every test ends with no emergency running."""
    yield
    end_all(world)


def row_of(case_id: int) -> Case:
    with db.reading() as session:
        return session.get_one(Case, case_id)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def handling_in_natural_time(world: World) -> int:
    """A case being handled whose clock runs through the night: the rest is easy to count."""
    case_id, _ = world.case_in("handling")
    with transaction() as tx:
        case = tx.session.get_one(Case, case_id)
        assert case.stage_started_at is not None
        case.due_limit, case.due_at = "48 natural_hours", case.stage_started_at + 48 * HOUR
        case.warn_at = case.stage_started_at + 38 * HOUR
        tx.session.execute(update(Assignment).where(Assignment.case_id == case_id, Assignment.ended_at.is_(None))
                           .values(due_at=case.due_at))
    return case_id


def test_ordinary_clocks_stand_and_go_on_with_their_rest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.now(UTC)
    case_id = handling_in_natural_time(world)
    before = row_of(case_id)
    emergency = begin(world)
    assert emergency["paused"] >= 1
    seen = world.sign_in("station").case(case_id)
    assert (seen["put_off"], seen["late"], seen["warn_at"]) == (True, False, None)
    set_clock(monkeypatch, start + 60 * HOUR)
    seen = world.sign_in("station").case(case_id)
    assert (seen["late"], seen["version"]) == (False, before.version), "it stands, and nobody's page is stale"
    late = world.sign_in("leader").get("/cases?late=true&limit=200").json["items"]
    assert case_id not in {item["id"] for item in late}
    ended = end(world, emergency)
    after, stood = row_of(case_id), moment(ended["ended_at"]) - moment(emergency["since"])
    assert before.due_at is not None
    assert after.due_at == before.due_at + stood
    assert (after.paused_at, after.hold_id) == (None, None)
    assert before.warn_at is not None
    assert after.warn_at == before.warn_at + stood, "the warning keeps its distance"
    assert "应急状态" in (after.due_explained or "")
    line = next(item for item in ended["put_off"]["items"] if item["case_id"] == case_id)
    assert (moment(line["due_before"]), moment(line["due_after"])) == (before.due_at, after.due_at)
    assert line["stage_name"] == "处置"
    with db.reading() as session:
        task = session.scalar(select(Assignment).where(Assignment.case_id == case_id, Assignment.ended_at.is_(None)))
    assert task is not None
    assert task.due_at == after.due_at, "nobody's own figures count the days of the emergency"


def test_urgent_supervised_outside_and_answer_clocks_run_on(world: World) -> None:
    urgent = world.receipt(category="K01")["case_id"]
    supervised, _ = world.case_in("handling")
    due = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    take(world, "leader", supervised, "supervise", text="限期", due_at=due)
    outside = world.receipt(who=world.sign_in("station"), source="12345", external_number="X-1",
                            external_due_at=due)["case_id"]
    answering, _ = world.case_in("checked")
    elsewhere = world.receipt(grid=OTHER_GRID)["case_id"]
    ordinary = world.receipt()["case_id"]
    begin(world)
    for case_id in (urgent, supervised, outside, answering, elsewhere):
        assert (row_of(case_id).paused_at, row_of(case_id).hold_id) == (None, None)
    assert row_of(ordinary).paused_at is not None


def test_what_starts_meanwhile_stands_from_its_first_moment(world: World) -> None:
    emergency = begin(world)
    case_id = world.receipt()["case_id"]
    started = row_of(case_id).stage_started_at
    keep_clocks(datetime.now(UTC) + timedelta(seconds=40))
    assert (row_of(case_id).paused_at, row_of(case_id).hold_id) == (started, emergency["id"])
    take(world, "station", case_id, "register", skip_reason="photo")
    stage = row_of(case_id)
    assert (stage.due_stage, stage.paused_at, stage.hold_id) == ("dispatch", stage.stage_started_at, emergency["id"]), (
        "the next stage is held by the step itself")
    due = stage.due_at
    keep_clocks(datetime.now(UTC))
    lines = world.sign_in("leader").get(f"/emergencies/{emergency['id']}/put-off").json["items"]
    mine = {line["stage"]: line for line in lines if line["case_id"] == case_id}
    assert set(mine) == {"accept", "dispatch"}
    assert (mine["accept"]["note"], mine["accept"]["due_after"]) == ("应急期间已办完这一环节", None)
    assert mine["dispatch"]["resumed_at"] is None
    end(world, emergency)
    assert due is not None
    assert row_of(case_id).due_at >= due  # type: ignore[operator]


def test_what_becomes_urgent_or_supervised_gets_its_clock_back(world: World) -> None:
    supervised, _ = world.case_in("handling")
    urgent = world.receipt()["case_id"]
    emergency = begin(world)
    due = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    take(world, "leader", supervised, "supervise", text="限期", due_at=due)
    take(world, "station", urgent, "recategorise", category="K01", reason="燃爆")
    for case_id in (supervised, urgent):
        assert (row_of(case_id).paused_at, row_of(case_id).hold_id) == (None, None)
    take(world, "leader", supervised, "accept-order")
    assert row_of(supervised).hold_id == emergency["id"], "an ordinary one again"
    with transaction() as tx:  # as if it had been written at the same moment as the beginning
        tx.session.get_one(Case, supervised).supervised = True
    keep_clocks(datetime.now(UTC))
    assert row_of(supervised).hold_id is None


def suspend(world: World, case_id: int) -> None:
    until = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    take(world, "department", case_id, "suspend", until=until, reason="等枯水期")
    take(world, "city_coordinator", case_id, "approve-suspension", granted=True)


def test_a_suspension_and_an_emergency_count_no_moment_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.now(UTC)
    inside, around = handling_in_natural_time(world), handling_in_natural_time(world)
    due = {case_id: row_of(case_id).due_at for case_id in (inside, around)}
    set_clock(monkeypatch, start + 1 * HOUR)
    suspend(world, around)
    set_clock(monkeypatch, start + 2 * HOUR)
    emergency = begin(world)
    set_clock(monkeypatch, start + 4 * HOUR)
    suspend(world, inside)
    set_clock(monkeypatch, start + 7 * HOUR)
    take(world, "department", inside, "resume")
    take(world, "department", around, "resume")
    assert row_of(around).hold_id == emergency["id"], "it stands on, for the emergency now"
    keep_clocks(start + 7 * HOUR)
    set_clock(monkeypatch, start + 9 * HOUR)
    end(world, emergency)
    for case_id, stood in ((inside, 7 * HOUR), (around, 8 * HOUR)):
        assert row_of(case_id).due_at == due[case_id] + stood, case_id  # type: ignore[operator]
    assert "挂账" in row_of(around).due_explained  # type: ignore[operator]


def test_an_extension_granted_meanwhile_counts_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.now(UTC)
    case_id = handling_in_natural_time(world)
    due = row_of(case_id).due_at
    emergency = begin(world)
    take(world, "department", case_id, "extend", limit=THREE, reason="等设备")
    take(world, "city_coordinator", case_id, "approve-extension", granted=True, limit=THREE)
    set_clock(monkeypatch, start + 5 * HOUR)
    end(world, emergency)
    stood = start + 5 * HOUR - moment(emergency["since"])
    assert row_of(case_id).due_at == due + stood + 3 * HOUR  # type: ignore[operator]


def test_what_was_late_stays_late(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = handling_in_natural_time(world)
    due = row_of(case_id).due_at
    set_clock(monkeypatch, datetime.now(UTC) + 50 * HOUR)
    leader = world.sign_in("leader")
    emergency = begin(world, planned_end=(datetime.now(UTC) + 90 * HOUR).isoformat())
    late = leader.get("/cases?late=true&limit=200").json["items"]
    assert case_id in {item["id"] for item in late}
    assert leader.get("/stats/overview").json["late"]["value"] == len(late)
    assert leader.case(case_id)["late"] is True
    end(world, emergency)
    assert row_of(case_id).due_at == due


class Killed(Exception):
    """The process dies here."""


def test_a_kill_in_the_middle_of_the_end_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.now(UTC)
    ids = [handling_in_natural_time(world) for _ in range(3)]
    due = {case_id: row_of(case_id).due_at for case_id in ids}
    emergency = begin(world)
    leader = actor_of(world, "leader")
    batches = iter((emergency_clocks.release,) * 2)

    def die(*given: Any) -> Any:
        try:
            return next(batches)(*given)
        except StopIteration:
            raise Killed from None

    with monkeypatch.context() as patch:
        patch.setattr(emergency_clocks, "BATCH", 1)
        patch.setattr(emergency_clocks, "release", die)
        with pytest.raises(Killed):
            end_emergency(emergency["id"], "解除", "the same key", leader, start + 3 * HOUR)
    assert [row for row in ids if row_of(row).hold_id is not None], "some clocks still stand"
    assert DISTRICT not in {row["district"]["code"] for row in world.citizen().get("/notices").json["items"]}
    keep_clocks(start + 9 * HOUR)
    stood = start + 3 * HOUR - moment(emergency["since"])
    for case_id in ids:
        wanted = due[case_id] + stood  # type: ignore[operator]
        assert row_of(case_id).due_at == wanted, "as of the end, however late the job came"
    keep_clocks(start + 10 * HOUR)
    end_emergency(emergency["id"], "解除", "the same key", leader, start + 11 * HOUR)
    assert len([event for event in ledger() if event.name == "emergency.ended"
                and f'"emergency":{emergency["id"]},' in event.content]) == 1
    with db.reading() as session:
        assert session.scalar(select(PutOff.id).where(PutOff.emergency_id == emergency["id"],
                                                      PutOff.resumed_at.is_(None))) is None
        assert session.get_one(Emergency, emergency["id"]).settled_at is not None


def test_a_step_that_overtakes_the_end_leaves_no_clock_behind(world: World) -> None:
    case_id = handling_in_natural_time(world)
    emergency = begin(world)
    end(world, emergency)
    after = row_of(case_id).due_at
    with transaction() as tx:  # it had read that the emergency runs, and is written when everything is settled
        case = tx.session.get_one(Case, case_id)
        case.hold_id, case.paused_at = emergency["id"], datetime.now(UTC)
    keep_clocks(datetime.now(UTC) + HOUR)
    held = row_of(case_id)
    assert (held.hold_id, held.paused_at, held.due_at) == (None, None, after)


def test_the_rule_and_the_condition_on_rows_say_the_same(world: World) -> None:
    for state in ("reported", "confirming", "registered", "handling", "handled", "checked"):
        world.case_in(state)
    world.receipt(category="K01")
    with db.reading() as session:
        held = set(session.scalars(select(Case.id).where(can_be_put_off(DISTRICT))))
        for case in session.scalars(select(Case).where(Case.district == DISTRICT)):
            ordinary = is_ordinary(case.severity, case.supervised, case.external_due_at is not None)
            wanted = can_be_held(State(case.state), case.due_stage, ordinary) and case.due_at is not None
            assert (case.id in held) is wanted, (case.state, case.due_stage)
