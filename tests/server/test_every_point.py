"""At every moment every point of the land has one head per level and somebody who goes there, or says what is missing.

Posts, ends and absences are thrown at random into one town; points and moments are drawn over the whole land.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from server.extensions import db
from server.queries.city import city_index, locate_from, place_of
from server.queries.confirmers import find_confirmer
from tests.builders import DISTRICT, TOWN, Someone, World
from tests.server.terms import clear_roster, empty, hire_as, send_away
from workflows.facts import CaseFacts
from workflows.states import State

SEED, POINTS, POSTS = 20261122, 100, 120
MIDDLE = datetime(2026, 11, 10, tzinfo=UTC)
LAND_LEVELS = {"city", "district", "town", "street_grid", "community"}
WEST, SOUTH, EAST, NORTH = 117.88, 24.40, 118.45, 24.91


def moment(dice: Random) -> datetime:
    """Some second of the forty days around the middle; often a midnight, when terms meet."""
    if dice.random() < 0.3:
        return MIDDLE + timedelta(days=dice.randint(-20, 20), hours=16)
    return MIDDLE + timedelta(seconds=dice.randint(-20 * 86_400, 20 * 86_400))


def term(dice: Random) -> tuple[datetime, datetime | None]:
    begin, end = sorted((moment(dice), moment(dice)))
    return begin, end if dice.random() < 0.7 else None


@pytest.fixture(scope="module")
def shaken(world: World) -> Someone:
    """The home town with posts and absences at random, some grids with nobody, and no roster."""
    dice, index = Random(SEED), city_index()
    places = [code for code in index.children(TOWN) if index.division(code).level != "sub_grid"]
    clear_roster(TOWN, DISTRICT)
    empty(*places)
    people: list[int] = []
    for _ in range(POSTS):
        place = dice.choice(places)
        grid = index.division(place).level == "street_grid"
        role = dice.choice(("grid_member", "grid_head")) if grid else "community_head"
        begin, end = term(dice)
        again = dice.choice(people) if people and dice.random() < 0.2 else None
        substitute = dice.choice(people) if people and dice.random() < 0.6 else None
        people.append(hire_as(role, place, starts_at=begin, ends_at=end, person=again,
                              substitute=substitute if substitute != again else None))
    for person in dice.sample(people, POSTS // 2):
        other = dice.choice(people)
        send_away(person, *term(dice), substitute=other if other != person and dice.random() < 0.3 else None)
    return world.sign_in("city_leader")


def dice_of(test: str) -> Random:
    """Each engine is asked about other points and moments."""
    assert db.engine is not None
    return Random(f"{SEED} {test} {db.engine.dialect.name}")


def points(dice: Random) -> list[tuple[float, float]]:
    """Points of the land: some anywhere, every second one in the shaken town."""
    index, found = city_index(), list[tuple[float, float]]()
    home = index.division(TOWN).geometry.bounds
    while len(found) < POINTS:
        west, south, east, north = home if len(found) % 2 else (WEST, SOUTH, EAST, NORTH)
        lon, lat = dice.uniform(west, east), dice.uniform(south, north)
        located = index.locate(lon, lat, 0)
        if located is not None and located.kind == "land" and (len(found) % 2 == 0 or located.town == TOWN):
            found.append((lon, lat))
    return found


def is_told(answer: dict[str, Any], *words: str) -> bool:
    return any(all(word in text for word in words) for text in answer["missing"])


def check_heads(answer: dict[str, Any]) -> None:
    """One row for each level; an empty seat and one that nobody fills are listed."""
    levels = [row["level"] for row in answer["chain"]]
    assert set(levels) == LAND_LEVELS
    assert len(levels) == len(set(levels))
    for row in answer["chain"]:
        assert (row["holder"] is None) == (row["post_id"] is None)
        assert row["acting"] in (row["holder"], row["stands_in"])
        assert (row["stands_in"] is not None) <= (row["away"] is not None)
        if row["acting"] is None:
            assert is_told(answer, row["division"]["name"], row["role_name"], "请"), row


def check_members(answer: dict[str, Any]) -> None:
    """A member who is there or a named substitute, else it is listed; somebody always goes."""
    there = [row for row in answer["members"] if row["acting"]]
    grid = answer["place"]["street_grid"]["name"]
    assert bool(there) != is_told(answer, grid, "网格员", "请")
    for row in there:
        assert row["acting"] == (row["stands_in"] if row["away"] else row["holder"])
    doing = answer["acting"]
    assert doing["reason"]
    if there:
        assert doing["person"] is not None
    assert doing["person"] or is_told(answer, "此刻无人承担")


def test_every_point_at_every_moment(shaken: Someone) -> None:
    dice, listed = dice_of("heads"), 0
    for lon, lat in points(dice):
        at = moment(dice)
        answer = shaken.get("/responsible", query_string={"lon": lon, "lat": lat, "at": at.isoformat()})
        assert answer.status_code == 200, answer.json
        check_heads(answer.json)
        check_members(answer.json)
        listed += bool(answer.json["missing"])
    assert 0 < listed < POINTS, "both complete and incomplete places were drawn"


def test_whoever_is_named_is_the_one_who_would_be_asked_to_confirm(shaken: Someone) -> None:
    dice = dice_of("confirmer")
    for lon, lat in points(dice)[:40]:
        at, place = moment(dice), place_of(locate_from(lon, lat, "wgs84"))
        with db.reading() as session:
            asked = find_confirmer(session, CaseFacts(State.REPORTED), place, at)
        given = {"lon": lon, "lat": lat, "at": at.isoformat()}
        acting = shaken.get("/responsible", query_string=given).json["acting"]
        assert (acting["role_name"] == "网格员") == (asked is not None)
        assert asked is None or acting["person"]["id"] == asked.person_id


def test_the_same_question_has_the_same_answer(shaken: Someone) -> None:
    dice = dice_of("same")
    for lon, lat in points(dice)[:10]:
        given = {"lon": lon, "lat": lat, "at": moment(dice).isoformat(), "category": "A05"}
        first, second = (shaken.get("/responsible", query_string=given).json for _ in range(2))
        assert first == second
