"""Posts and rights: who arranges whom, and what is seen a second before, during and a second after a term."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from server.actions.people import create_user
from server.extensions import db
from server.models import Absence, PersonPost
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, UNIT, Someone, World
from tests.server.people import NEXT_TOWN, OTHER_DISTRICT, OTHER_GRID, OTHER_TOWN, PASSWORD, hire, set_clock
from tests.server.refusals import nothing_stored, refused
from tests.server.terms import hire_as, send_away
from workflows.posts import midnight
from workflows.working_calendar import ZONE

NOW = datetime.now(UTC)
TODAY = NOW.astimezone(ZONE).date()
SECOND = timedelta(seconds=1)


def write(who: Someone, path: str, **body: Any) -> TestResponse:
    return who.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def sign_in(world: World, username: str, role: str, division: str, department: str | None = None) -> Someone:
    """Somebody new with one post that began long ago."""
    person = create_user(username, username, PASSWORD, role, division, department, NOW)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person)
                           .values(starts_at=NOW - timedelta(days=60)))
    world.passwords[username] = PASSWORD
    return world.sign_in(username)


def person_id(someone: Someone) -> int:
    return someone.get("/me").json["person"]["id"]  # type: ignore[index,no-any-return]


def post_of(person: int) -> int:
    with db.reading() as session:
        return session.scalars(select(PersonPost.id).where(PersonPost.person_id == person)).one()


def opened(someone: Someone, case_id: int, *paths: str) -> set[bool]:
    """Whether the case, its list, its steps and what else is named open for the person: all or nothing."""
    listed = {item["id"] for item in someone.get("/cases?limit=200").json["items"]}  # type: ignore[index]
    step = someone.step(case_id, "contact", {}, version=1)
    told = {event["subject"]["id"] for event in someone.get("/events?limit=200").json["events"]}  # type: ignore[index]
    return {someone.get(f"/cases/{case_id}").status_code == 200, case_id in listed, str(case_id) in told,
            step.status_code != 403, *(someone.get(path).status_code == 200 for path in paths)}


FIGURES = (f"/stats/overview?division={TOWN}", f"/stats/grids?division={TOWN}", f"/events?division={TOWN}")


def test_a_right_ends_in_the_second_in_which_the_post_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.receipt()["case_id"]
    officer = sign_in(world, "until_midnight", "station_officer", TOWN)
    ends_at = NOW + timedelta(hours=1)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id(officer))
                           .values(ends_at=ends_at))
    for moment, open_ in ((ends_at - SECOND, True), (ends_at, False), (ends_at + SECOND, False)):
        set_clock(monkeypatch, moment)
        assert opened(officer, case_id, *FIGURES) == {open_}, moment
        assert (officer.get("/tasks").json["items"] != []) is open_  # type: ignore[index]


def test_a_right_begins_in_the_second_in_which_the_post_begins(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.receipt()["case_id"]
    officer = sign_in(world, "from_midnight", "station_officer", TOWN)
    begins_at = NOW + timedelta(hours=1)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id(officer))
                           .values(starts_at=begins_at))
    for moment, open_ in ((begins_at - SECOND, False), (begins_at, True)):
        set_clock(monkeypatch, moment)
        assert opened(officer, case_id, *FIGURES) == {open_}, moment


def test_a_substitute_sees_and_does_what_the_holder_may_while_the_holder_is_away(
        world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.receipt()["case_id"]
    substitute = sign_in(world, "instead", "station_officer", NEXT_TOWN)
    holder = hire_as("station_officer", TOWN)
    begins, ends = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    send_away(holder, begins, ends, substitute=person_id(substitute))
    for moment, open_ in ((begins - SECOND, False), (begins, True), (ends - SECOND, True), (ends, False)):
        set_clock(monkeypatch, moment)
        assert opened(substitute, case_id, *FIGURES) == {open_}, moment
        own = {row["stands_in_for"] for row in substitute.get("/me").json["person"]["posts"]}  # type: ignore[index]
        assert (len(own) == 2) is open_


def test_a_substitute_of_a_department_officer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    handled, _ = world.case_in("dispatched")
    substitute = sign_in(world, "lends_a_hand", "department_officer", DISTRICT, "350211-SL")
    holder = hire_as("department_officer", DISTRICT, department=UNIT)
    begins, ends = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    send_away(holder, begins, ends, substitute=person_id(substitute))
    for moment, open_ in ((begins - SECOND, False), (begins, True), (ends, False)):
        set_clock(monkeypatch, moment)
        assert (substitute.get(f"/cases/{handled}").status_code == 200) is open_
        waiting = {item["case"]["id"] for item in substitute.get("/tasks").json["items"]}  # type: ignore[index]
        assert (handled in waiting) is open_


def test_a_substitute_of_an_assistant_looks_only_at_what_the_assistant_was_asked(
        world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, other = (world.receipt()["case_id"] for _ in range(2))
    community = world.sign_in("station").case(asked)["community"]["code"]
    assistant, substitute = hire_as("assistant", community), sign_in(world, "looks_too", "volunteer", community)
    station = world.sign_in("station")
    assert station.step(asked, "ask-confirmation", {"confirmer": assistant}).status_code == 200
    begins, ends = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    send_away(assistant, begins, ends, substitute=person_id(substitute))
    for moment, open_ in ((begins - SECOND, False), (begins, True), (ends, False)):
        set_clock(monkeypatch, moment)
        assert (substitute.get(f"/cases/{asked}").status_code == 200) is open_
        assert [item["case"]["id"] for item in substitute.get("/tasks").json["items"]] == [asked] * open_  # type: ignore[index]
        assert substitute.get(f"/cases/{other}").status_code == 403
    set_clock(monkeypatch, begins)
    assert substitute.step(asked, "confirm", {"result": "true"}).status_code == 200


def test_a_step_in_the_second_after_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = world.case_in("confirming")
    member = sign_in(world, "one_second_late", "grid_member", GRID)
    ends_at = NOW + timedelta(hours=1)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id(member)).values(ends_at=ends_at))
    version = world.sign_in("station").case(case_id)["version"]
    set_clock(monkeypatch, ends_at)
    with nothing_stored(world):
        refused(member.step(case_id, "confirm", {"result": "true"}, version=version), 403, "territory-forbidden")
    set_clock(monkeypatch, ends_at - SECOND)
    assert member.step(case_id, "confirm", {"result": "true"}, version=version).status_code == 200


# Who arranges the post of a member of the home grid; everybody else is refused.
MEMBER_ARRANGED_BY = {"station_head", "coordinator", "city_coordinator", "admin"}
MANAGERS = MEMBER_ARRANGED_BY | {"next_head", "other_coordinator"}
EVERYBODY = ("assistant", "member", "community", "station", "station_head", "dispatcher", "city_dispatcher",
             "coordinator", "city_coordinator", "department", "leader", "city_leader", "assessor", "auditor", "admin",
             "next_head", "next_station", "other_coordinator", "other_leader")


def somebody(world: World, name: str) -> Someone:
    return world.sign_in(name) if name in world.passwords else hire(world, name)


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_arranges_a_member(world: World, name: str) -> None:
    who, member = somebody(world, name), hire_as("grid_member", GRID)
    post, successor = post_of(member), hire_as("grid_member", f"{TOWN}G06")
    calls = [(f"/people/{member}/posts", {"role": "grid_member", "division": f"{TOWN}G02"}),
             (f"/people/{member}", {"name": "改名"}),
             (f"/posts/{post}/substitute", {"person": successor}),
             (f"/people/{member}/absences", {"kind": "leave", "from": TODAY.isoformat()}),
             (f"/posts/{post}/hand-over", {"to": successor, "from": (TODAY + timedelta(days=2)).isoformat()}),
             (f"/posts/{post}/end", {"now": True})]
    if name in MEMBER_ARRANGED_BY:
        for path, body in calls:
            answer = write(who, path, **body)
            assert answer.status_code in (200, 201), (path, answer.json)
        return
    slug = "territory-forbidden" if name in MANAGERS else "role-forbidden"
    with nothing_stored(world):
        for path, body in calls:
            refused(write(who, path, **body), 403, slug)
        assert who.get(f"/posts/{post}/work").status_code == 403


@pytest.mark.parametrize("name", ["station", "leader", "auditor", "assistant"])
def test_only_managers_enter_people(world: World, name: str) -> None:
    with nothing_stored(world):
        refused(write(world.sign_in(name), "/people", name="某人"), 403, "role-forbidden")


def test_nobody_arranges_their_own_posts_but_everybody_their_own_leave(world: World) -> None:
    head = sign_in(world, "own_head", "coordinator", DISTRICT)
    me = person_id(head)
    with nothing_stored(world):
        refused(write(head, f"/people/{me}/posts", role="station_head", division=TOWN), 403, "role-forbidden")
        refused(write(head, f"/posts/{post_of(me)}/end", now=True), 403, "role-forbidden")
        refused(write(head, f"/people/{me}", name="另名"), 403, "role-forbidden")
        refused(write(head, f"/people/{me}/absences", kind="leave", **{"from": TODAY.isoformat()}), 422,
                "validation", "substitute")
    assert write(head, f"/people/{me}", phone="13800001111").status_code == 200
    deputy = hire_as("coordinator", DISTRICT)
    away = write(head, f"/people/{me}/absences", kind="leave", substitute=deputy, **{"from": TODAY.isoformat()})
    assert away.status_code == 201, away.json
    assert write(head, f"/absences/{away.json['absence']['id']}/end").status_code == 200


def test_whoever_arranges_one_post_only_cannot_lend_all_of_them(world: World) -> None:
    """An absence lends every post: a head of a station must not send a leader away by way of a volunteer's post."""
    leader = hire_as("leader", DISTRICT)
    hire_as("volunteer", f"{TOWN}901", person=leader)
    friend = hire_as("station_officer", TOWN)
    with nothing_stored(world):
        refused(write(world.sign_in("station_head"), f"/people/{leader}/absences", kind="leave", substitute=friend,
                      **{"from": TODAY.isoformat()}), 403, "territory-forbidden")


