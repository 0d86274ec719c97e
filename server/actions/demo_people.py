"""The people of the demonstration, all invented: thought up here, written in bulk."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.actions.demo_absences import demo_absences
from server.actions.demo_accounts import hire_accounts
from server.actions.demo_cast import Cast
from server.actions.demo_grids import hire_grids
from server.actions.demo_staff import hire_assessors, hire_departments, hire_offices, hire_stations
from server.actions.demo_team import hire_communities
from server.actions.sessions import hash_password
from server.models import Absence, Person, PersonPost
from workflows.working_calendar import ZONE

BEGUN = timedelta(days=120)  # before the past months that the simulation writes


def demo_people() -> Cast:
    """Everybody whom the article speaks of, and one account per role; the same people every time."""
    cast = Cast()
    hire_accounts(cast)
    hire_offices(cast)
    hire_stations(cast)
    hire_grids(cast)
    hire_communities(cast)
    hire_departments(cast)
    hire_assessors(cast)
    return cast


def write_people(session: Session, cast: Cast, now: datetime) -> dict[str, str]:
    """Insert people, posts and absences in bulk; {username: password} of those who may sign in."""
    today = datetime.combine(now.astimezone(ZONE).date(), time(), ZONE)
    passwords = {person.username: secrets.token_urlsafe(9) for person in cast.people if person.username}
    rows = [{"username": person.username, "name": person.name, "staff_no": person.staff_no, "phone": person.phone,
             "office_phone": person.office_phone, "simulated": True, "active": True, "created_at": now,
             "password_hash": hash_password(passwords[person.username]) if person.username else None}
            for person in cast.people]
    adding = insert(Person).returning(Person.id, sort_by_parameter_order=True)
    # Two hundred at a time: SQLite answers one row after the other, and each answer is copied behind all before it.
    written = [new for begin in range(0, len(rows), 200) for new in session.scalars(adding, rows[begin:begin + 200])]
    ids = dict(zip(cast.people, written, strict=True))
    session.execute(insert(PersonPost), [
        {"person_id": ids[post.holder], "role": post.role.value, "division": post.division,
         "department": post.department, "starts_at": today - BEGUN, "ends_at": None,
         "substitute_id": ids[post.substitute] if post.substitute else None}
        for post in cast.posts])
    session.execute(insert(Absence), [
        {"person_id": ids[absence.person], "kind": absence.kind, "starts_at": absence.starts_at,
         "ends_at": absence.ends_at, "registered_at": now,
         "begun_at": absence.starts_at if absence.starts_at <= now else None}
        for absence in demo_absences(cast, today)])
    return passwords
