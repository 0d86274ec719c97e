"""Who is called, sees the teams and marks them; what the public and the neighbours learn of an emergency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.actions.people import create_user
from server.models import Absence, DutyShift, Person, PersonPost
from server.queries.city import city_index
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, Someone, World
from tests.server.emergencies import ask_to_begin, begin, end, end_all
from tests.server.people import NEIGHBOURS, NEXT_TOWN, OTHER_DISTRICT, PASSWORD, begin_post, hire
from tests.server.refusals import refused
from tests.server.tables import ledger, row_counts
from workflows.roles import EMERGENCY_TEAM, Role

LEADERS = ("leader", "city_leader")
OF_CITY = {"city_dispatcher", "city_coordinator", "city_leader", "auditor", "admin", "city_department"}
ROLES = ("assistant", "member", "community", "station", "station_head", "dispatcher", "city_dispatcher", "coordinator",
         "city_coordinator", "department", "leader", "city_leader", "assessor", "auditor", "admin", *NEIGHBOURS)
# Who sees the teams of the home town's communities.
SEERS = {"leader", "city_leader", "coordinator", "city_coordinator", "dispatcher", "city_dispatcher", "station",
         "station_head"}


@pytest.fixture(scope="module")
def community() -> str:
    """A community of the home town without its team: its seats are filled by the tests."""
    index = city_index()
    return next(code for code in reversed(index.children(TOWN)) if index.division(code).level == "community")


@pytest.fixture(scope="module")
def team(world: World, community: str) -> dict[str, Someone]:
    """Four people of a team: one away with a stand-in, one away without."""
    now = datetime.now(UTC)
    with transaction() as tx:
        for post in tx.session.scalars(select(PersonPost).where(
                PersonPost.division == community, PersonPost.role.in_([role.value for role in EMERGENCY_TEAM]))):
            post.ends_at = now - timedelta(days=1)
    found = {}
    for name, role in (("our_cadre", Role.AREA_CADRE), ("our_police", Role.POLICE_OFFICER),
                       ("our_worker", Role.COMMUNITY_WORKER), ("our_deputy", Role.VOLUNTEER)):
        person_id = create_user(name, name, PASSWORD, role.value, community, None, now)
        begin_post(person_id, now - timedelta(days=5))
        world.passwords[name], found[name] = PASSWORD, person_id
    with transaction() as tx:
        tx.session.get_one(Person, found["our_cadre"]).phone = "13500002222"
        for away, substitute in (("our_police", found["our_deputy"]), ("our_worker", None)):
            tx.session.add(Absence(person_id=found[away], kind="leave", starts_at=now - timedelta(days=1),
                                   substitute_id=substitute, registered_at=now))
    return {name: world.sign_in(name) for name in found}


@pytest.fixture
def emergency(world: World, team: dict[str, Someone], community: str) -> Iterator[dict[str, Any]]:
    yield begin(world, communities=[community])
    end_all(world)


def seats(emergency: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The one team of the emergency by role."""
    (team,) = emergency["teams"]
    return {seat["role"]: seat for seat in team["people"]}


def test_stand_ins_are_called_and_empty_seats_are_seen(emergency: dict[str, Any], community: str) -> None:
    found = seats(emergency)
    assert set(found) == {role.value for role in EMERGENCY_TEAM} - {"waste_guide"}
    assert found["area_cadre"]["person"]["name"] == "our_cadre"
    stand_in = found["police_officer"]
    assert (stand_in["person"]["name"], stand_in["for"]["name"]) == ("our_deputy", "our_police")
    assert (found["community_worker"]["person"], found["community_worker"]["for"]["name"]) == (None, "our_worker")
    assert (found["environment_supervisor"]["person"], found["environment_supervisor"]["for"]) == (None, None)
    assert [emergency[name] for name in ("called", "received", "arrived", "empty")] == [3, 0, 0, 2]
    assert emergency["teams"][0]["community"]["code"] == community


