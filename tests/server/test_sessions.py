"""Signing in and out: cookies need their header, secrets are hashes, rights end with the post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from server.actions.sessions import drop_expired
from server.extensions import db
from server.models import Person, SignIn
from server.queries.people import hash_secret
from server.transaction import transaction
from tests.builders import Someone, World
from tests.server.people import end_posts, hire


def _sign_in(world: World, username: str = "station", password: str | None = None, kind: str = "cookie"):
    client = world.app.test_client()
    answer = client.post("/api/v1/session", json={
        "username": username, "password": password or world.passwords[username], "kind": kind})
    return client, answer


def test_a_browser_signs_in_by_cookie_and_sees_who_it_is(world: World) -> None:
    client, answer = _sign_in(world)
    assert answer.status_code == 201
    assert "token" not in answer.json
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    me = client.get("/api/v1/me").json
    assert (me["person"]["name"], me["csrf_token"]) == ("黄值班", answer.json["csrf_token"])
    assert me["person"]["posts"][0]["role"] == "station_officer"


def test_a_write_by_cookie_needs_the_page_s_header(world: World) -> None:
    client, answer = _sign_in(world)
    case_id = world.receipt()["case_id"]
    headers = {"If-Match": '"1"', "Idempotency-Key": "a-key-for-this-test"}
    for wrong in ({}, {"X-CSRF-Token": "0" * 40}):
        refused = client.post(f"/api/v1/cases/{case_id}/ask-confirmation", json={}, headers={**headers, **wrong})
        assert (refused.status_code, refused.json["type"]) == (403, "/problems/csrf")
    taken = client.post(f"/api/v1/cases/{case_id}/ask-confirmation", json={},
                        headers={**headers, "X-CSRF-Token": answer.json["csrf_token"]})
    assert taken.status_code == 200, taken.json


def test_a_program_signs_in_by_token_and_needs_no_header(world: World) -> None:
    client, answer = _sign_in(world, kind="token")
    assert "Set-Cookie" not in answer.headers
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {answer.json['token']}"})
    assert me.status_code == 200
    wrong = {"Authorization": "Bearer nonsense"}
    assert client.get("/api/v1/me", headers=wrong).status_code == 401


def test_a_program_whose_token_ended_does_not_report_as_somebody_else(world: World) -> None:
    program = Someone(world.app.test_client(), "program")
    program.client.environ_base["HTTP_AUTHORIZATION"] = "Bearer ended"
    assert world.report(who=program).status_code == 401


def test_only_hashes_of_secrets_are_stored(world: World) -> None:
    _, answer = _sign_in(world, kind="token")
    with db.reading() as session:
        stored = set(session.scalars(select(SignIn.secret_hash)))
        passwords = set(session.scalars(select(Person.password_hash).where(Person.password_hash.is_not(None))))
    assert hash_secret(answer.json["token"]) in stored
    assert answer.json["token"] not in stored
    assert all(kept.startswith("$argon2id$") for kept in passwords)


@pytest.mark.parametrize(("username", "password"), [("station", "wrong"), ("nobody", "wrong"), ("station", "x" * 200)])
def test_a_wrong_name_and_a_wrong_password_read_alike(world: World, username: str, password: str) -> None:
    _, answer = _sign_in(world, username, password)
    assert (answer.status_code, answer.json["detail"]) == (401, "用户名或密码不对")


def test_signing_out_ends_the_session(world: World) -> None:
    client, answer = _sign_in(world)
    assert client.delete("/api/v1/session", headers={"X-CSRF-Token": answer.json["csrf_token"]}).status_code == 204
    assert client.get("/api/v1/me").status_code == 401


def test_a_session_ends_by_itself(world: World) -> None:
    client, answer = _sign_in(world, kind="token")
    headers = {"Authorization": f"Bearer {answer.json['token']}"}
    secret = hash_secret(answer.json["token"])
    with transaction() as tx:
        tx.session.execute(update(SignIn).where(SignIn.secret_hash == secret)
                           .values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert client.get("/api/v1/me", headers=headers).status_code == 401
    drop_expired(datetime.now(UTC))
    with db.reading() as session:
        assert session.get(SignIn, secret) is None


def test_too_many_wrong_passwords_have_to_wait(world: World) -> None:
    db.settings = replace(world.settings, login_rate="3/900")
    try:
        for _ in range(3):
            assert _sign_in(world, "auditor", "wrong")[1].status_code == 401
        answer = _sign_in(world, "auditor")[1]
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert _sign_in(world, "station")[1].status_code == 201
    finally:
        db.settings = world.settings


def test_a_right_ends_with_the_post(world: World) -> None:
    someone = hire(world, "colleague")
    case_id, _ = world.case_in("dispatched")
    assert someone.get(f"/cases/{case_id}").status_code == 200
    end_posts("colleague", world)
    assert someone.get(f"/cases/{case_id}").status_code == 403
    assert someone.get("/cases").json["items"] == []


def test_a_person_who_was_switched_off_is_signed_out_everywhere(world: World) -> None:
    client, answer = _sign_in(world, "assessor", kind="token")
    headers = {"Authorization": f"Bearer {answer.json['token']}"}
    with transaction() as tx:
        tx.session.execute(update(Person).where(Person.username == "assessor").values(active=False))
    assert client.get("/api/v1/me", headers=headers).status_code == 401
    assert _sign_in(world, "assessor")[1].status_code == 401