def test_a_manager_stays_in_the_own_territory(world: World) -> None:
    person = hire_as("auditor", "350200")
    cases = [("station_head", "station_head", TOWN), ("station_head", "grid_member", OTHER_GRID),
             ("station_head", "leader", DISTRICT), ("coordinator", "leader", DISTRICT),
             ("coordinator", "coordinator", DISTRICT), ("coordinator", "station_head", OTHER_TOWN),
             ("coordinator", "administrator", "350200"), ("city_coordinator", "leader", OTHER_DISTRICT)]
    with nothing_stored(world):
        for name, role, division in cases:
            refused(write(world.sign_in(name), f"/people/{person}/posts", role=role, division=division), 403,
                    "territory-forbidden")


@pytest.mark.parametrize("path", ["/posts/{n}/end", "/posts/{n}/substitute", "/posts/{n}/hand-over", "/people/{n}",
                                  "/people/{n}/posts", "/people/{n}/absences", "/absences/{n}/end"])
def test_what_is_not_there_is_not_found(world: World, path: str) -> None:
    today = {"from": TODAY.isoformat()}
    bodies = {"/end": {"now": True}, "substitute": {"person": None}, "over": {"to": 1, **today},
              "posts": {"role": "grid_member", "division": GRID}, "absences": {"kind": "leave", **today}}
    body = next((given for tail, given in bodies.items() if path.endswith(tail)), {})
    body = {} if path.startswith("/absences") else body
    for number in (0, 2**40, 2**53, 2**63, 9**40):
        refused(write(world.sign_in("admin"), path.format(n=number), **body), 404, "not-found")


def test_an_absence_is_read_by_the_second_before_any_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes back at midnight has the post alone again; no mark in the tables is needed for it."""
    substitute = sign_in(world, "till_midnight", "grid_member", f"{TOWN}G06")
    holder = hire_as("grid_member", f"{TOWN}G02")
    back = midnight(TODAY + timedelta(days=1))
    send_away(holder, NOW, back, substitute=person_id(substitute))
    case_id = world.receipt(grid=f"{TOWN}G02")["case_id"]
    for moment, open_ in ((back - SECOND, True), (back, False)):
        set_clock(monkeypatch, moment)
        assert (substitute.get(f"/cases/{case_id}").status_code == 200) is open_
    with db.reading() as session:
        absence = session.scalars(select(Absence).where(Absence.person_id == holder)).one()
        assert (absence.begun_at, absence.closed_at) == (None, None)