def test_the_whole_district_is_called_at_once(world: World) -> None:
    answer = begin(world)
    index = city_index()
    wanted = [code for town in index.children(DISTRICT) for code in index.children(town)
              if index.division(code).level == "community"]
    assert [team["community"]["code"] for team in answer["teams"]] == sorted(wanted)
    for team in answer["teams"]:
        roles = {seat["role"] for seat in team["people"]}
        assert {"area_cadre", "police_officer", "environment_supervisor", "community_worker", "volunteer"} <= roles
    assert answer["called"] + answer["empty"] == sum(len(team["people"]) for team in answer["teams"])
    end_all(world)


def test_received_and_arrived_keep_their_first_time_and_who_said_so(world: World, team: dict[str, Someone],
                                                                   emergency: dict[str, Any]) -> None:
    (call,) = [row for row in team["our_cadre"].get("/musters/mine").json["items"] if row["role"] == "area_cadre"]
    assert (call["emergency"]["title"], call["received_at"], call["may_mark"]) == (emergency["title"], None, True)
    seq = ledger()[-1].seq
    heard = team["our_cadre"].post(f"/musters/{call['id']}/received").json
    assert (heard["received_by"]["name"], heard["arrived_at"]) == ("our_cadre", None)
    assert team["our_cadre"].post(f"/musters/{call['id']}/received").json["received_at"] == heard["received_at"]
    there = world.sign_in("station").post(f"/musters/{call['id']}/arrived").json
    assert (there["received_at"], there["arrived_by"]["name"]) == (heard["received_at"], "黄值班")
    assert team["our_cadre"].post(f"/musters/{call['id']}/arrived").json["arrived_at"] == there["arrived_at"]
    told = [event.name for event in ledger() if event.seq > seq]
    assert told == ["muster.received", "muster.arrived"], "said twice, written once"
    seen = world.sign_in("leader").get(f"/emergencies/{emergency['id']}").json
    assert [seen[name] for name in ("called", "received", "arrived", "empty")] == [3, 1, 1, 2]


def test_who_arrives_has_heard_it(team: dict[str, Someone], emergency: dict[str, Any]) -> None:
    seat = seats(emergency)["police_officer"]
    there = team["our_deputy"].post(f"/musters/{seat['id']}/arrived").json
    assert there["received_at"] == there["arrived_at"]
    assert there["for"]["name"] == "our_police"


def test_nobody_marks_an_empty_seat_a_stranger_or_an_ended_emergency(world: World, team: dict[str, Someone],
                                                                    emergency: dict[str, Any]) -> None:
    found = seats(emergency)
    strangers = [hire(world, name) if name in NEIGHBOURS else world.sign_in(name) for name in (
        "member", "coordinator", "department", "next_station", "other_leader", "assessor", "admin")]
    before = row_counts()
    refused(world.sign_in("leader").post(f"/musters/{found['community_worker']['id']}/received"), 409, "window-closed")
    for name in ("our_deputy", "our_worker"):
        refused(team[name].post(f"/musters/{found['area_cadre']['id']}/received"), 403, "territory-forbidden")
    for someone in strangers:
        refused(someone.post(f"/musters/{found['area_cadre']['id']}/arrived"), 403, "territory-forbidden")
    refused(world.sign_in("leader").post("/musters/999999/arrived"), 404, "not-found")
    assert row_counts() == before
    end(world, emergency)
    refused(team["our_cadre"].post(f"/musters/{found['area_cadre']['id']}/arrived"), 409, "window-closed")
    assert team["our_cadre"].get("/musters/mine").json["items"] == []


