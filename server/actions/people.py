"""Accounts made by hand."""

from __future__ import annotations

from datetime import datetime

from server.actions.sessions import hash_password
from server.errors import Problem
from server.models import Person, PersonPost
from server.queries.city import all_departments, city_index
from server.transaction import transaction
from workflows.roles import Role


def create_user(username: str, name: str, password: str, role: str, division: str, department: str | None,
                now: datetime) -> int:
    """One account with one post; its id. Raises validation for an unknown role, division or department."""
    if role not in {item.value for item in Role}:
        raise Problem("validation", f"没有岗位 {role}")
    try:
        city_index().division(division)
    except KeyError:
        raise Problem("validation", f"没有区划 {division}") from None
    if department is not None and department not in all_departments():
        raise Problem("validation", f"没有部门 {department}")
    with transaction() as tx:
        person = Person(username=username, name=name, password_hash=hash_password(password), created_at=now)
        tx.session.add(person)
        tx.session.flush()
        tx.session.add(PersonPost(person_id=person.id, role=role, division=division, department=department,
                                  starts_at=now))
        return person.id
