"""Posts over HTTP: people are entered, posts begin and end, and whatever stands against them names its field."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.extensions import db
from server.models import PersonPost
from server.queries.city import city_index
from tests.builders import DISTRICT, TOWN, UNIT, Someone, World
from tests.server.people import OTHER_GRID, at_once
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import ledger
from tests.server.terms import empty, hire_as, switch_off
from workflows.posts import midnight
from workflows.working_calendar import ZONE

NOW = datetime.now(UTC)
TODAY = NOW.astimezone(ZONE).date()
FREE_GRID = f"{TOWN}G05"


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def write(who: Someone, path: str, key: str | None = None, **body: Any) -> TestResponse:
    return who.post(path, json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def ok(answer: TestResponse, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.json
    return answer.json  # type: ignore[return-value]


def person_id(someone: Someone) -> int:
    return someone.get("/me").json["person"]["id"]  # type: ignore[index,no-any-return]


def posts_of(person: int) -> list[int]:
    with db.reading() as session:
        return list(session.scalars(select(PersonPost.id).where(PersonPost.person_id == person)
                                    .order_by(PersonPost.id)))


def names_of_events(person: int) -> list[str]:
    return [event.name for event in ledger() if (event.subject_kind, event.subject_id) == ("person", str(person))]


@pytest.fixture(scope="module")
def head(world: World) -> Someone:
    return world.sign_in("station_head")


@pytest.fixture(scope="module")
def admin(world: World) -> Someone:
    return world.sign_in("admin")


@pytest.fixture(scope="module")
def community(world: World) -> str:
    """A community of the town in which no account has a post."""
    index = city_index()
    return [code for code in index.children(TOWN) if index.division(code).level == "community"][-1]


@pytest.fixture
def newcomer(head: Someone) -> int:
    """Somebody without posts."""
    return int(ok(write(head, "/people", name="新人"), 201)["id"])


def test_a_person_is_entered_changed_and_told_without_names(head: Someone) -> None:
    entered = ok(write(head, "/people", name="郑小满", staff_no="X-1001", phone="13900002222"), 201)
    assert (entered["name"], entered["staff_no"], entered["phone"], entered["simulated"]) == (
        "郑小满", "X-1001", "13900002222", False)
    changed = ok(write(head, f"/people/{entered['id']}", office_phone="0592-1234567", phone=None))
    assert (changed["name"], changed["phone"], changed["office_phone"]) == ("郑小满", None, "0592-1234567")
    refused(write(head, "/people", name="另一人", staff_no="X-1001"), 409, "post-conflict", "staff_no")
    assert names_of_events(entered["id"]) == ["person.entered", "person.changed"]
    assert not [event for event in ledger() if "郑小满" in event.content or "13900002222" in event.content]


def test_a_post_of_days_and_the_same_request_twice(head: Someone, newcomer: int) -> None:
    key = str(uuid.uuid4())
    body = {"role": "grid_member", "division": FREE_GRID, "from": day(1), "to": day(1)}
    post = ok(write(head, f"/people/{newcomer}/posts", key, **body), 201)
    assert ok(write(head, f"/people/{newcomer}/posts", key, **body), 201) == post
    assert len(posts_of(newcomer)) == 1
    assert datetime.fromisoformat(post["from"]) == midnight(TODAY + timedelta(days=1))
    assert datetime.fromisoformat(post["to"]) == midnight(TODAY + timedelta(days=2))
    assert (post["person"]["id"], post["may_manage"], post["away"]) == (newcomer, True, None)
    refused(write(head, f"/people/{newcomer}/posts", key, **{**body, "to": day(2)}), 409, "idempotency-conflict")


@pytest.mark.parametrize(("body", "slug", "field"), [
    ({"role": "grid_member", "division": TOWN}, "validation", "division"),
    ({"role": "station_officer", "division": FREE_GRID}, "validation", "division"),
    ({"role": "citizen", "division": TOWN}, "validation", "role"),
    ({"role": "mayor", "division": TOWN}, "validation", "role"),
    ({"role": "grid_member", "division": "350211103G99"}, "validation", "division"),
    ({"role": "department_officer", "division": DISTRICT}, "validation", "department"),
    ({"role": "department_officer", "division": DISTRICT, "department": "350206-CG"}, "validation", "department"),
    ({"role": "department_officer", "division": DISTRICT, "department": "350211-XX"}, "validation", "department"),
    ({"role": "leader", "division": DISTRICT, "department": UNIT}, "validation", "department"),
    ({"role": "grid_member", "division": FREE_GRID, "from": day(-1)}, "validation", "from"),
    ({"role": "grid_member", "division": FREE_GRID, "from": day(3), "to": day(2)}, "validation", "to"),
    ({"role": "grid_member", "division": FREE_GRID, "substitute": 2**50}, "validation", "substitute"),
    ({"role": "grid_member", "division": FREE_GRID, "from": "tomorrow"}, "validation", "from"),
    ({"role": "grid_member", "division": FREE_GRID, "from": "0001-01-01"}, "validation", "from"),
])
def test_a_post_that_cannot_be_names_the_field(admin: Someone, world: World, body: dict[str, Any], slug: str,
                                               field: str) -> None:
    person = hire_as("auditor", "350200")
    with nothing_stored(world):
        refused(write(admin, f"/people/{person}/posts", **body), 422 if slug == "validation" else 409, slug, field)


def test_posts_against_each_other(admin: Someone, world: World, community: str) -> None:
    person = hire_as("grid_member", FREE_GRID)
    with nothing_stored(world):
        refused(write(admin, f"/people/{person}/posts", role="grid_member", division=FREE_GRID, **{"from": day(5)}),
                409, "post-conflict", "from")
        refused(write(admin, f"/people/{person}/posts", role="grid_member", division=OTHER_GRID),
                409, "post-conflict", "division")
        refused(write(admin, f"/people/{person}/posts", role="grid_head", division=DISTRICT),
                409, "post-conflict", "role")
    ok(write(admin, f"/people/{person}/posts", role="coordinator", division="350200"), 201)
    ok(write(admin, f"/people/{person}/posts", role="assistant", division=community), 201)


def test_a_substitute_must_be_able_to_stand_in(admin: Someone, world: World) -> None:
    holder, stranger = hire_as("grid_member", FREE_GRID), hire_as("grid_member", OTHER_GRID)
    gone = hire_as("grid_member", FREE_GRID)
    switch_off(gone)
    (post,) = posts_of(holder)
    with nothing_stored(world):
        for person in (holder, stranger, gone, 2**50):
            refused(write(admin, f"/posts/{post}/substitute", person=person), 422, "validation", "substitute")
        refused(write(admin, f"/people/{holder}/absences", kind="leave", substitute=holder, **{"from": day(0)}),
                422, "validation", "substitute")
    second = hire_as("grid_member", f"{TOWN}G06")
    assert ok(write(admin, f"/posts/{post}/substitute", person=second))["substitute"]["id"] == second
    assert ok(write(admin, f"/posts/{post}/substitute", person=None))["substitute"] is None
    assert names_of_events(holder) == ["person.substitute_named"] * 2


def test_two_at_once_do_not_get_one_seat(admin: Someone, community: str) -> None:
    empty(community)
    people = [hire_as("auditor", "350200") for _ in range(4)]
    calls: list[Callable[[], TestResponse]] = [
        lambda person=person: write(admin, f"/people/{person}/posts",  # type: ignore[misc]
                                    role="community_head", division=community) for person in people]
    assert sorted(answer.status_code for answer in at_once(calls)) == [201, 409, 409, 409]
    with db.reading() as session:
        held = session.scalars(select(PersonPost.person_id).where(
            PersonPost.role == "community_head", PersonPost.division == community)).all()
    assert len(held) == 1


def test_two_at_once_do_not_get_one_staff_number(head: Someone) -> None:
    calls = [lambda name=name: write(head, "/people", name=name, staff_no="X-2002")  # type: ignore[misc]
             for name in ("郑一", "郑二", "郑三", "郑四")]
    assert sorted(answer.status_code for answer in at_once(calls)) == [201, 409, 409, 409]


def test_two_at_once_do_not_give_the_same_post_twice(head: Someone, community: str) -> None:
    person = hire_as("volunteer", community)
    body = {"role": "grid_member", "division": FREE_GRID}
    answers = at_once([lambda: write(head, f"/people/{person}/posts", **body) for _ in range(4)])
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


def test_the_last_day_of_a_post_is_set_moved_and_never_in_the_past(head: Someone) -> None:
    person = hire_as("grid_member", FREE_GRID)
    (post,) = posts_of(person)
    assert datetime.fromisoformat(ok(write(head, f"/posts/{post}/end", on=day(3)))["to"]) == midnight(
        TODAY + timedelta(days=4))
    assert datetime.fromisoformat(ok(write(head, f"/posts/{post}/end", on=day(9)))["to"]) == midnight(
        TODAY + timedelta(days=10)), "a term may be prolonged"
    refused(write(head, f"/posts/{post}/end", on=day(-1)), 422, "validation", "on")
    refused(write(head, f"/posts/{post}/end", on=day(1), now=True), 422, "validation")
    refused(write(head, f"/posts/{post}/end"), 422, "validation")
    ok(write(head, f"/posts/{post}/end", now=True))
    refused(write(head, f"/posts/{post}/end", on=day(3)), 409, "post-conflict")
    refused(write(head, f"/posts/{post}/substitute", person=None), 409, "post-conflict")
    assert names_of_events(person) == ["person.post_end_set", "person.post_end_set", "person.post_ended"]


def test_a_prolonged_post_may_not_run_into_the_next_one(admin: Someone, community: str) -> None:
    empty(community)
    first, second = hire_as("auditor", "350200"), hire_as("auditor", "350200")
    post = ok(write(admin, f"/people/{first}/posts", role="community_head", division=community, to=day(2)), 201)
    ok(write(admin, f"/people/{second}/posts", role="community_head", division=community, **{"from": day(3)}), 201)
    refused(write(admin, f"/posts/{post['id']}/end", on=day(3)), 409, "post-conflict", "role")
    ok(write(admin, f"/posts/{post['id']}/end", on=day(1)))
