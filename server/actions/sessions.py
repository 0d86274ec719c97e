"""Sign in and out. Only hashes of secrets are stored; a wrong name costs as long as a wrong password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select

from server.actions.attempts import check_rate, count_attempt
from server.errors import Problem
from server.extensions import db
from server.models import Person, SignIn
from server.queries.people import hash_secret
from server.transaction import transaction

_hasher = PasswordHasher()
_nobody = _hasher.hash(secrets.token_hex(8))


def hash_password(password: str) -> str:
    """argon2id hash with the library's current parameters."""
    return _hasher.hash(password)


def sign_in(username: str, password: str, kind: str, now: datetime) -> tuple[str, int, datetime]:
    """Check the password and open a session; (secret, person id, end). Raises sign-in-failed, rate-limited."""
    what = f"login:{username.lower()[:60]}"
    check_rate(what, db.settings.login_rate, now)
    with db.reading() as session:
        person = session.scalar(select(Person).where(Person.username == username, Person.active))
    known = person.password_hash if person is not None and person.password_hash else _nobody
    try:
        _hasher.verify(known, password)
        right = person is not None and known is not _nobody
    except (VerificationError, InvalidHashError):
        right = False
    if person is None or not right:
        count_attempt(what, db.settings.login_rate, now)
        raise Problem("sign-in-failed")
    secret, end = open_session(person.id, kind, now)
    return secret, person.id, end


def _end(kind: str, now: datetime) -> datetime:
    settings = db.settings
    return now + (timedelta(days=settings.token_days) if kind == "token" else timedelta(hours=settings.session_hours))


def open_session(person_id: int, kind: str, now: datetime) -> tuple[str, datetime]:
    """Store a new session of a person; (secret, end)."""
    secret = secrets.token_urlsafe(32)
    end = _end(kind, now)
    with transaction() as tx:
        tx.session.add(SignIn(secret_hash=hash_secret(secret), person_id=person_id, kind=kind,
                              created_at=now, expires_at=end))
    return secret, end


def sign_out(secret: str) -> None:
    """Forget the session; unknown secrets are fine."""
    with transaction() as tx:
        tx.session.execute(delete(SignIn).where(SignIn.secret_hash == hash_secret(secret)))


def drop_expired(now: datetime) -> None:
    """Delete sessions that have ended (a job)."""
    with transaction() as tx:
        tx.session.execute(delete(SignIn).where(SignIn.expires_at <= now))
