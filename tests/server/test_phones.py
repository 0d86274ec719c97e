"""Who sees whose phone: those who work together, nobody outside, and a stranger only a head's office number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from server.extensions import db
from server.models import Absence, Emergency, Muster, Person, PersonPost
from server.queries.city import city_index, codes_near
from server.queries.people import Actor, find_actor, runs, to_post
from server.queries.phones import sees_phone
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, UNIT, Someone, World
from tests.server.people import OTHER_DISTRICT, OTHER_GRID, OTHER_TOWN, hire
from tests.server.refusals import refused
from tests.server.terms import hire_as, send_away
from workflows.directory import NARROW, works_with
from workflows.roles import Post, Role

PAGES = (f"/tree?parent={TOWN}", f"/tree?parent={GRID}", "/tree", f"/tree?parent={OTHER_DISTRICT}",
         f"/tree?parent={OTHER_TOWN}", f"/people?division={OTHER_TOWN}", f"/people?division={TOWN}&limit=200",
         f"/people?department={UNIT}", "/people?away=true")
NARROW_ACCOUNTS = ("assistant", "volunteer")


def cards(answer: Any) -> Iterator[dict[str, Any]]:
    """Every person shown anywhere in an answer."""
    if isinstance(answer, dict):
        if "phone" in answer:
            yield answer
        answer = list(answer.values())
    if isinstance(answer, list):
        for part in answer:
            yield from cards(part)


def id_of(someone: Someone) -> int:
    return someone.get("/me").json["person"]["id"]  # type: ignore[index,no-any-return]


def actor_of(someone: Someone, now: datetime) -> Actor:
    with db.reading() as session:
        found = find_actor(session, id_of(someone), now)
    assert found is not None
    return found


def seen_by(actor: Actor, now: datetime) -> set[int]:
    """Ids of the people whose phones the query shows."""
    with db.reading() as session:
        return set(session.scalars(select(Person.id).where(sees_phone(actor, Person.id, now))))


def posts_by_person(now: datetime) -> dict[int, list[Post]]:
    """Everybody's posts at a moment, those of absent holders with their substitutes too."""
    stand_in = func.coalesce(Absence.substitute_id, PersonPost.substitute_id)
    lent = (select(stand_in, PersonPost).join(Absence, Absence.person_id == PersonPost.person_id)
            .where(runs(Absence, now), runs(PersonPost, now), stand_in.is_not(None)))
    found: dict[int, list[Post]] = {}
    with db.reading() as session:
        own = session.execute(select(PersonPost.person_id, PersonPost).where(runs(PersonPost, now))).all()
        for person_id, post in (*own, *session.execute(lent).all()):
            found.setdefault(person_id, []).append(to_post(post))
    return found


def above(code: str) -> frozenset[str]:
    return frozenset((code, *codes_near(code)))


def test_the_query_shows_exactly_the_phones_of_the_rule(world: World) -> None:
    neighbours = [hire(world, name) for name in ("next_station", "other_coordinator", "colleague")]
    now = datetime.now(UTC)
    everybody = posts_by_person(now)
    with db.reading() as session:
        ids = set(session.scalars(select(Person.id)))
    for someone in (*map(world.sign_in, world.passwords), *neighbours):
        actor, name = actor_of(someone, now), someone.name
        wanted = {person for person in ids if works_with(actor.posts, everybody.get(person, ()), above, now)}
        assert seen_by(actor, now) == wanted | {actor.person_id}, name


@pytest.mark.parametrize("path", PAGES)
def test_every_page_shows_those_phones_only(world: World, path: str) -> None:
    now = datetime.now(UTC)
    for name in world.passwords:
        someone = world.sign_in(name)
        visible = seen_by(actor_of(someone, now), now)
        shown = {card["id"] for card in cards(someone.get(path).json) if card["phone"]}
        assert shown <= visible, (name, path)
        if name in ("station", "admin") and TOWN in path:
            assert shown, "those who work there see the numbers"


def test_a_stranger_sees_names_and_office_numbers_of_heads(world: World) -> None:
    lon, lat = world.point_in(GRID)
    for path in (f"/heads?lon={lon}&lat={lat}", f"/heads?division={GRID}", "/heads?division=350211103901001"):
        answer = world.citizen().get(path)
        assert answer.status_code == 200
        assert {tuple(sorted(head)) for head in answer.json["heads"]} == {
            ("division", "level", "name", "office_phone", "role_name")}
        assert list(cards(answer.json)) == []
        levels = [head["level"] for head in answer.json["heads"]]
        assert levels[:4] == ["city", "district", "town", "street_grid"]
    for path in ("/tree", "/people", "/people/1", f"/responsible?lon={lon}&lat={lat}"):
        assert world.citizen().get(path).status_code == 401
    assert world.citizen().get("/heads?division=999999").status_code == 404
    for given in ("", "?lon=118", f"?lon={lon}&lat={lat}&division={GRID}"):
        assert world.citizen().get(f"/heads{given}").status_code == 422
    refused(world.citizen().get("/heads?lon=118.5&lat=24.45"), 404, "outside-city")


