"""Invented people for the demonstration, and accounts made by hand. All names here are simulated."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.actions.sessions import hash_password
from server.errors import Problem
from server.models import Person, PersonPost
from server.queries.city import all_departments, city_code, city_index
from server.transaction import transaction
from workflows.roles import Role

FAMILY = "林陈黄张吴李郑王刘苏蔡杨许叶庄曾洪谢邱柯"
GIVEN = ("志明", "雅琴", "建华", "秀英", "文彬", "丽娟", "国强", "晓燕", "伟杰", "淑芬", "海峰", "婷婷", "俊杰",
         "美玲", "永福", "佳怡", "德全", "碧云", "少华", "思源", "振宇", "惠珍", "艺强", "月娥")
HOME_DISTRICT, HOME_TOWN = "350211", "350211103"
OFFICERS_PER_STATION = 4


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be written: name, posts as (role, division, department), user name when they may sign in."""

    name: str
    posts: tuple[tuple[Role, str, str | None], ...]
    username: str | None = None


def demo_people() -> list[NewPerson]:
    """Everybody whom the article speaks of: stations, members, heads, departments, and one account per role."""
    names = _names()
    return [*_accounts(), *_city_and_districts(names), *_towns(names), *_grids(names), *_departments(names)]


def _names() -> Iterator[str]:
    chooser = random.Random("people")
    while True:
        yield chooser.choice(FAMILY) + chooser.choice(GIVEN)


def _accounts() -> list[NewPerson]:
    """One account per role, in 集美区 后溪镇 where the role has a territory."""
    index, city = city_index(), city_code()
    grid = next(code for code in index.children(HOME_TOWN) if index.division(code).level == "street_grid")
    community = next(code for code in index.children(HOME_TOWN) if index.division(code).level == "community")
    unit = next(row.code for row in all_departments().values()
                if row.division == HOME_DISTRICT and row.kind == "CG")
    rows: list[tuple[str, str, Role, str, str | None]] = [
        ("assistant", "周助理", Role.ASSISTANT, community, None),
        ("member", "林网格", Role.GRID_MEMBER, grid, None),
        ("community", "陈总网格长", Role.COMMUNITY_HEAD, community, None),
        ("station", "黄值班", Role.STATION_OFFICER, HOME_TOWN, None),
        ("station_head", "吴站长", Role.STATION_HEAD, HOME_TOWN, None),
        ("dispatcher", "郑派遣", Role.DISTRICT_DISPATCHER, HOME_DISTRICT, None),
        ("city_dispatcher", "王派遣", Role.CITY_DISPATCHER, city, None),
        ("coordinator", "苏协调", Role.COORDINATOR, HOME_DISTRICT, None),
        ("city_coordinator", "蔡协调", Role.COORDINATOR, city, None),
        ("department", "杨经办", Role.DEPARTMENT_OFFICER, HOME_DISTRICT, unit),
        ("leader", "许领导", Role.LEADER, HOME_DISTRICT, None),
        ("city_leader", "叶领导", Role.LEADER, city, None),
        ("assessor", "庄考核", Role.ASSESSOR, HOME_DISTRICT, None),
        ("auditor", "曾审计", Role.AUDITOR, city, None),
        ("admin", "洪管理", Role.ADMINISTRATOR, city, None),
    ]
    return [NewPerson(name, ((role, division, department),), username)
            for username, name, role, division, department in rows]


def _city_and_districts(names: Iterator[str]) -> Iterator[NewPerson]:
    index, city = city_index(), city_code()
    for role in (Role.CITY_DISPATCHER, Role.COORDINATOR, Role.LEADER):
        yield NewPerson(next(names), ((role, city, None),))
    for district in index.within((-180, -90, 180, 90), "district"):
        for role in (Role.DISTRICT_DISPATCHER, Role.COORDINATOR, Role.LEADER, Role.ASSESSOR):
            yield NewPerson(next(names), ((role, district, None),))


def _towns(names: Iterator[str]) -> Iterator[NewPerson]:
    index = city_index()
    for town in index.within((-180, -90, 180, 90), "town"):
        yield NewPerson(next(names), ((Role.STATION_HEAD, town, None),))
        for _ in range(OFFICERS_PER_STATION):
            yield NewPerson(next(names), ((Role.STATION_OFFICER, town, None),))
        for code in index.children(town):
            if index.division(code).level == "community":
                yield NewPerson(next(names), ((Role.COMMUNITY_HEAD, code, None),))


def _grids(names: Iterator[str]) -> Iterator[NewPerson]:
    """Two members per street-level grid, one per sea grid."""
    index = city_index()
    for code in index.within((-180, -90, 180, 90), "street_grid"):
        for _ in range(2):
            yield NewPerson(next(names), ((Role.GRID_MEMBER, code, None),))
    for code in index.within((-180, -90, 180, 90), "sub_grid"):
        if index.division(code).kind == "sea":
            yield NewPerson(next(names), ((Role.GRID_MEMBER, code, None),))


def _departments(names: Iterator[str]) -> Iterator[NewPerson]:
    for unit in all_departments().values():
        yield NewPerson(next(names), ((Role.DEPARTMENT_OFFICER, unit.division, unit.code),))


def write_people(session: Session, people: Sequence[NewPerson], now: datetime) -> dict[str, str]:
    """Insert people and their posts in bulk; {username: password} of those who may sign in."""
    passwords = {person.username: secrets.token_urlsafe(9) for person in people if person.username}
    ids = session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), [
        {"username": person.username, "name": person.name, "simulated": True, "active": True, "created_at": now,
         "password_hash": hash_password(passwords[person.username]) if person.username else None}
        for person in people]).all()
    # Posts began before the fourteen past days that the simulation writes.
    begun = now - timedelta(days=60)
    session.execute(insert(PersonPost), [
        {"person_id": person_id, "role": role.value, "division": division, "department": department,
         "starts_at": begun, "ends_at": None}
        for person_id, person in zip(ids, people, strict=True) for role, division, department in person.posts])
    return passwords


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
