"""Signing in and out: cookie with its header, token, expiry, wrong passwords, posts that end."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from server.actions import sessions
from server.actions.attempts import forget_attempts
from server.extensions import db
from server.models import Attempts, Person, PersonPost, SignIn
from server.queries.people import hash_secret
from server.transaction import transaction
from tests.builders import API, Someone, World
from tests.server.people import end_posts, hire, set_clock, take
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import all_text


def open_page(world: World, username: str) -> tuple[Someone, str]:
    """A browser of this person, signed in by cookie, with the header's value."""
    browser = Someone(world.app.test_client(), username)
    answer = sign_in(browser.client, username, world.passwords[username])
    assert answer.status_code == 201, answer.json
    return browser, answer.json["csrf_token"]


def sign_in(client: FlaskClient, username: str, password: str, kind: str = "cookie") -> Any:
    return client.post(f"{API}/session", json={"username": username, "password": password, "kind": kind})


def test_a_browser_gets_a_cookie_that_scripts_cannot_read(world: World) -> None:
    client = world.app.test_client()
    answer = sign_in(client, "station", world.passwords["station"])
    assert set(answer.json) == {"person", "expires_at", "csrf_token"}, "the secret itself stands in the cookie alone"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("gw_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    secret = cookie.split("=", 1)[1].split(";")[0]
    assert secret not in answer.text
    assert secret not in "".join(all_text().values()), "only its hash is kept"
    me = client.get(f"{API}/me").json
    assert me["csrf_token"] == answer.json["csrf_token"]
    post = me["person"]["posts"][0]
    assert {key: post[key] for key in ("role", "role_name", "division", "division_name", "department", "to")} == {
        "role": "station_officer", "role_name": "工作站人员", "division": "350211103", "division_name": "后溪镇",
        "department": None, "to": None}


def test_behind_https_the_cookie_is_marked_secure(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, secure_cookies=True))
    assert "Secure" in sign_in(world.app.test_client(), "station", world.passwords["station"]).headers["Set-Cookie"]


def test_a_program_gets_a_token(world: World) -> None:
    client = world.app.test_client()
    answer = sign_in(client, "department", world.passwords["department"], "token")
    assert set(answer.json) == {"person", "expires_at", "token"}
    assert "Set-Cookie" not in answer.headers
    token = answer.json["token"]
    assert client.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"}).json["person"]["name"] == "杨经办"
    assert "csrf_token" not in client.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"}).json
    refused(client.get(f"{API}/me", headers={"Cookie": f"gw_session={token}"}), 401, "sign-in-required")


def test_a_write_by_cookie_carries_the_header(world: World) -> None:
    case_id, _ = world.case_in("reported")
    browser, right = open_page(world, "station")
    _, another = open_page(world, "station")
    body = {"json": {"fields": {"reached": True}}}
    with nothing_stored(world):
        for wrong in (None, "", "x", another, right[:-1], "é"):
            headers = {"If-Match": '"1"'} | ({} if wrong is None else {"X-CSRF-Token": wrong})
            refused(browser.post(f"/cases/{case_id}/contact", headers=headers, **body), 403, "csrf")
        refused(world.report(who=browser), 403, "csrf")
        refused(browser.client.delete(f"{API}/session"), 403, "csrf")
    assert browser.get(f"/cases/{case_id}").status_code == 200, "reading needs no header"
    answer = browser.post(f"/cases/{case_id}/contact", headers={"If-Match": '"1"', "X-CSRF-Token": right}, **body)
    assert answer.status_code == 200


def test_signed_out_the_secret_is_worth_nothing(world: World) -> None:
    browser, header = open_page(world, "leader")
    other, _ = open_page(world, "leader")
    cookie = browser.client.get_cookie("gw_session").value  # type: ignore[union-attr]
    assert browser.client.delete(f"{API}/session", headers={"X-CSRF-Token": header}).status_code == 204
    refused(browser.get("/me"), 401, "sign-in-required")
    refused(world.app.test_client().get(f"{API}/me", headers={"Cookie": f"gw_session={cookie}"}), 401,
            "sign-in-required")
    assert other.get("/me").status_code == 200, "the other browser stays"


@pytest.mark.parametrize(("kind", "span"), [("cookie", timedelta(hours=12)), ("token", timedelta(days=30))])
def test_sessions_end(world: World, monkeypatch: pytest.MonkeyPatch, kind: str, span: timedelta) -> None:
    client = world.app.test_client()
    answer = sign_in(client, "auditor", world.passwords["auditor"], kind).json
    if kind == "token":
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {answer['token']}"
    ends = datetime.fromisoformat(answer["expires_at"])
    assert abs(ends - datetime.now(UTC) - span) < timedelta(minutes=5)
    set_clock(monkeypatch, ends - timedelta(seconds=1))
    assert client.get(f"{API}/me").status_code == 200
    set_clock(monkeypatch, ends)
    refused(client.get(f"{API}/me"), 401, "sign-in-required")
    sessions.drop_expired(ends)
    with db.reading() as session:
        assert session.scalar(select(SignIn).where(SignIn.expires_at <= ends)) is None


