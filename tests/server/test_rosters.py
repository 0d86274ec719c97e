"""Duty rosters over HTTP: seeded, read by the district, arranged by the own unit, filled by the rotation."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from server.actions.roster_filling import AHEAD, FILLED_UP_TO, URGENT_KINDS, first_desks, keep_filled
from server.extensions import db
from server.models import Absence, DutyShift, PersonPost
from server.queries.catalogue import working_calendar
from server.queries.city import all_departments
from server.queries.desks import Desk
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, UNIT, Someone, World
from tests.server.people import NEXT_TOWN, OTHER_DISTRICT, OTHER_TOWN, hire, set_clock
from tests.server.refusals import refused
from tests.server.tables import ledger, row_counts
from workflows.roster import LEAD, SECOND
from workflows.working_calendar import ZONE

CITY = "350200"


def city_today() -> date:
    return datetime.now(ZONE).date()


def read(someone: Someone, first: date | None = None, last: date | None = None, **unit: str) -> dict[str, Any]:
    days = {"from": first, "to": last}
    answer = someone.get("/rosters", query_string={**unit, **{key: str(day) for key, day in days.items() if day}})
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def write(someone: Someone, path: str, body: dict[str, Any], key: str | None = None) -> TestResponse:
    return someone.post(f"/rosters/{path}", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def person_id(world: World, name: str) -> int:
    return int(world.sign_in(name).get("/me").json["person"]["id"])  # type: ignore[index]


def local(days: int, hour: int) -> datetime:
    """A full hour of a day counted from today, in the city's time."""
    return datetime.combine(city_today() + timedelta(days=days), datetime.min.time(), ZONE) + timedelta(hours=hour)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def clear(division: str, first: datetime, last: datetime, department: str | None = None) -> None:
    """Take everybody off a roster between two moments, behind the application's back."""
    with transaction() as tx:
        tx.session.execute(delete(DutyShift).where(
            DutyShift.division == division, DutyShift.department == department, DutyShift.starts_at < last,
            DutyShift.ends_at > first))


def all_shifts() -> list[DutyShift]:
    with db.reading() as session:
        return list(session.scalars(select(DutyShift).order_by(DutyShift.starts_at, DutyShift.id)))


# What a new installation has


def test_every_station_district_city_and_urgent_department_has_a_roster(world: World) -> None:
    now, planned = datetime.now(UTC), all_shifts()
    desks = {Desk(row.division, row.department) for row in planned}
    assert desks == set(first_desks())
    assert len([desk for desk in desks if desk.department is None]) == 1 + 6 + 45
    kinds = Counter(all_departments()[desk.department].kind for desk in desks if desk.department)
    assert kinds == dict.fromkeys(URGENT_KINDS, 7)
    for desk in desks:
        own = [row for row in planned if Desk(row.division, row.department) == desk]
        assert own[0].starts_at < now - AHEAD
        assert max(row.ends_at for row in own) > now + AHEAD
    for row in planned:
        assert row.district == row.division[:6]


def test_nobody_has_two_shifts_at_once_and_only_present_people_have_any(world: World) -> None:
    by_person: dict[int, list[DutyShift]] = {}
    for row in all_shifts():
        by_person.setdefault(row.person_id, []).append(row)
    for rows in by_person.values():
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(rows))
    with db.reading() as session:
        for away in session.scalars(select(Absence)):
            ends = away.ends_at or datetime.max.replace(tzinfo=UTC)
            assert not [row for row in by_person.get(away.person_id, ())
                        if row.starts_at < ends and row.ends_at > away.starts_at]


def test_the_stations_night_is_held_by_two(world: World) -> None:
    found = read(world.sign_in("station"), division=TOWN)
    assert found["unit"]["code"] == TOWN
    assert found["unit"]["name"] == "后溪镇环保工作站"
    assert found["gaps"] == []
    assert {row["place"] for row in found["shifts"]} == {LEAD, SECOND}
    assert not any(row["away"] for row in found["shifts"])


# Who reads


READABLE = {"division": {TOWN, DISTRICT, CITY, OTHER_TOWN, OTHER_DISTRICT},
            "department": {UNIT, "350206-CG", "350200-ST"}}
IN_CITY = {"city_dispatcher", "city_coordinator", "city_leader", "auditor", "admin"}


@pytest.mark.parametrize("name", ["assistant", "member", "station", "department", "leader", "city_leader", "admin",
                                  "other_station", "other_department", "city_department"])
