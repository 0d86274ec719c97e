"""Open work moves when people change: hand-over, ended posts, absences with and without a substitute, returns."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.carry_out import carry_out
from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Assignment, PersonPost
from tests.builders import DISTRICT, TOWN, UNIT, Someone, World, jpeg
from tests.server.people import forget_refusals, take
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import ledger, run_sql
from tests.server.terms import hire_as, send_away
from workflows.posts import midnight
from workflows.working_calendar import ZONE

NOW = datetime.now(UTC)
TODAY = NOW.astimezone(ZONE).date()
MIDNIGHT = midnight(TODAY + timedelta(days=1))


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def write(who: Someone, path: str, **body: Any) -> TestResponse:
    return who.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def ok(answer: TestResponse, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.json
    return answer.json  # type: ignore[return-value]


def post_of(person: int) -> int:
    with db.reading() as session:
        return session.scalars(select(PersonPost.id).where(PersonPost.person_id == person)).one()


def asked(world: World, grid: str, **given: Any) -> dict[str, Any]:
    """A case for which the station asks somebody to look; as it is then."""
    case_id = world.receipt(grid=grid, category="A02", **given)["case_id"]
    return ok(world.sign_in("station").step(case_id, "ask-confirmation"))


def confirmer_of(case_id: int) -> int | None:
    with db.reading() as session:
        return session.scalar(select(Assignment.person_id).where(
            Assignment.case_id == case_id, Assignment.ended_at.is_(None)))


def history_of(case_id: int) -> list[tuple[int, str | None, str | None]]:
    """(person, how it ended, why) of everybody who was asked, in order."""
    with db.reading() as session:
        return [(row.person_id, row.ending, row.reason) for row in session.scalars(
            select(Assignment).where(Assignment.case_id == case_id).order_by(Assignment.id))]


@pytest.fixture
def head(world: World) -> Someone:
    return world.sign_in("station_head")


@pytest.fixture
def grid() -> str:
    """A grid of the town in which nobody holds a post any more."""
    code = f"{TOWN}G05"
    run_sql("UPDATE posts SET ends_at = starts_at, wound_up_at = starts_at WHERE division = :d", d=code)
    return code


def test_a_post_is_handed_over_now_with_its_open_work(world: World, head: Someone, grid: str) -> None:
    leaves, comes = hire_as("grid_member", grid), hire_as("volunteer", f"{TOWN}901", starts_at=NOW)
    colleague = hire_as("grid_member", grid)
    case = asked(world, grid)
    assert confirmer_of(case["id"]) == leaves
    work = ok(head.get(f"/posts/{post_of(leaves)}/work"))
    assert (work["n"], work["items"][0]["number"], work["items"][0]["stage"]) == (1, case["number"], "confirm")
    done = ok(write(head, f"/posts/{post_of(leaves)}/hand-over", to=comes, **{"from": day(0)}))
    assert (done["moved"], done["begun"]["person"]["id"], done["ended"]["to"]) == (1, comes, done["begun"]["from"])
    assert history_of(case["id"]) == [(leaves, "moved", "hand-over"), (comes, None, None)]
    assert confirmer_of(case["id"]) != colleague, "the successor takes the work, not the colleague"
    assert head.get(f"/posts/{done['begun']['id']}/work").json["n"] == 1  # type: ignore[index]
    names = [event.name for event in ledger()][-4:]
    assert names == ["person.post_began", "case.reassigned", "person.post_ended", "person.handed_over"]
    assert head.case(case["id"])["version"] == case["version"] + 1


def test_a_hand_over_on_a_coming_day_moves_the_work_at_its_midnight(world: World, head: Someone, grid: str) -> None:
    leaves, comes = hire_as("grid_member", grid), hire_as("volunteer", f"{TOWN}901")
    case = asked(world, grid)
    done = ok(write(head, f"/posts/{post_of(leaves)}/hand-over", to=comes, **{"from": day(1)}))
    assert (done["moved"], datetime.fromisoformat(done["begun"]["from"])) == (0, MIDNIGHT)
    carry_out(MIDNIGHT - timedelta(seconds=1))
    assert confirmer_of(case["id"]) == leaves
    carry_out(MIDNIGHT)
    assert history_of(case["id"]) == [(leaves, "moved", "hand-over"), (comes, None, None)]
    before = ledger()[-1].seq
    carry_out(MIDNIGHT + timedelta(seconds=5))
    assert ledger()[-1].seq == before, "carried out once"


@pytest.mark.parametrize(("body", "status", "field"), [
    ({"from": day(-1)}, 422, "from"), ({"to": 2**50}, 422, "to"), ({"to": "same"}, 422, "to"),
    ({"substitute": "to"}, 422, "substitute"), ({"from": "soon"}, 422, "from")])
def test_a_hand_over_that_cannot_be(world: World, head: Someone, grid: str, body: dict[str, Any], status: int,
                                    field: str) -> None:
    leaves, comes = hire_as("grid_member", grid), hire_as("grid_member", f"{TOWN}G06")
    words = {"same": leaves, "to": comes}
    given = {"to": comes, "from": day(0)} | {
        name: words.get(value, value) if name != "from" else value for name, value in body.items()}
    with nothing_stored(world):
        refused(write(head, f"/posts/{post_of(leaves)}/hand-over", **given), status, "validation", field)


def test_work_of_an_ended_post_goes_to_a_colleague_then_to_the_nearest_grid(world: World, head: Someone, grid: str,
                                                                            ) -> None:
    first, second = hire_as("grid_member", grid), hire_as("grid_member", grid)
    case = asked(world, grid)
    ok(write(head, f"/posts/{post_of(first)}/end", now=True))
    assert confirmer_of(case["id"]) == second
    ok(write(head, f"/posts/{post_of(second)}/end", now=True))
    third = confirmer_of(case["id"])
    assert third not in (None, first, second), "somebody from a grid nearby"
    assert history_of(case["id"])[:2] == [(first, "moved", "post-ended"), (second, "moved", "post-ended")]


def test_leave_without_a_substitute_and_one_who_is_away_too(world: World, head: Someone, grid: str) -> None:
    member, other = hire_as("grid_member", grid), hire_as("grid_member", f"{TOWN}G06")
    colleague = hire_as("grid_member", grid)
    send_away(other, NOW - timedelta(hours=1))
    case = asked(world, grid)
    answer = ok(write(head, f"/people/{member}/absences", kind="training", substitute=other, **{"from": day(0)}), 201)
    assert answer["moved"] == 1
    assert answer["stands_in"][0]["person"] is None, "nobody stands in for a substitute"
    assert "没有代岗人" in answer["stands_in"][0]["reason"]
    assert confirmer_of(case["id"]) == colleague


def test_never_to_the_reporter_and_never_to_somebody_recused(world: World, head: Someone, grid: str) -> None:
    member, stands_in = hire_as("grid_member", grid), hire_as("grid_member", f"{TOWN}G06")
    colleague = hire_as("grid_member", grid)
    case = asked(world, grid)
    run_sql("INSERT INTO recusals (case_id, person_id, at) VALUES (:c, :p, :t)", c=case["id"], p=stands_in,
            t="2026-01-01 00:00:00+00")
    ok(write(head, f"/people/{member}/absences", kind="leave", substitute=stands_in, **{"from": day(0)}), 201)
    assert confirmer_of(case["id"]) == colleague


def test_whoever_is_asked_in_the_moment_of_leaving_is_found_by_the_clock(world: World, grid: str) -> None:
    member, stands_in = hire_as("grid_member", grid), hire_as("grid_member", f"{TOWN}G06")
    case = asked(world, grid)
    send_away(member, NOW - timedelta(hours=1), substitute=stands_in)
    run_sql("UPDATE absences SET begun_at = starts_at WHERE person_id = :p", p=member)
    carry_out(datetime.now(UTC))
    assert history_of(case["id"]) == [(member, "moved", "absence"), (stands_in, None, None)]


def test_an_early_return_and_one_that_never_began(world: World, head: Someone, grid: str) -> None:
    member, stands_in = hire_as("grid_member", grid), hire_as("grid_member", f"{TOWN}G06")
    case = asked(world, grid)
    away = ok(write(head, f"/people/{member}/absences", kind="leave", substitute=stands_in,
                    **{"from": day(0), "to": day(5)}), 201)
    refused(write(head, f"/people/{member}/absences", kind="leave", **{"from": day(5)}), 409, "post-conflict", "from")
    assert confirmer_of(case["id"]) == stands_in
    back = ok(write(head, f"/absences/{away['absence']['id']}/end"))
    assert (back["moved"], confirmer_of(case["id"])) == (1, member)
    assert [row[1:] for row in history_of(case["id"])] == [("moved", "absence"), ("moved", "absence"), (None, None)]
    later = ok(write(head, f"/people/{member}/absences", kind="leave", **{"from": day(5)}), 201)
    cancelled = ok(write(head, f"/absences/{later['absence']['id']}/end"))
    assert cancelled["absence"]["from"] == cancelled["absence"]["to"]
    refused(write(head, f"/absences/{away['absence']['id']}/end"), 409, "post-conflict")
    carry_out(midnight(TODAY + timedelta(days=6)))
    assert confirmer_of(case["id"]) == member


@pytest.mark.parametrize(("body", "field"), [
    ({"kind": "holiday"}, "kind"), ({"from": day(-1)}, "from"), ({"from": day(2), "to": day(1)}, "to"),
    ({"from": "2026-11-23T08:00:00"}, "from"), ({"from": "9999-12-31"}, "from"), ({"to": "x"}, "to"),
    ({"substitute": 0}, "substitute"), ({"from": None}, "from")])
def test_an_absence_that_cannot_be(world: World, head: Someone, grid: str, body: dict[str, Any], field: str) -> None:
    member = hire_as("grid_member", grid)
    with nothing_stored(world):
        refused(write(head, f"/people/{member}/absences", **({"kind": "leave", "from": day(0)} | body)), 422,
                "validation", field)


def test_a_department_goes_on_when_its_officer_is_away(world: World) -> None:
    case_id, _ = world.case_in("handling")
    officer = world.sign_in("department").get("/me").json["person"]["id"]  # type: ignore[index]
    assert history_of(case_id)[-1] == (officer, None, None)
    due = world.sign_in("department").case(case_id)["due_at"]
    stands_in = hire_as("department_officer", DISTRICT, department=UNIT)
    away = ok(write(world.sign_in("coordinator"), f"/people/{officer}/absences", kind="leave", substitute=stands_in,
                    **{"from": day(0)}), 201)
    assert away["moved"] >= 1
    assert history_of(case_id)[-2:] == [(officer, "moved", "absence"), (stands_in, None, None)]
    assert world.sign_in("coordinator").case(case_id)["due_at"] == due
    ok(write(world.sign_in("department"), f"/absences/{away['absence']['id']}/end"))
    assert history_of(case_id)[-1] == (officer, None, None)
    handled = take(world, "department", case_id, "handle", note="已清理", photos=[jpeg(case_id)])
    assert handled["state_name"] == "待核查"
    assert history_of(case_id)[-1] == (officer, "done", None)


def test_steps_end_what_was_asked_and_a_colleague_may_be_faster(world: World, grid: str) -> None:
    hire_as("grid_member", grid)
    declined, confirmed = asked(world, f"{TOWN}G01"), asked(world, f"{TOWN}G01")
    member = world.sign_in("member").get("/me").json["person"]["id"]  # type: ignore[index]
    take(world, "station", declined["id"], "decline", reason_code="not-competent", note="不属于受理范围")
    assert history_of(declined["id"]) == [(member, "dropped", None)]
    take(world, "member", confirmed["id"], "confirm", result="true", note="属实")
    assert history_of(confirmed["id"]) == [(member, "done", None)]
    assert verify_ledger()[1] == []


def test_the_place_is_found_elsewhere_and_nobody_is_asked_any_more(world: World) -> None:
    forget_refusals()
    case = asked(world, f"{TOWN}G01")
    lon, lat = world.point_in(f"{TOWN}G03")
    station = world.sign_in("station")
    ok(station.post(f"/cases/{case['id']}/place", json={"lon": lon, "lat": lat},
                    headers={"If-Match": f'"{case["version"]}"'}))
    assert [row[1] for row in history_of(case["id"])] == ["dropped"]
    carry_out(datetime.now(UTC).replace(hour=2))  # at ten in the morning of the city, nobody needs a companion
    found = confirmer_of(case["id"])
    assert found not in (None, history_of(case["id"])[0][0]), "somebody near the place that was found"


def test_a_case_without_anybody_near_waits_and_is_given_to_who_comes_back(world: World) -> None:
    """At sea one member looks after each grid; here nobody of the district's waters is left."""
    waters = "350203000000"
    run_sql("UPDATE posts SET ends_at = starts_at, wound_up_at = starts_at WHERE division LIKE :d", d=f"{waters}%")
    sea = f"{waters}601"
    member = hire_as("grid_member", sea)
    case_id = world.receipt(grid=sea, category="B05")["case_id"]
    run_sql("UPDATE cases SET state = 'confirming', confirmer_id = NULL WHERE id = :c", c=case_id)
    morning = datetime.now(UTC).replace(hour=2)
    send_away(member, morning - timedelta(hours=1), morning + timedelta(hours=1))
    carry_out(morning)
    assert confirmer_of(case_id) is None
    carry_out(morning + timedelta(hours=1))
    assert history_of(case_id) == [(member, None, None)]