def test_a_phone_finds_only_whose_phone_one_may_see(world: World) -> None:
    near, far = hire_as("grid_member", GRID), hire_as("grid_member", OTHER_GRID)
    with db.reading() as session:
        phones = {person: session.get(Person, person).phone for person in (near, far)}
    for name, found in (("station", {near}), ("leader", {near}), ("city_leader", {near, far}), ("admin", {near, far}),
                        ("auditor", set()), ("assessor", set()), ("assistant", set()), ("volunteer", set()),
                        ("member", {near})):
        someone = world.sign_in(name)
        for person in (near, far):
            number = phones[person]
            for written in (number, f"{number[:3]} {number[3:7]}-{number[7:]}", f"+86{number}"):
                items = someone.get("/people", query_string={"q": written}).json["items"]
                assert {item["id"] for item in items} == {person} & found, (name, written)
    assert {item["id"] for item in hire(world, "other_station").get(f"/people?q={phones[far]}").json["items"]} == {far}


@pytest.mark.parametrize("name", NARROW_ACCOUNTS)
def test_narrow_posts_find_the_heads_above_and_themselves(world: World, name: str) -> None:
    someone = world.sign_in(name)
    me, path = id_of(someone), above(someone.get("/me").json["person"]["posts"][0]["division"])
    items = someone.get("/people?limit=200").json["items"]
    assert me in {item["id"] for item in items}
    for item in items:
        assert item["id"] == me or item["phone"] is None
        for post in item["posts"]:
            assert item["id"] == me or (post["role"] in ("grid_head", "community_head")
                                        and post["division"]["code"] in path and post["substitute"] is None)
    assert someone.get(f"/people/{me}").status_code == 200
    stranger = id_of(world.sign_in("station"))
    refused(someone.get(f"/people/{stranger}"), 403, "territory-forbidden")
    tree = someone.get(f"/tree?parent={TOWN}").json
    assert {post["role"] for post in tree["posts"]} <= {"grid_head", "community_head"}
    assert {child["code"] for child in tree["children"]} <= path
    assert set(tree["counts"]) <= {"grid_head", "community_head"}
    for parent in (GRID, OTHER_TOWN):
        refused(someone.get(f"/tree?parent={parent}"), 403, "territory-forbidden")
    assert {role.value for role in NARROW} == set(NARROW_ACCOUNTS)


def test_a_right_to_see_ends_with_the_post(world: World) -> None:
    now = datetime.now(UTC)
    person, viewer = hire_as("grid_member", GRID), hire_as("grid_member", GRID, ends_at=now)
    with db.reading() as session:
        before, after = (find_actor(session, viewer, moment) for moment in (now - timedelta(seconds=1), now))
    assert before is not None
    assert after is not None
    assert person in seen_by(before, now - timedelta(seconds=1))
    assert seen_by(after, now) == {viewer}


def test_whoever_stands_in_is_reached_by_phone(world: World) -> None:
    now = datetime.now(UTC)
    helper = hire_as("grid_member", OTHER_GRID)
    away = hire_as("grid_member", GRID, substitute=helper)
    station = actor_of(world.sign_in("station"), now)
    assert helper not in seen_by(station, now)
    send_away(away, now - timedelta(hours=1), now + timedelta(hours=1))
    assert helper in seen_by(station, now)
    assert helper not in seen_by(station, now + timedelta(hours=2))


def test_in_an_emergency_the_called_reach_each_other(world: World) -> None:
    now = datetime.now(UTC)
    index = city_index()
    communities = [code for code in index.within((-180, -90, 180, 90), "community") if code.startswith(DISTRICT)]
    one, other, idle = (hire_as("volunteer", code) for code in (communities[-1], communities[-2], communities[-2]))
    elsewhere = hire_as("volunteer", next(code for code in index.within((-180, -90, 180, 90), "community")
                                          if code.startswith(OTHER_DISTRICT)))

    def seen(viewer: int) -> set[int]:
        with db.reading() as session:
            actor = find_actor(session, viewer, now)
        assert actor is not None
        return seen_by(actor, now)

    assert seen(one) == {one}
    with transaction() as tx:
        running = Emergency(district=DISTRICT, title="演练", reason="演练", begun_by=one,
                            begun_at=now - timedelta(hours=1), planned_end=now + timedelta(1))
        tx.session.add(running)
        tx.session.flush()
        number = running.id
        for person, place in ((one, communities[-1]), (other, communities[-2]), (elsewhere, communities[-2])):
            tx.session.add(Muster(emergency_id=number, district=DISTRICT, community=place, role=Role.VOLUNTEER,
                                  person_id=person, called_at=now))
    assert {other, one} <= seen(one)
    assert not {idle, elsewhere} & seen(one)
    assert seen(idle) == {idle}
    assert seen(elsewhere) == {elsewhere}, "a name on a list of another district is no post in it"
    with transaction() as tx:
        tx.session.get(Emergency, number).ended_at = now
    assert seen(one) == {one}
