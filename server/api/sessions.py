"""Sign in, sign out, who am I."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from server.actions.sessions import sign_in, sign_out
from server.api.answers import EMPTY, PERSON, SIGNED_IN
from server.api.edge import endpoint, to_response
from server.api.schemas import SignInBody
from server.auth import COOKIE, csrf_token, now, request_secret
from server.queries.people import Actor
from server.queries.reading import describe_actor, settings

sessions = Blueprint("sessions", __name__, url_prefix="/api/v1")


@endpoint(sessions, "POST", "/session", audience="all", body=SignInBody, answers={201: SIGNED_IN})
def create_session(body: SignInBody) -> Response:
    """Sign in: a cookie for browsers, a bearer token for programs"""
    secret, person_id, end = sign_in(body.username, body.password, body.kind, now())
    answer: dict[str, Any] = {"person": describe_actor(person_id, now()), "expires_at": end}
    if body.kind == "token":
        return to_response(({**answer, "token": secret}, 201))
    response = to_response(({**answer, "csrf_token": csrf_token(secret)}, 201))
    response.set_cookie(COOKIE, secret, expires=end, httponly=True, samesite="Lax", secure=settings().secure_cookies)
    return response


@endpoint(sessions, "DELETE", "/session", answers={204: EMPTY})
def delete_session(actor: Actor) -> Response:
    """Sign out"""
    found = request_secret()
    if found:
        sign_out(found[1])
    response = to_response((None, 204))
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response


@endpoint(sessions, "GET", "/me", answers={200: PERSON})
def get_me(actor: Actor) -> dict[str, Any]:
    """Who is signed in, with the posts held now"""
    found = request_secret()
    answer: dict[str, Any] = {"person": describe_actor(actor.person_id, now())}
    if found and found[0] == "cookie":
        answer["csrf_token"] = csrf_token(found[1])
    return answer
