"""Who is where over HTTP: the tree of divisions, the search, who is responsible for a place."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from server.api.directory_shapes import (
    HEADS,
    PEOPLE,
    PERSON_FILE,
    RESPONSIBLE,
    TREE,
    HeadsQuery,
    PeopleQuery,
    ResponsibleQuery,
    TreeQuery,
)
from server.api.edge import endpoint
from server.auth import now
from server.errors import invalid
from server.queries.catalogue import categories
from server.queries.city import all_departments, city_code, city_index
from server.queries.directory import read_tree
from server.queries.heads import place_of_division, read_heads
from server.queries.people import Actor
from server.queries.people_list import PeopleFilter, list_people
from server.queries.person_file import read_person
from server.queries.place_posts import question_at
from server.queries.responsible import read_case_responsible, read_responsible
from workflows.roles import NO_POSTS, Role

directory = Blueprint("directory", __name__, url_prefix="/api/v1")
ROLES = frozenset(Role) - NO_POSTS


@endpoint(directory, "GET", "/responsible", query=ResponsibleQuery, answers={200: RESPONSIBLE})
def get_responsible(actor: Actor, query: ResponsibleQuery) -> dict[str, Any]:
    """Who is responsible for a point, at a time, for a category, and who stands in"""
    at = now()
    if query.category is not None and query.category not in categories():
        raise invalid("category", "没有这个类别")
    asked = question_at(query.lon, query.lat, query.datum, query.at or at, query.category)
    return read_responsible(actor, asked, at)


@endpoint(directory, "GET", "/cases/<int:case_id>/responsible", answers={200: RESPONSIBLE})
def get_case_responsible(case_id: int, actor: Actor) -> dict[str, Any]:
    """Who is responsible now for the place and the category of a case"""
    return read_case_responsible(case_id, actor, now())


@endpoint(directory, "GET", "/heads", audience="all", query=HeadsQuery, answers={200: HEADS})
def get_heads(query: HeadsQuery) -> dict[str, Any]:
    """The heads of the grids of a point or a division: name and office number"""
    at = now()
    if query.division is not None:
        return read_heads(place_of_division(query.division), at)
    return read_heads(question_at(query.lon, query.lat, query.datum, at).place, at)  # type: ignore[arg-type]


@endpoint(directory, "GET", "/tree", query=TreeQuery, answers={200: TREE})
def get_tree(actor: Actor, query: TreeQuery) -> dict[str, Any]:
    """A division with its posts and what lies below it"""
    return read_tree(actor, query.parent, now())


@endpoint(directory, "GET", "/people", query=PeopleQuery, answers={200: PEOPLE})
def get_people(actor: Actor, query: PeopleQuery) -> dict[str, Any]:
    """People by name, number, phone, division, role, department, or who is away"""
    at = now()
    away = {"true": True, "false": False, None: None}[query.away]
    filters = PeopleFilter(query.q, query.division, query.role, query.department, away)
    _check(filters)
    items, cursor = list_people(actor, filters, at, query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {"items": items, "next": f"{request.path}?{urlencode(given)}" if cursor else None, "as_of": at}


def _check(filters: PeopleFilter) -> None:
    """Raises validation for codes that do not exist."""
    if filters.role is not None and filters.role not in ROLES:
        raise invalid("role", "没有这个岗位")
    if filters.department is not None and filters.department not in all_departments():
        raise invalid("department", "没有这个部门")
    try:
        city_index().division(filters.division or city_code())
    except KeyError:
        raise invalid("division", "没有这个区划") from None


@endpoint(directory, "GET", "/people/<int:person_id>", answers={200: PERSON_FILE})
def get_person(person_id: int, actor: Actor) -> dict[str, Any]:
    """One person's posts, absences and open work"""
    return read_person(person_id, actor, now())