def test_everybody_knows_the_rosters_of_the_own_district_and_of_the_city(world: World, name: str) -> None:
    someone = hire(world, name) if name.startswith("other") or name == "city_department" else world.sign_in(name)
    own = CITY if name in IN_CITY or name == "city_department" else OTHER_DISTRICT if "other" in name else DISTRICT
    for kind, codes in READABLE.items():
        for code in codes:
            allowed = own == CITY or code[:6] in (own, CITY)
            answer = someone.get(f"/rosters?{kind}={code}")
            assert answer.status_code == (200 if allowed else 403), (kind, code, answer.json)
    for code in (TOWN, OTHER_TOWN):
        answer = someone.get(f"/duty?division={code}")
        assert answer.status_code == (200 if own == CITY or code[:6] == own else 403)


def test_a_phone_is_shown_to_those_who_work_with_the_person_only(world: World) -> None:
    phones = {row["person"]["phone"] for row in read(world.sign_in("station_head"), division=TOWN)["shifts"]}
    assert phones - {None}
    seen = read(hire(world, "next_station"), division=TOWN)["shifts"]
    assert {row["person"]["phone"] for row in seen} == {None}


def test_duty_names_the_three_levels(world: World) -> None:
    items = world.sign_in("member").get(f"/duty?division={TOWN}G01").json["items"]  # type: ignore[index]
    assert [item["unit"]["code"] for item in items] == [TOWN, DISTRICT, CITY]
    for item in items:
        assert item["person"], item
        assert item["reason"].startswith(("工作时间", item["unit"]["name"][:2]))
    sea = world.sign_in("dispatcher").get("/duty?division=350211000000601").json["items"]  # type: ignore[index]
    assert [item["unit"]["code"] for item in sea] == [DISTRICT, CITY]


def test_now_follows_the_working_calendar(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monday = next(local(days, 10) for days in range(8) if working_calendar().is_open(local(days, 10)))
    set_clock(monkeypatch, monday)
    assert read(world.sign_in("station"), division=TOWN)["now"]["working_hours"] is True
    midnight = monday.replace(hour=23)
    set_clock(monkeypatch, midnight)
    found = read(world.sign_in("station"), division=TOWN)
    leads = [row for row in found["shifts"] if row["place"] == LEAD
             and row["starts_at"] <= stamp(midnight) < row["ends_at"]]
    assert found["now"]["working_hours"] is False
    assert found["now"]["person"]["id"] == leads[0]["person"]["id"]
    assert "值班表" in found["now"]["reason"]
    assert found["now"]["second"]["id"] != leads[0]["person"]["id"]


# Who arranges


EDITORS: dict[tuple[str, str], set[str]] = {
    ("division", TOWN): {"station_head", "admin"},
    ("division", NEXT_TOWN): {"next_head", "admin"},
    ("division", DISTRICT): {"dispatcher", "coordinator", "admin"},
    ("division", CITY): {"city_dispatcher", "city_coordinator", "admin"},
    ("department", UNIT): {"department", "colleague", "dispatcher", "coordinator", "admin"},
    ("department", "350211-ST"): {"ecology", "dispatcher", "coordinator", "admin"},
    ("department", "350200-ST"): {"city_department", "city_dispatcher", "city_coordinator", "admin"},
    ("department", f"{TOWN}-ZZ"): {"town_unit", "station_head", "admin"},
}
PEOPLE = ("assistant", "member", "community", "station", "station_head", "dispatcher", "city_dispatcher", "coordinator",
          "city_coordinator", "department", "leader", "auditor", "admin", "next_head", "other_dispatcher", "ecology",
          "colleague", "city_department", "town_unit")


@pytest.mark.parametrize("name", PEOPLE)
def test_rosters_are_arranged_by_the_own_unit(world: World, name: str) -> None:
    someone = world.sign_in(name) if name in world.passwords else hire(world, name)
    for (kind, code), editors in EDITORS.items():
        shown = someone.get(f"/rosters?{kind}={code}")
        if shown.status_code == 200:
            assert shown.json["may_edit"] == (name in editors), (kind, code)  # type: ignore[index]
        before = row_counts("repeated_requests", "events", "duty_shifts")
        answer = write(someone, "fill", {kind: code, "from": str(city_today()), "to": str(city_today())})
        assert answer.status_code == (200 if name in editors else 403), (kind, code, answer.json)
        body = {kind: code, "person": 1, "place": "lead", "starts_at": stamp(local(40, 18)),
                "ends_at": stamp(local(40, 20))}
        added = write(someone, "shifts", body)
        assert (added.status_code == 403) == (name not in editors), (kind, code, added.json)
        assert row_counts("repeated_requests", "events", "duty_shifts") == before


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


def clear_person(person: int, first: datetime, last: datetime) -> None:
    with transaction() as tx:
        tx.session.execute(delete(DutyShift).where(
            DutyShift.person_id == person, DutyShift.starts_at < last, DutyShift.ends_at > first))


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
