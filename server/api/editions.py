"""Handbook, duty list and rewards in their editions, and the five fixes of every grid."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from server.actions.editions import change_draft, draft_edition, publish_edition
from server.actions.grid_tasks import WantedTask, begin_task, end_task
from server.api.edge import endpoint, idempotency_key, maybe_staff, to_response
from server.api.editions_shapes import (
    DUTY_LIST,
    EDITION,
    EDITIONS,
    FIVE_FIXES,
    HANDBOOK,
    TASK,
    TASKS,
    ChangeBody,
    DraftBody,
    EditionsQuery,
    EndTaskBody,
    FiveFixesQuery,
    HandbookQuery,
    TaskBody,
    TasksQuery,
    TextQuery,
)
from server.auth import now
from server.queries.editions import read_edition, read_editions
from server.queries.five_fix_lists import read_five_fixes
from server.queries.five_fix_sheet import five_fixes_csv
from server.queries.grid_tasks import read_tasks
from server.queries.handbook import read_duty_list, read_handbook
from server.queries.moments import city_day
from server.queries.people import Actor

editions = Blueprint("editions", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


def _kept(answer: dict[str, Any]) -> Response:
    """An answer that a phone keeps and asks for again with its ETag: whose it is depends on who asks."""
    response = to_response(answer)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20])
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


@endpoint(editions, "GET", "/handbook", audience="all", query=HandbookQuery, answers={200: HANDBOOK})
def get_handbook(query: HandbookQuery) -> Response:
    """The handbook of a district: the city's text with the district's additions, each entry with its source"""
    return _kept(read_handbook(query.division, query.category, query.version, maybe_staff()))


@endpoint(editions, "GET", "/duty-list", audience="all", query=TextQuery, answers={200: DUTY_LIST})
def get_duty_list(query: TextQuery) -> Response:
    """The duty list of a district: what may be asked of villages and members, and what must not"""
    return _kept(read_duty_list(query.division, query.version, maybe_staff()))


@endpoint(editions, "GET", "/editions", query=EditionsQuery, answers={200: EDITIONS})
def list_editions(actor: Actor, query: EditionsQuery) -> dict[str, Any]:
    """Versions of the texts, the newest first; drafts for those who may write them"""
    return read_editions(query.kind, query.division, actor, now())


@endpoint(editions, "GET", "/editions/<int:edition_id>", answers={200: EDITION})
def get_edition(edition_id: int, actor: Actor) -> dict[str, Any]:
    """One version with its text"""
    return read_edition(edition_id, actor, now())


@endpoint(editions, "POST", "/editions", body=DraftBody, answers={201: EDITION}, headers=ONCE)
def post_edition(actor: Actor, body: DraftBody) -> tuple[dict[str, Any], int]:
    """Draft the next version of a text of the city or of a district"""
    text = body.body.model_dump(exclude_none=True)
    return draft_edition(body.kind, body.division, body.title, text, actor, idempotency_key(), now()), 201


@endpoint(editions, "POST", "/editions/<int:edition_id>", body=ChangeBody, answers={200: EDITION}, headers=ONCE)
def post_change(edition_id: int, actor: Actor, body: ChangeBody) -> dict[str, Any]:
    """New words of a draft"""
    text = body.body.model_dump(exclude_none=True)
    return change_draft(edition_id, body.title, text, actor, idempotency_key(), now())


@endpoint(editions, "POST", "/editions/<int:edition_id>/publish", answers={200: EDITION}, headers=ONCE)
def post_publish(edition_id: int, actor: Actor) -> dict[str, Any]:
    """Publish a draft: it holds from now on and never changes again"""
    return publish_edition(edition_id, actor, idempotency_key(), now())


@endpoint(editions, "GET", "/grid-tasks", query=TasksQuery, answers={200: TASKS})
def list_grid_tasks(actor: Actor, query: TasksQuery) -> dict[str, Any]:
    """Standing tasks of a division's grids: what, how often, since when"""
    answer, cursor = read_tasks(query.division, actor, now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {**answer, "next": f"{request.path}?{urlencode(given)}" if cursor else None}


@endpoint(editions, "POST", "/grid-tasks", body=TaskBody, answers={201: TASK}, headers=ONCE)
def post_grid_task(actor: Actor, body: TaskBody) -> tuple[dict[str, Any], int]:
    """Give a grid a standing task"""
    wanted = WantedTask(body.division, body.item.strip(), body.times, body.period, body.starts, body.ends, body.duty,
                        body.justification)
    return begin_task(wanted, actor, idempotency_key(), now()), 201


@endpoint(editions, "POST", "/grid-tasks/<int:task_id>/end", body=EndTaskBody, answers={200: TASK}, headers=ONCE)
def post_end_task(task_id: int, actor: Actor, body: EndTaskBody) -> dict[str, Any]:
    """End a standing task; the last day counts"""
    return end_task(task_id, body.on, actor, idempotency_key(), now())


@endpoint(editions, "GET", "/five-fixes", query=FiveFixesQuery, answers={200: FIVE_FIXES})
def get_five_fixes(actor: Actor, query: FiveFixesQuery) -> dict[str, Any] | Response:
    """Which grids have area, people, duties, tasks and rewards fixed, what is missing and whose turn it is"""
    complete = None if query.complete is None else query.complete == "true"
    found = read_five_fixes(query.division, query.level, complete, actor, now())
    if query.format == "json":
        return found
    name = f"five-fixes-{found['division']['code']}-{city_day(found['as_of']):%Y%m%d}.csv"
    return Response(five_fixes_csv(found), content_type="text/csv; charset=utf-8",
                    headers={"Content-Disposition": f'attachment; filename="{name}"'})
