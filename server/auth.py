"""Who is asking: cookie sessions with a CSRF header on writes, bearer tokens for programs."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from datetime import UTC, datetime

from flask import g, request

from server.errors import Problem
from server.extensions import db
from server.queries.people import Actor, find_all_signed_in, find_signed_in

COOKIE = "gw_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def now() -> datetime:
    """The edge's clock; everything inside gets the time as an argument."""
    return datetime.now(UTC)


def csrf_token(secret: str) -> str:
    """The header value that a page of this session must send; nobody else can compute it."""
    return hmac.new(db.settings.secret_key.encode(), f"csrf:{secret}".encode(), hashlib.sha256).hexdigest()[:40]


def request_secret() -> tuple[str, str] | None:
    """(kind, secret) of the request: a bearer token wins over the cookie."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return "token", header[7:].strip()
    cookie = request.cookies.get(COOKIE)
    return ("cookie", cookie) if cookie else None


def actor_of(kind: str, secret: str, at: datetime) -> Actor | None:
    """The person of a live session with the posts held at `at`, or None."""
    with db.reading() as session:
        return find_signed_in(session, kind, secret, at)


def actors_of(secrets: Collection[tuple[str, str]], at: datetime) -> dict[tuple[str, str], Actor]:
    """The persons of those (kind, secret) that are live sessions at `at`."""
    with db.reading() as session:
        return find_all_signed_in(session, secrets, at)


def find_current() -> Actor | None:
    """Who is signed in on this request, or None; checks the CSRF header on writes by cookie."""
    if "actor" not in g:
        found = request_secret()
        g.actor = actor_of(*found, now()) if found else None
        # A program that names itself wants to act as itself; a visitor's stale cookie is just a visitor.
        if g.actor is None and found and found[0] == "token":
            raise Problem("sign-in-required", "访问令牌无效或已过期")
        if g.actor is not None and found and found[0] == "cookie" and request.method not in SAFE_METHODS:
            sent = request.headers.get("X-CSRF-Token", "")
            if not hmac.compare_digest(sent.encode(), csrf_token(found[1]).encode()):
                raise Problem("csrf")
    return g.actor  # type: ignore[no-any-return]


def require_current() -> Actor:
    """Who is signed in; raises sign-in-required."""
    actor = find_current()
    if actor is None:
        raise Problem("sign-in-required")
    return actor