@pytest.mark.parametrize("name", ROLES)
def test_who_switches_reads_and_sees_the_teams(world: World, emergency: dict[str, Any], name: str) -> None:
    someone = hire(world, name) if name in NEIGHBOURS else world.sign_in(name)
    here = not (name.startswith("other_"))
    before = row_counts()
    answer = someone.get(f"/emergencies/{emergency['id']}")
    assert answer.status_code == (200 if here else 403)
    assert someone.get(f"/emergencies/{emergency['id']}/put-off").status_code == (200 if here else 403)
    assert someone.get(f"/emergencies?district={DISTRICT}").status_code == (200 if here else 403)
    listed = someone.get("/emergencies?running=true").json
    assert (emergency["id"] in {row["id"] for row in listed["items"]}) is here
    switches = {"leader": {DISTRICT}, "other_leader": {OTHER_DISTRICT}}.get(name, set())
    if name != "city_leader":
        assert {row["code"] for row in listed["may_begin"]} == switches
    if here:
        assert bool(answer.json["teams"]) is (name in SEERS), "the team is for those who gather it"
        assert answer.json["may_end"] is (name in LEADERS)
    if name not in LEADERS:
        refused(someone.post(f"/emergencies/{emergency['id']}/end", json={"note": ""}), 403, "territory-forbidden")
        refused(ask_to_begin(someone), 403, "territory-forbidden")
        assert row_counts() == before


def test_phones_are_for_those_who_gather_while_it_lasts(world: World, team: dict[str, Someone],
                                                       emergency: dict[str, Any]) -> None:
    leader, address = world.sign_in("leader"), f"/emergencies/{emergency['id']}"
    assert seats(leader.get(address).json)["area_cadre"]["person"]["phone"] == "13500002222"
    called = seats(team["our_deputy"].get(address).json)
    assert called["area_cadre"]["person"]["phone"] == "13500002222", "whoever is called reaches the others"
    end(world, emergency)
    assert seats(leader.get(address).json)["area_cadre"]["person"]["phone"] is None


def test_rosters_of_the_district_are_open_while_it_lasts(world: World, team: dict[str, Someone],
                                                         community: str) -> None:
    now = datetime.now(UTC)
    with transaction() as tx:
        officer = tx.session.scalars(select(Person).join(PersonPost, PersonPost.person_id == Person.id).where(
            PersonPost.role == Role.STATION_OFFICER, PersonPost.division == NEXT_TOWN)).first()
        assert officer is not None
        officer.phone = "13511112222"
        tx.session.add(DutyShift(district=DISTRICT, division=NEXT_TOWN, place="lead", person_id=officer.id,
                                 starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=5), created_at=now))
    for name, reads in (("member", True), ("community", True), ("assistant", False)):
        someone = world.sign_in(name)
        assert officer.phone not in someone.get(f"/rosters?division={NEXT_TOWN}").text, name
        running = begin(world, communities=[community])
        assert (officer.phone in someone.get(f"/rosters?division={NEXT_TOWN}").text) is reads, name
        end(world, running)
        assert officer.phone not in someone.get(f"/rosters?division={NEXT_TOWN}").text, name
    assert officer.phone not in world.citizen().get(f"/rosters?division={NEXT_TOWN}").text


def test_the_public_reads_title_and_times_only(world: World, emergency: dict[str, Any]) -> None:
    answer = world.citizen().get("/notices")
    (notice,) = answer.json["items"]
    assert set(notice) == {"district", "title", "since", "planned_end", "simulated"}
    assert (notice["district"]["code"], notice["title"]) == (DISTRICT, emergency["title"])
    assert emergency["reason"] not in answer.text
    assert "our_cadre" not in answer.text
    end(world, emergency)
    assert world.citizen().get("/notices").json["items"] == []


def test_both_districts_may_be_under_emergency(world: World, emergency: dict[str, Any]) -> None:
    other = begin(world, "city_leader", district=OTHER_DISTRICT, title="危化品泄漏", communities=[])
    assert {row["district"]["code"] for row in world.citizen().get("/notices").json["items"]} == {
        DISTRICT, OTHER_DISTRICT}
    refused(world.sign_in("leader").post(f"/emergencies/{other['id']}/end", json={"note": ""}), 403,
            "territory-forbidden")
