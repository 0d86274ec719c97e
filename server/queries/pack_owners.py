"""Whose an agreed action can be: grids, their people, the station, departments; and how such an owner is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.models import PackItem, Person, PersonPost
from server.queries.city import all_departments, city_index, unit_name
from server.queries.pack_cases import grids_of
from server.queries.people import runs
from server.queries.post_rows import role_name
from workflows.assessment.packs import GRID_ROLES, Owner, OwnerKind
from workflows.roles import Role

# People of a community's grids and of the community itself who can be asked by name.
ASKED = (Role.GRID_MEMBER, Role.GRID_HEAD, Role.ASSISTANT, Role.COMMUNITY_WORKER, Role.WASTE_GUIDE)


def owner_of(item: PackItem) -> Owner:
    """The rules' view of an item's owner."""
    kind = OwnerKind(item.owner_kind)
    parts = city_index().children(item.owner) if kind is OwnerKind.GRID and item.owner else ()
    return Owner(kind, item.owner, item.person_id, tuple(parts))


def owner_names(session: Session, items: Collection[PackItem]) -> dict[int, str]:
    """{item: its owner's name}; one statement when people are among them, none otherwise."""
    people = {item.person_id for item in items if item.person_id is not None}
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all()) if people else {}
    return {item.id: names.get(item.person_id, "") if item.person_id is not None else owner_name(item.owner)
            for item in items}


def owner_name(code: str | None) -> str:
    """Name of a grid, a station or a department."""
    if code and "G" in code and code not in all_departments():
        return city_index().name(code)
    return unit_name(code)


def choices(session: Session, community: str, now: datetime) -> list[dict[str, Any]]:
    """Everybody and everything an action may be given to: `{kind, code, person_id, name, role}`."""
    index = city_index()
    grids, town = sorted(grids_of(community)), index.division(community).parent or ""
    found = [_choice(OwnerKind.GRID, index.name(code), "网格", code) for code in grids]
    found += [_choice(OwnerKind.PERSON, row.name, _role(row), None, row.id)
              for row in _people(session, community, grids, now)]
    found.append(_choice(OwnerKind.UNIT, unit_name(town), "工作站", town))
    found += [_choice(OwnerKind.UNIT, unit.name, "责任部门", unit.code) for unit in all_departments().values()
              if unit.division in (town, town[:6])]
    return found


def _choice(kind: OwnerKind, name: str, role: str, code: str | None, person_id: int | None = None) -> dict[str, Any]:
    return {"kind": kind.value, "code": code, "person_id": person_id, "name": name, "role": role}


def _role(row: Any) -> str:
    place = city_index().name(row.division)
    return f"{role_name(row.role)} · {place}"


def _people(session: Session, community: str, grids: Iterable[str], now: datetime) -> list[Any]:
    """One line per person, those of the grids first; somebody with several posts here by one of them."""
    codes = [*grids, *city_index().children(community)]
    here = or_(and_(PersonPost.role.in_(sorted(GRID_ROLES)), PersonPost.division.in_(codes)),
               and_(PersonPost.role.in_(ASKED), PersonPost.division == community))
    rows = session.execute(
        select(Person.id, Person.name, PersonPost.role, PersonPost.division)
        .join(PersonPost, PersonPost.person_id == Person.id).where(Person.active, here, runs(PersonPost, now))
        .order_by(PersonPost.id)).all()
    found = {row.id: row for row in reversed(rows)}
    return sorted(found.values(), key=lambda row: (row.role not in GRID_ROLES, row.division, row.role, row.id))
