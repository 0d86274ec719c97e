"""At night nobody is sent to confirm alone, and an urgent case has the name of whoever is on duty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from server.actions.carry_out import carry_out
from server.extensions import db
from server.models import Absence, Case, DutyShift, PersonPost
from server.queries.catalogue import catalogue, working_calendar
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, UNIT, World
from tests.server.people import OTHER_GRID, hire, set_clock, take
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import ledger
from workflows.working_calendar import ZONE, is_night

SEA = "350211000000601"
LATE = ("22:00", "23:30", "00:00", "05:59")


def next_time(clock: str, *, working: bool | None = None) -> datetime:
    """The next moment with this time of the day in the city, on a working day or not when that matters."""
    hour, minute = (int(part) for part in clock.split(":"))
    now = datetime.now(ZONE)
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    while at <= now or (working is not None and working_calendar().is_working_day(at.date()) != working):
        at += timedelta(days=1)
    return at.astimezone(UTC)


def on_duty(division: str, moment: datetime, department: str | None = None) -> dict[str, int]:
    """{place: person id} of a roster at a moment."""
    with db.reading() as session:
        rows = session.execute(select(DutyShift.place, DutyShift.person_id).where(
            DutyShift.division == division, DutyShift.department == department, DutyShift.starts_at <= moment,
            DutyShift.ends_at > moment))
        return dict(rows.all())


def clear(division: str) -> None:
    with transaction() as tx:
        tx.session.execute(delete(DutyShift).where(DutyShift.division == division, DutyShift.department.is_(None)))


def send_away(person: int) -> int:
    with transaction() as tx:
        now = datetime.now(UTC)
        absence = Absence(person_id=person, kind="leave", starts_at=now - timedelta(minutes=1), ends_at=None,
                          registered_at=now)
        tx.session.add(absence)
        tx.session.flush()
        return absence.id


def come_back(absence_id: int) -> None:
    with transaction() as tx:
        tx.session.execute(delete(Absence).where(Absence.id == absence_id))


def companion(world: World, case_id: int) -> Any:
    return world.sign_in("station").case(case_id)["companion"]


@pytest.mark.parametrize("clock", LATE)
def test_whoever_is_on_duty_goes_along(world: World, monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    case_id, night = world.receipt()["case_id"], next_time(clock)
    planned = on_duty(TOWN, night)
    set_clock(monkeypatch, night)
    asked = take(world, "station", case_id, "ask-confirmation")
    assert asked["companion"]["id"] == planned["second"], "the second goes, the lead stays at the telephone"
    assert asked["companion"]["name"] in asked["whose_turn"]["role_name"]
    listed = world.sign_in("station").get("/cases?state=confirming&limit=200").json["items"]  # type: ignore[index]
    assert next(item for item in listed if item["id"] == case_id)["companion"] == asked["companion"]
    event = ledger()[-1]
    assert event.name == "case.confirmation_asked"
    assert f'"companion":{planned["second"]}' in event.content
    assert asked["companion"]["name"] not in event.content
    confirmed = take(world, "member", case_id, "confirm", result="true")
    assert confirmed["companion"] is None, "the confirmation has ended"


@pytest.mark.parametrize("clock", ["21:59", "06:00", "12:30"])
def test_by_day_one_goes_alone(world: World, monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    case_id = world.receipt()["case_id"]
    set_clock(monkeypatch, next_time(clock))
    asked = take(world, "station", case_id, "ask-confirmation")
    assert asked["companion"] is None
    assert asked["whose_turn"]["role_name"] == "网格员"


def test_a_companion_may_be_named_day_or_night(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    person = world.sign_in("dispatcher").get("/me").json["person"]["id"]  # type: ignore[index]
    for clock in ("23:00", "10:00"):
        case_id = world.receipt()["case_id"]
        set_clock(monkeypatch, next_time(clock))
        asked = take(world, "station", case_id, "ask-confirmation", companion=person)
        assert asked["companion"] == {"id": person, "name": "郑派遣"}


def test_who_cannot_go_along_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, station = world.receipt()["case_id"], world.sign_in("station")
    hire(world, "other_station")
    people = {name: world.sign_in(name).get("/me").json["person"]["id"]  # type: ignore[index]
              for name in ("member", "other_station", "assistant", "volunteer", "dispatcher")}
    away = send_away(people["dispatcher"])
    set_clock(monkeypatch, next_time("23:00"))
    for name in people:
        fields = {"confirmer": people["member"], "companion": people[name]}
        refused(station.step(case_id, "ask-confirmation", fields), 422, "validation", "companion")
    refused(station.step(case_id, "ask-confirmation", {"companion": 2**52}), 422, "validation", "companion")
    come_back(away)
    assert station.case(case_id)["state"] == "reported"


def test_confirmer_reporter_and_whoever_is_away_do_not_go_along(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    night = next_time("23:10")
    planned = on_duty(TOWN, night)
    set_clock(monkeypatch, night)
    case_id = world.receipt()["case_id"]
    with transaction() as tx:  # whoever is second happens to be a member of the grid, too
        post = PersonPost(person_id=planned["second"], role="grid_member", division=GRID,
                          starts_at=night - timedelta(days=9))
        tx.session.add(post)
    asked = take(world, "station", case_id, "ask-confirmation", confirmer=planned["second"])
    assert asked["companion"]["id"] == planned["lead"]
    away = send_away(planned["second"])
    again = world.receipt()["case_id"]
    assert take(world, "station", again, "ask-confirmation")["companion"]["id"] == planned["lead"]
    come_back(away)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.id == post.id).values(ends_at=datetime.now(UTC)))


def test_without_anybody_on_duty_the_step_is_refused_and_says_what_to_do(world: World,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    grid, night = f"{TOWN[:-1]}2G01", next_time("23:20")
    case_id, station = world.receipt(grid=grid)["case_id"], hire(world, "next_station")
    set_clock(monkeypatch, night)
    clear(grid[:9])
    asked = station.step(case_id, "ask-confirmation").json
    assert asked["companion"]["id"] in on_duty(DISTRICT, night).values(), "the district's people go"  # type: ignore[index]
    other = world.receipt(grid=OTHER_GRID)["case_id"]
    clear(OTHER_GRID[:9])
    clear(OTHER_GRID[:6])
    with nothing_stored(world, "repeated_requests"):
        answer = refused(hire(world, "other_station").step(other, "ask-confirmation"), 422, "validation", "companion")
    assert "夜间不得单独派网格员外出" in answer.json["detail"]  # type: ignore[index]
    assert "值班表" in answer.json["detail"]  # type: ignore[index]


def test_at_sea_the_districts_people_go_along(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    night = next_time("23:40")
    case_id = world.receipt(grid=SEA, category="B05")["case_id"]
    set_clock(monkeypatch, night)
    asked = take(world, "dispatcher", case_id, "ask-confirmation")
    assert asked["companion"]["id"] in on_duty(DISTRICT, night).values()


def test_a_step_taken_back_by_night_finds_company_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    night = next_time("23:50")
    case_id = world.receipt()["case_id"]
    set_clock(monkeypatch, night)
    first = take(world, "station", case_id, "ask-confirmation")["companion"]
    declined = take(world, "station", case_id, "decline", reason_code="outside", note="不在辖区")
    assert declined["companion"] is None
    back = take(world, "station", case_id, "undo")
    assert (back["state"], back["companion"]) == ("confirming", first)


def test_who_takes_over_at_night_does_not_go_alone(world: World) -> None:
    case_id = world.case_in("confirming")[0]
    night = is_night(datetime.now(UTC), catalogue().calendar.night)
    before = companion(world, case_id)
    assert (before is not None) == night
    person = world.sign_in("member").get("/me").json["person"]["id"]  # type: ignore[index]
    away = send_away(person)
    carry_out(datetime.now(UTC))
    with db.reading() as session:
        case = session.get_one(Case, case_id)
    assert case.confirmer_id not in (None, person)
    assert (case.companion_id is not None) == night
    assert case.companion_id != case.confirmer_id or case.companion_id is None
    come_back(away)


# Urgent cases


@pytest.mark.parametrize(("state", "who", "unit"), [
    ("reported", "station", TOWN), ("registered", "dispatcher", DISTRICT)])
def test_an_urgent_case_at_night_has_the_name_of_whoever_is_on_duty(world: World, monkeypatch: pytest.MonkeyPatch,
                                                                    state: str, who: str, unit: str) -> None:
    case_id = world.receipt(category="B01")["case_id"]
    if state == "registered":
        take(world, "station", case_id, "register")
    night = next_time("21:15")
    set_clock(monkeypatch, night)
    turn = world.sign_in(who).case(case_id)["whose_turn"]
    names = {row["id"]: row["name"] for row in _people(world, unit, night)}
    assert turn["name"] == names[on_duty(unit, night)["lead"]]
    assert turn["role_name"].endswith("（值班）")
    set_clock(monkeypatch, next_time("10:00", working=True))
    assert world.sign_in(who).case(case_id)["whose_turn"]["name"] == "", "in working hours the office is there"


def _people(world: World, unit: str, moment: datetime) -> list[dict[str, Any]]:
    day = moment.astimezone(ZONE).date()
    answer = world.sign_in("admin").get(f"/rosters?division={unit}&from={day - timedelta(days=1)}&to={day}")
    return [row["person"] for row in answer.json["shifts"]]  # type: ignore[index]


def test_an_urgent_case_in_a_department_waits_for_its_officer_on_duty(world: World,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.receipt(category="B01")["case_id"]
    take(world, "station", case_id, "register")
    take(world, "dispatcher", case_id, "dispatch", department=UNIT)
    night = next_time("20:00")
    set_clock(monkeypatch, night)
    turn = world.sign_in("department").case(case_id)["whose_turn"]
    assert turn["name"]
    lead = on_duty(DISTRICT, night, UNIT).get("lead")
    with transaction() as tx:
        tx.session.execute(update(DutyShift).where(DutyShift.department == UNIT, DutyShift.starts_at <= night,
                                                   DutyShift.ends_at > night, DutyShift.person_id == lead)
                           .values(ends_at=night))
    assert world.sign_in("department").case(case_id)["whose_turn"]["name"] not in ("", turn["name"])


def test_what_can_wait_names_the_office(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.receipt()["case_id"]
    set_clock(monkeypatch, next_time("21:30"))
    assert world.sign_in("station").case(case_id)["whose_turn"] == {
        "name": "", "unit": "后溪镇环保工作站", "role_name": "工作站"}
