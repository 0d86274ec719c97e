"""The directory over HTTP: the tree, the search, a person's card, and how often each asks the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import DISTRICT, GRID, TOWN, Someone, World
from tests.server.refusals import refused
from tests.server.tables import counted_queries
from tests.server.terms import hire_as, send_away


def id_of(someone: Someone) -> int:
    return someone.get("/me").json["person"]["id"]  # type: ignore[index,no-any-return]


def test_the_tree_counts_everybody_once(world: World) -> None:
    station = world.sign_in("station")
    city = station.get("/tree").json
    assert [child["level"] for child in city["children"]] == ["district"] * 6
    assert city["division"]["path"] == [{"code": "350200", "name": "厦门市"}]
    assert sum(child["members"] for child in city["children"]) == city["counts"]["grid_member"]
    town = station.get(f"/tree?parent={TOWN}").json
    assert {child["level"] for child in town["children"]} == {"street_grid", "community"}
    assert [row["code"] for row in town["division"]["path"]] == ["350200", DISTRICT, TOWN]
    assert {post["person"]["id"] for post in town["posts"]} >= {id_of(station)}
    assert all(post["division"]["code"] == TOWN for post in town["posts"])
    child = next(child for child in town["children"] if child["code"] == GRID)
    grid = station.get(f"/tree?parent={GRID}").json
    assert child["members"] == len({post["person"]["id"] for post in grid["posts"] if post["role"] == "grid_member"})
    assert child["head"] == next(post["person"]["name"] for post in grid["posts"] if post["role"] == "grid_head")
    assert child["five"]["of"] == 5
    # Who holds two posts is one person; at the city also those count who have a post in no district.
    assert grid["people"] == child["people"]
    assert sum(one["people"] for one in city["children"]) < city["people"] < sum(city["counts"].values())
    twice = hire_as("grid_member", GRID)
    hire_as("grid_member", f"{TOWN}G02", person=twice)
    hire_as("volunteer", next(row["code"] for row in town["children"] if row["level"] == "community"), person=twice)
    again = station.get(f"/tree?parent={DISTRICT}").json
    home = next(row for row in again["children"] if row["code"] == TOWN)
    before = next(row for row in station.get(f"/tree?parent={DISTRICT}").json["children"] if row["code"] == TOWN)
    assert home == before
    assert home["people"] == len(station.get(f"/people?division={TOWN}&limit=200").json["items"])
    refused(station.get("/tree?parent=999999"), 404, "not-found")


def test_pages_follow_each_other_without_gap_or_repetition(world: World) -> None:
    station = world.sign_in("station")
    path, found = f"/people?division={TOWN}&role=grid_member&limit=7", []
    while path:
        page = station.get(path).json
        assert len(page["items"]) <= 7
        found += [item["id"] for item in page["items"]]
        path = (page["next"] or "").removeprefix("/api/v1")
    whole = station.get(f"/people?division={TOWN}&role=grid_member&limit=200").json
    assert found == [item["id"] for item in whole["items"]]
    assert len(found) == len(set(found)) > 7
    assert whole["next"] is None


def test_the_search_knows_names_numbers_codes_and_who_is_away(world: World) -> None:
    station, now = world.sign_in("station"), datetime.now(UTC)
    me = id_of(station)
    file = station.get(f"/people/{me}").json
    for words in ("黄值班", "值班", file["staff_no"], file["staff_no"].lower()):
        assert me in {item["id"] for item in station.get(f"/people?q={words}").json["items"]}, words
    by_code = {item["id"] for item in station.get(f"/people?q={GRID.lower()}&limit=200").json["items"]}
    by_division = {item["id"] for item in station.get(f"/people?division={GRID}&limit=200").json["items"]}
    assert by_code == by_division
    away = hire_as("grid_member", GRID)
    send_away(away, now - timedelta(hours=1))
    listed = {given: {item["id"] for item in station.get(f"/people?division={GRID}&away={given}").json["items"]}
              for given in ("true", "false")}
    assert away in listed["true"]
    assert listed["true"] | listed["false"] == by_division | {away}
    assert not listed["true"] & listed["false"]
    for given in ("%25", "_", "%5C"):
        assert station.get(f"/people?q={given}").json["items"] == [], "signs of the pattern are plain letters"


def test_a_card_tells_the_person_and_the_managers_more(world: World) -> None:
    now = datetime.now(UTC)
    person = hire_as("grid_member", GRID)
    hire_as("grid_member", f"{TOWN}G02", person=person, starts_at=now - timedelta(9), ends_at=now - timedelta(5))
    hire_as("grid_member", f"{TOWN}G03", person=person, starts_at=now + timedelta(5))
    send_away(person, now - timedelta(20), now - timedelta(10), kind="training")
    send_away(person, now - timedelta(1), now + timedelta(1))
    send_away(person, now + timedelta(30), now + timedelta(30))
    for name, absences, manages in (("station_head", 2, True), ("admin", 2, True), ("coordinator", 2, True),
                                    ("station", 1, False), ("community", 1, False)):
        file = world.sign_in(name).get(f"/people/{person}").json
        assert {when: [post["division"]["code"] for post in posts] for when, posts in file["posts"].items()} == {
            "current": [GRID], "future": [f"{TOWN}G03"], "past": [f"{TOWN}G02"]}
        assert len(file["absences"]) == absences, name
        assert file["posts"]["current"][0]["may_manage"] is manages
        assert file["posts"]["current"][0]["away"]["kind"] == "leave"
        assert file["posts"]["future"][0]["away"] is None
    refused(world.sign_in("station").get("/people/999999999"), 404, "not-found")


def test_open_work_is_what_waits_for_the_person(world: World) -> None:
    station, member = world.sign_in("station"), world.sign_in("member")
    before = member.get(f"/people/{id_of(member)}").json["open_work"]
    world.case_in("confirming")
    own, told = member.get(f"/people/{id_of(member)}").json, station.get(f"/people/{id_of(member)}").json
    assert own["open_work"] == told["open_work"] == before + 1
    assert told["figures"] is None, "figures are for the person alone"
    assert own["figures"]["tasks"]["open"] == world.sign_in("member").get("/me/figures").json["tasks"]["open"]


@pytest.mark.parametrize("given", ["role=king", "role=citizen", "division=999", "department=x", "away=maybe", "limit=0",
                                   "cursor=AAAA", "cursor=%ff", "no=1"])
def test_filters_that_make_no_sense_are_named(world: World, given: str) -> None:
    refused(world.sign_in("station").get(f"/people?{given}"), 422, "validation", given.split("=")[0])


@pytest.mark.parametrize(("path", "most"), [
    ("/people?limit=200", 3), (f"/people?q=1380&division={DISTRICT}", 3), (f"/tree?parent={TOWN}", 8), ("/tree", 8),
    ("/people/1", 5)])
def test_the_number_of_statements_does_not_grow(world: World, path: str, most: int) -> None:
    station = world.sign_in("station")
    station.get(path)
    with counted_queries() as sent:
        assert station.get(path).status_code == 200
    assert len(sent) <= most, "\n".join(" ".join(statement.split())[:160] for statement in sent)