def test_wrong_name_and_wrong_password_look_and_cost_alike(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Watched:
        """The hasher, watched: whoever asks, one hash is verified."""

        def verify(self, known: str, password: str) -> bool:
            verified.append(known[:30])
            return real.verify(known, password)

    real = sessions._hasher
    monkeypatch.setattr(sessions, "_hasher", Watched())
    with transaction() as tx:
        tx.session.execute(update(Person).where(Person.username == "assistant").values(active=False))
    tries = [("station", "wrong"), ("nobody-of-that-name", "wrong"), ("assistant", world.passwords["assistant"]),
             ("STATION", world.passwords["station"]), ("station", world.passwords["station"] + " ")]
    answers = [refused(sign_in(world.app.test_client(), *given), 401, "sign-in-failed").json for given in tries]
    assert len({(answer["detail"], answer["title"]) for answer in answers}) == 1
    assert len(verified) == len(tries)
    assert len(set(verified)) == 1, "the same parameters, the same work"
    with transaction() as tx:
        tx.session.execute(update(Person).where(Person.username == "assistant").values(active=True))


def test_too_many_wrong_passwords(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, login_rate="3/900"))
    client, right = world.app.test_client(), world.passwords["assessor"]
    for _ in range(3):
        refused(sign_in(client, "assessor", "wrong"), 401, "sign-in-failed")
    limited = refused(sign_in(client, "assessor", right), 429, "rate-limited")
    assert 0 < int(limited.headers["Retry-After"]) <= 900
    refused(sign_in(client, "ASSESSOR", "wrong"), 429, "rate-limited")
    assert sign_in(client, "auditor", world.passwords["auditor"]).status_code == 201, "each name has its own count"


@pytest.mark.parametrize("body", [
    {}, {"username": "station"}, {"username": "station", "password": 5}, {"username": "", "password": "x"},
    {"username": "station", "password": "x", "kind": "forever"}, {"username": "st\x00ation", "password": "x"},
    {"username": "x" * 61, "password": "x"}, {"username": "station", "password": "x" * 201}])
def test_what_is_no_sign_in(world: World, body: dict[str, Any]) -> None:
    with nothing_stored(world):
        refused(world.citizen().post("/session", json=body), 422, "validation")


def test_a_post_that_ends_takes_its_rights_at_once(world: World) -> None:
    case_id = world.case_in("dispatched")[0]
    colleague = hire(world, "colleague")
    assert colleague.case(case_id)["allowed_actions"]
    seen = colleague.case(case_id)["version"]
    end_posts("colleague", world)
    assert colleague.get("/me").json["person"]["posts"] == []
    for answer in (colleague.get(f"/cases/{case_id}"), colleague.get(f"/cases/{case_id}/events"),
                   colleague.step(case_id, "sign", version=seen), colleague.get("/stats/overview"),
                   colleague.get("/events?department=350211-CG")):
        refused(answer, 403, "territory-forbidden")
    assert colleague.get("/cases").json["items"] == []
    assert colleague.get("/events").json["events"] == []


def test_an_assignee_without_a_post_reads_nothing(world: World) -> None:
    """The name on the case is no right by itself."""
    case_id = world.case_in("dispatched")[0]
    water = hire(world, "water")
    take(world, "dispatcher", case_id, "transfer", department="350211-SL", reason="x")
    take(world, "water", case_id, "sign")
    end_posts("water", world)
    refused(water.get(f"/cases/{case_id}"), 403, "territory-forbidden")
    with transaction() as tx:
        person_id = tx.session.scalar(select(Person.id).where(Person.username == "water"))
        tx.session.add(PersonPost(person_id=person_id, role="administrator", division="350200",
                                  starts_at=datetime.now(UTC) - timedelta(days=1)))
    refused(water.get(f"/cases/{case_id}"), 403, "territory-forbidden")
    assert water.get("/cases").json["items"] == []


def test_a_post_to_come_is_none_yet(world: World) -> None:
    someone = hire(world, "next_head")
    with transaction() as tx:
        person_id = tx.session.scalar(select(Person.id).where(Person.username == "next_head"))
        tx.session.execute(update(PersonPost).where(PersonPost.person_id == person_id).values(
            starts_at=datetime.now(UTC) + timedelta(hours=1)))
    assert someone.get("/me").json["person"]["posts"] == []
    refused(someone.get("/stats/overview"), 403, "territory-forbidden")


def test_whoever_is_switched_off_is_out(world: World) -> None:
    someone, _ = open_page(world, "assessor")
    with transaction() as tx:
        tx.session.execute(update(Person).where(Person.username == "assessor").values(active=False))
    refused(someone.get("/me"), 401, "sign-in-required")
    refused(sign_in(world.app.test_client(), "assessor", world.passwords["assessor"]), 401, "sign-in-failed")


def test_the_stored_hash_is_argon2_and_the_secret_a_hash(world: World) -> None:
    with db.reading() as session:
        stored = list(session.scalars(select(Person.password_hash).where(Person.password_hash.is_not(None))))
        secrets = list(session.scalars(select(SignIn.secret_hash)))
    assert stored
    assert all(text.startswith("$argon2id$") for text in stored if text)
    assert all(len(text) == len(hash_secret("x")) == 64 for text in secrets)


def test_counts_of_past_windows_are_forgotten(world: World) -> None:
    receipt, now = world.receipt(), datetime.now(UTC)
    world.citizen().get(f"/reports/{receipt['ticket']}?code=WRONG")
    what = f"code:{receipt['ticket']}"
    forget_attempts(now)
    with db.reading() as session:
        assert session.scalar(select(Attempts.count).where(Attempts.what == what)) == 1
    forget_attempts(now + timedelta(hours=1))
    with db.reading() as session:
        assert session.scalar(select(Attempts.count).where(Attempts.what == what)) is None
