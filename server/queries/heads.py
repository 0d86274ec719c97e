"""The heads of grids as everybody may know them: name and office number, nothing else is read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from server.errors import Problem
from server.extensions import db
from server.models import Person, PersonPost
from server.queries.city import city_index, codes_above, named
from server.queries.people import runs
from server.queries.post_rows import role_name
from workflows.directory import headships
from workflows.roles import COLUMNS, Place, is_city

NOTE = "公开各级网格长的姓名和办公电话；没有列出的级别目前空缺。"


def place_of_division(code: str) -> Place:
    """The levels that contain a division, itself included. Raises not-found."""
    try:
        codes = {city_index().division(one).level: one for one in (code, *codes_above(code))}
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    if is_city(code):
        return Place(code)
    return Place(**{level: codes[level] for level in COLUMNS if level in codes})


def read_heads(place: Place, now: datetime) -> dict[str, Any]:
    """The heads of all levels of a place, the widest first; of several the last who began."""
    seats = headships(place)
    here = or_(*(and_(PersonPost.role == seat.role, PersonPost.division == seat.division) for seat in seats))
    with db.reading() as session:
        rows = session.execute(
            select(PersonPost.role, PersonPost.division, Person.name, Person.office_phone)
            .join(Person, and_(Person.id == PersonPost.person_id, Person.active))
            .where(here, runs(PersonPost, now)).order_by(PersonPost.starts_at, PersonPost.id))
        held = {(row.role, row.division): row for row in rows}
    return {"heads": [
        {"level": seat.level, "division": named(seat.division), "role_name": role_name(seat.role), "name": row.name,
         "office_phone": row.office_phone}
        for seat in seats if (row := held.get((seat.role, seat.division)))], "note": NOTE}
