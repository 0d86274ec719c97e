"""Duty rosters over HTTP: seeded for everybody who needs one, read by the district, arranged by the own unit."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from sqlalchemy import select

from server.actions.roster_filling import AHEAD, URGENT_KINDS, first_desks
from server.extensions import db
from server.models import Absence, DutyShift
from server.queries.catalogue import working_calendar
from server.queries.city import all_departments
from server.queries.desks import Desk
from tests.builders import DISTRICT, TOWN, UNIT, World
from tests.server.duty import all_shifts, city_today, local, read, stamp, write
from tests.server.people import NEXT_TOWN, OTHER_DISTRICT, OTHER_TOWN, hire, set_clock
from tests.server.tables import row_counts
from workflows.roster import LEAD, SECOND

CITY = "350200"


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
