"""Posts over HTTP: people, posts, hand-over, substitutes, absences, the own tasks and figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint

from server.actions.absences import NewAbsence, end_absence, register_absence
from server.actions.handover import HandOver, hand_over
from server.actions.posts import NewPost, begin_post, end_post, name_substitute
from server.actions.staff_records import change_person, enter_person
from server.api.directory_shapes import PERSON_CARD
from server.api.edge import endpoint, idempotency_key
from server.api.posts_shapes import (
    ABSENT,
    HANDED_OVER,
    OWN_FIGURES,
    POST_ITEM,
    TASKS,
    WORK,
    AbsenceBody,
    EndAbsenceBody,
    EndPostBody,
    FiguresQuery,
    HandOverBody,
    PersonBody,
    PersonChangeBody,
    PostBody,
    SubstituteBody,
    TasksQuery,
    read_when,
)
from server.auth import now
from server.errors import invalid
from server.queries.moments import city_day, day_start
from server.queries.own_figures import read_own_figures
from server.queries.people import Actor
from server.queries.post_work import read_post_work
from server.queries.tasks import read_tasks

posts = Blueprint("posts", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this change"}
USUAL_DAYS, MOST_DAYS = 30, 366


@endpoint(posts, "POST", "/people", body=PersonBody, answers={201: PERSON_CARD}, headers=KEY)
def post_person(actor: Actor, body: PersonBody) -> tuple[dict[str, Any], int]:
    """Enter somebody new, without account and posts"""
    return enter_person(body.model_dump(), actor, idempotency_key(), now()), 201


@endpoint(posts, "POST", "/people/<int:person_id>", body=PersonChangeBody, answers={200: PERSON_CARD}, headers=KEY)
def post_person_change(person_id: int, actor: Actor, body: PersonChangeBody) -> dict[str, Any]:
    """Change name, staff number or phones; what is left out stays"""
    return change_person(person_id, body.model_dump(exclude_unset=True), actor, idempotency_key(), now())


@endpoint(posts, "POST", "/people/<int:person_id>/posts", body=PostBody, answers={201: POST_ITEM}, headers=KEY)
def post_post(person_id: int, actor: Actor, body: PostBody) -> tuple[dict[str, Any], int]:
    """Give somebody a post for days in Asia/Shanghai"""
    given = NewPost(body.role, body.division, body.department, body.first, body.last, body.substitute)
    return begin_post(person_id, given, actor, idempotency_key(), now()), 201


@endpoint(posts, "POST", "/posts/<int:post_id>/end", body=EndPostBody, answers={200: POST_ITEM}, headers=KEY)
def post_post_end(post_id: int, actor: Actor, body: EndPostBody) -> dict[str, Any]:
    """End a post now or with its last day; open work moves at that moment"""
    return end_post(post_id, body.on, actor, idempotency_key(), now())


@endpoint(posts, "POST", "/posts/<int:post_id>/substitute", body=SubstituteBody, answers={200: POST_ITEM}, headers=KEY)
def post_substitute(post_id: int, actor: Actor, body: SubstituteBody) -> dict[str, Any]:
    """Name who stands in whenever the holder is away"""
    return name_substitute(post_id, body.person, actor, idempotency_key(), now())


@endpoint(posts, "GET", "/posts/<int:post_id>/work", answers={200: WORK})
def get_post_work(post_id: int, actor: Actor) -> dict[str, Any]:
    """Open work of a post, for its holder and whoever arranges it"""
    return read_post_work(post_id, actor, now())


@endpoint(posts, "POST", "/posts/<int:post_id>/hand-over", body=HandOverBody, answers={200: HANDED_OVER}, headers=KEY)
def post_hand_over(post_id: int, actor: Actor, body: HandOverBody) -> dict[str, Any]:
    """Hand a post over to somebody else, today or at midnight of a coming day, with its open work"""
    return hand_over(post_id, HandOver(body.to, body.first, body.substitute), actor, idempotency_key(), now())


@endpoint(posts, "POST", "/people/<int:person_id>/absences", body=AbsenceBody, answers={201: ABSENT}, headers=KEY)
def post_absence(person_id: int, actor: Actor, body: AbsenceBody) -> tuple[dict[str, Any], int]:
    """Somebody is or will be away: leave, training or emergency duty"""
    first = _moment(body.first, last=False)
    last = _moment(body.last, last=True) if body.last is not None else None
    given = NewAbsence(body.kind, first, last, body.substitute)
    return register_absence(person_id, given, actor, idempotency_key(), now()), 201


def _moment(text: str, *, last: bool) -> datetime:
    """A day becomes its midnight, the last day the midnight after it."""
    found = read_when(text)
    if isinstance(found, datetime):
        return found
    return day_start(found + timedelta(days=1) if last else found)


@endpoint(posts, "POST", "/absences/<int:absence_id>/end", body=EndAbsenceBody, answers={200: ABSENT}, headers=KEY)
def post_absence_end(absence_id: int, actor: Actor, body: EndAbsenceBody) -> dict[str, Any]:
    """Back now, at another moment, or not away at all"""
    return end_absence(absence_id, body.at, actor, idempotency_key(), now())


@endpoint(posts, "GET", "/tasks", query=TasksQuery, answers={200: TASKS})
def get_tasks(actor: Actor, query: TasksQuery) -> dict[str, Any]:
    """One list of what waits for this person, over all posts, those held for others included"""
    near = tuple(float(part) for part in query.near.split(",")) if query.near else None
    if near is not None and not (abs(near[0]) <= 180 and abs(near[1]) <= 90):
        raise invalid("near", "应为 经度,纬度")
    return read_tasks(actor, near, now())  # type: ignore[arg-type]


@endpoint(posts, "GET", "/me/figures", query=FiguresQuery, answers={200: OWN_FIGURES})
def get_own_figures(actor: Actor, query: FiguresQuery) -> dict[str, Any]:
    """Facts about the own tasks: due on days on duty, in time, late; never a comparison"""
    at = now()
    last = query.last or city_day(at)
    first = query.first or last - timedelta(days=USUAL_DAYS - 1)
    if not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
        raise invalid("from", f"起止之间最多 {MOST_DAYS} 天，起日不晚于止日")
    return read_own_figures(actor, first, last, at)
