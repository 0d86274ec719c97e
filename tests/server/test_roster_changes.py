"""Shifts are added, swapped, taken away and filled; what makes no shift is named, what stays open is listed."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from server.actions.roster_filling import AHEAD, FILLED_UP_TO, first_desks, keep_filled
from server.extensions import db
from server.models import Absence, PersonPost
from server.queries.desks import Desk
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, UNIT, World
from tests.server.duty import (
    all_shifts,
    city_today,
    clear,
    clear_person,
    local,
    person_id,
    read,
    stamp,
    write,
)
from tests.server.people import NEXT_TOWN, hire
from tests.server.refusals import refused
from tests.server.tables import ledger, row_counts
from workflows.roster import LEAD, SECOND
from workflows.working_calendar import ZONE


def test_a_shift_is_added_swapped_and_taken_away(world: World) -> None:
    head = world.sign_in("station_head")
    clear(TOWN, local(5, 18), local(6, 6))
    officer, other = person_id(world, "station"), person_id(world, "station_head")
    clear_person(officer, local(4, 0), local(8, 0))
    clear_person(other, local(4, 0), local(8, 0))
    body = {"division": TOWN, "person": officer, "place": "lead", "starts_at": stamp(local(5, 18)),
            "ends_at": stamp(local(6, 8))}
    key = str(uuid.uuid4())
    added = write(head, "shifts", body, key)
    assert added.status_code == 201, added.json
    assert write(head, "shifts", body, key).json == added.json, "the same request is carried out once"
    refused(write(head, "shifts", body), 409, "post-conflict")
    swapped = write(head, f"shifts/{added.json['id']}/swap", {"person": other})  # type: ignore[index]
    assert swapped.status_code == 200, swapped.json
    assert swapped.json["person"]["id"] == other  # type: ignore[index]
    assert head.client.delete(f"/api/v1/rosters/shifts/{added.json['id']}").status_code == 204  # type: ignore[index]
    names = [event.name for event in ledger() if event.subject_kind == "division" and event.subject_id == TOWN]
    assert names[-3:] == ["roster.shift_added", "roster.swapped", "roster.removed"]
    told = {event["name"]: event["title"] for event in head.get("/events?limit=200").json["events"]}  # type: ignore[index]
    assert told["roster.swapped"] == "值班表换了班"
    assert "黄值班" not in ledger()[-2].content


def test_a_shift_that_has_begun_is_divided(world: World) -> None:
    head, now = world.sign_in("station_head"), datetime.now(UTC)
    running = next(row for row in all_shifts() if row.division == TOWN and row.department is None
                   and row.place == SECOND and row.starts_at <= now < row.ends_at)
    on_duty = {row.person_id for row in all_shifts() if row.starts_at < running.ends_at and row.ends_at > now}
    with db.reading() as session:
        officers = session.scalars(select(PersonPost.person_id).where(
            PersonPost.division == TOWN, PersonPost.role == "station_officer").order_by(PersonPost.id)).all()
    other = next(person for person in officers if person not in on_duty)
    swapped = write(head, f"shifts/{running.id}/swap", {"person": other})
    assert swapped.status_code == 200, swapped.json
    before, after = (next(row for row in all_shifts() if row.id == shift_id)
                     for shift_id in (running.id, swapped.json["id"]))  # type: ignore[index]
    assert (before.person_id, after.person_id) == (running.person_id, other)
    assert before.ends_at == after.starts_at
    assert after.ends_at == running.ends_at
    refused(write(head, f"shifts/{running.id}/swap", {"person": other}), 409, "window-closed")
    refused(head.client.delete(f"/api/v1/rosters/shifts/{running.id}"), 409, "window-closed")


# What is refused


def test_what_makes_no_shift_is_named(world: World) -> None:
    head, officer = world.sign_in("station_head"), person_id(world, "station")
    good = {"division": TOWN, "person": officer, "place": "lead", "starts_at": stamp(local(30, 18)),
            "ends_at": stamp(local(31, 8))}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"ends_at": good["starts_at"]}, "ends_at"), ({"ends_at": stamp(local(32, 8))}, "ends_at"),
        ({"person": person_id(world, "dispatcher")}, "person"), ({"person": 2**52}, "person"),
        ({"person": person_id(world, "assistant")}, "person"), ({"place": "third"}, "place"),
        ({"department": UNIT}, "division"), ({"division": "350299"}, "division"),
        ({"division": f"{TOWN}G01"}, "division"),
        ({"starts_at": "2026-12-01T18:00:00"}, "starts_at"), ({"person": "1"}, "person"), ({"more": 1}, "more")]
    before = row_counts("repeated_requests")
    for change, field in wrong:
        answer = write(head, "shifts", {**good, **change})
        assert answer.status_code == 422, (change, answer.json)
        assert answer.json["errors"][0]["field"] == field, (change, answer.json)  # type: ignore[index]
    past = {**good, "starts_at": stamp(local(-3, 18)), "ends_at": stamp(local(-2, 8))}
    refused(write(head, "shifts", past), 409, "window-closed")
    refused(write(head, f"shifts/{2**62}/swap", {"person": officer}), 404, "not-found")
    refused(head.client.delete("/api/v1/rosters/shifts/0"), 404, "not-found")
    for query in ("", f"division={TOWN}&department={UNIT}", f"division={TOWN}&from=2026-12-02&to=2026-12-01",
                  f"division={TOWN}&from=2026-01-01&to=2026-03-04", f"division={TOWN}&from=0001-01-01", "department=x"):
        refused(head.get(f"/rosters?{query}"), 422, "validation")
    refused(head.get("/duty?division=nowhere"), 404, "not-found")
    assert row_counts("repeated_requests") == before


def test_nobody_is_put_on_duty_while_away_or_after_the_post(world: World) -> None:
    coordinator, officer = world.sign_in("dispatcher"), person_id(world, "department")
    clear(DISTRICT, local(2, 0), local(9, 0), UNIT)
    clear_person(officer, local(2, 0), local(9, 0))
    with transaction() as tx:
        absence = Absence(person_id=officer, kind="leave", starts_at=local(3, 0), ends_at=local(4, 0),
                          registered_at=datetime.now(UTC))
        tx.session.add(absence)
    body = {"department": UNIT, "person": officer, "place": "lead", "starts_at": stamp(local(2, 18)),
            "ends_at": stamp(local(3, 8))}
    refused(write(coordinator, "shifts", body), 422, "validation", "person")
    body = {**body, "starts_at": stamp(local(2, 9)), "ends_at": stamp(local(2, 20))}
    assert write(coordinator, "shifts", body).status_code == 201
    with transaction() as tx:
        tx.session.merge(absence).ends_at = local(3, 1)


# Filling


def test_filling_writes_what_is_missing_and_says_what_stays_open(world: World) -> None:
    head = world.sign_in("station_head")
    clear(TOWN, local(8, 9), local(11, 9))
    holes = read(head, city_today() + timedelta(days=9), city_today() + timedelta(days=10), division=TOWN)["gaps"]
    assert {gap["reason"] for gap in holes} == {"未安排带班", "未安排副班"}
    days = {"from": str(city_today() + timedelta(days=8)), "to": str(city_today() + timedelta(days=10))}
    key = str(uuid.uuid4())
    filled = write(head, "fill", {"division": TOWN, **days}, key)
    assert filled.json == write(head, "fill", {"division": TOWN, **days}, key).json
    assert filled.json["written"] == 6, filled.json  # type: ignore[index]
    assert filled.json["gaps"] == []  # type: ignore[index]
    again = write(head, "fill", {"division": TOWN, **days})
    assert again.json == {"written": 0, "gaps": []}
    assert ledger()[-1].name == "roster.filled"
    far = {"from": str(city_today() + timedelta(days=400)), "to": str(city_today() + timedelta(days=401))}
    refused(write(head, "fill", {"division": TOWN, **far}), 422, "validation")


def test_one_person_alone_leads_and_the_nights_are_listed(world: World) -> None:
    hire(world, "town_unit")
    unit = f"{TOWN}-ZZ"
    with transaction() as tx:
        own = tx.session.scalars(select(PersonPost).where(PersonPost.department == unit).order_by(PersonPost.id)).all()
        for post in own[1:]:
            post.ends_at = datetime.now(UTC)
    day = city_today() + timedelta(days=2)
    filled = write(world.sign_in("admin"), "fill", {"department": unit, "from": str(day), "to": str(day)}).json
    assert filled["written"] >= 1  # type: ignore[index]
    assert {gap["place"] for gap in filled["gaps"]} == {SECOND}  # type: ignore[index]
    assert all("夜间缺同行人" in gap["reason"] for gap in filled["gaps"])  # type: ignore[index]


def test_who_goes_on_leave_afterwards_is_listed_with_who_does_it_instead(world: World) -> None:
    planned = [row for row in all_shifts() if row.division == NEXT_TOWN and row.starts_at > local(3, 0)]
    lead = next(row for row in planned if row.place == LEAD)
    second = next(row for row in planned if row.place == SECOND and row.starts_at == lead.starts_at)
    with transaction() as tx:
        tx.session.add(Absence(person_id=lead.person_id, kind="leave", starts_at=lead.starts_at, ends_at=lead.ends_at,
                               registered_at=datetime.now(UTC)))
    day = lead.starts_at.astimezone(ZONE).date()
    found = read(hire(world, "next_head"), day, day, division=NEXT_TOWN)
    shown = {row["id"]: row for row in found["shifts"]}
    assert shown[lead.id]["away"] is True
    assert shown[second.id]["away"] is False
    gap = next(gap for gap in found["gaps"] if gap["place"] == LEAD)
    assert shown[lead.id]["person"]["name"] in gap["reason"]
    assert f"由 {shown[second.id]['person']['name']} 接替" in gap["reason"]


def test_the_job_keeps_fourteen_days_filled_and_touches_no_roster_that_was_given_up(world: World) -> None:
    later = datetime.now(UTC) + timedelta(days=6)
    clear("350212", datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert keep_filled(later) > 0
    assert keep_filled(later) == 0, "filled is filled"
    planned = all_shifts()
    for desk in first_desks():
        ends = [row.ends_at for row in planned if Desk(row.division, row.department) == desk]
        assert (max(ends) > later + AHEAD) if desk.division != "350212" or desk.department else not ends
        assert max(ends, default=later) < later + FILLED_UP_TO + timedelta(days=30)
    assert ledger()[-1].name == "roster.filled"


def test_whoever_leaves_the_unit_is_no_longer_on_its_roster(world: World) -> None:
    head, officer = world.sign_in("station_head"), person_id(world, "station")
    shift = next(row for row in all_shifts() if row.person_id == officer and row.starts_at > local(3, 0))
    day = shift.starts_at.astimezone(ZONE).date()
    with transaction() as tx:
        post = tx.session.scalars(select(PersonPost).where(
            PersonPost.person_id == officer, PersonPost.role == "station_officer")).one()
        post.ends_at = shift.starts_at
        tx.session.add(PersonPost(person_id=officer, role="station_officer", division=NEXT_TOWN,
                                  starts_at=shift.starts_at))
    found = read(head, day, day, division=TOWN)
    assert next(row for row in found["shifts"] if row["id"] == shift.id)["away"] is True
    assert any("黄值班 不在岗" in gap["reason"] for gap in found["gaps"])
    body = {"division": TOWN, "person": officer, "place": "lead", "starts_at": stamp(local(40, 18)),
            "ends_at": stamp(local(41, 8))}
    refused(write(head, "shifts", body), 422, "validation", "person")
