"""Cases over HTTP: lists, one case, its ledger, its steps. Next: server/actions/cases.py"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from server.actions.case_rows import PURPOSE
from server.actions.cases import StepRequest, take_step
from server.actions.photos import take_in
from server.actions.places import FoundPlace, find_place
from server.actions.shots import done_late, with_shots
from server.api.answers import CASE, CASE_EVENTS, CASES
from server.api.edge import endpoint, expected_version, idempotency_key
from server.api.reports import said_of, uploaded
from server.api.schemas import CasesQuery, PlaceBody, StepBody
from server.auth import now
from server.errors import Problem, invalid
from server.queries.cases import CaseFilter
from server.queries.people import Actor
from server.queries.reading import check_readable, read_case, read_case_events, read_cases
from workflows.roles import column_of
from workflows.states import Action, Stage, State

cases = Blueprint("cases", __name__, url_prefix="/api/v1")
# Steps that a person takes here; the others belong to reporters, to the system or to intake.
STEPS = {action.value: action for action in Action
         if action not in (Action.SUBMIT, Action.EVALUATE, Action.ARCHIVE, Action.WITHDRAW, Action.ASK_REVIEW,
                           Action.ANSWER_QUESTION, Action.ENTERPRISE_ANSWER)}
FILES = ("before", "after", "document", "photos")


def to_filter(query: CasesQuery, actor: Actor) -> CaseFilter:
    """The parsed query as a filter. Raises validation for unknown states, stages and codes."""
    states = tuple(query.state.split(",")) if query.state else ()
    if any(state not in set(State) for state in states):
        raise invalid("state", "没有这个状态")
    if query.stage is not None and query.stage not in set(Stage):
        raise invalid("stage", "没有这个环节")
    division = query.grid or query.division
    try:
        column_of(division or "350200")
    except KeyError:
        raise invalid("grid" if query.grid else "division", "没有这个区划") from None
    bbox = tuple(float(part) for part in query.bbox.split(",")) if query.bbox else None
    if bbox and (bbox[0] > bbox[2] or bbox[1] > bbox[3]):
        raise invalid("bbox", "bbox 应为 西,南,东,北")
    flags = {"true": True, "false": False, None: None}
    return CaseFilter(
        states=states, phase=query.phase, stage=query.stage, division=division, department=query.department,
        category=query.category, source=query.source, assignee_id=actor.person_id if query.assignee else None,
        late=flags[query.late or query.overdue], warning=flags[query.warning], open=flags[query.open],
        supervised=flags[query.supervised], escalated=flags[query.escalated],
        reported_on=query.reported_on, dispatched_on=query.dispatched_on, handled_on=query.handled_on,
        closed_on=query.closed_on, bbox=bbox, law=query.law, closing=query.closing, q=query.q,
        updated_after=query.updated_after, border=flags[query.border],
        recurring=flags[query.recurring], reported_since=query.reported_since, low=flags[query.low],
        restriction=query.restriction, order=query.order)  # type: ignore[arg-type]


@endpoint(cases, "GET", "/cases", query=CasesQuery, answers={200: CASES})
def list_cases(actor: Actor, query: CasesQuery) -> dict[str, Any]:
    """Cases of the own territory and departments, filtered and paged"""
    at = now()
    items, cursor = read_cases(actor, to_filter(query, actor), at, query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {"items": items, "next": f"{request.path}?{urlencode(given)}" if cursor else None, "as_of": at}


@endpoint(cases, "GET", "/cases/<int:case_id>", answers={200: CASE})
def get_case(case_id: int, actor: Actor) -> tuple[dict[str, Any], int, dict[str, str]]:
    """One case, with every step that the person may take"""
    return _tagged(read_case(case_id, actor, now()))


def _tagged(case: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    return case, 200, {"ETag": f'"{case["version"]}"'}


@endpoint(cases, "GET", "/cases/<int:case_id>/events", answers={200: CASE_EVENTS})
def get_case_events(case_id: int, actor: Actor) -> dict[str, Any]:
    """The ledger of one case, oldest first"""
    return {"events": read_case_events(case_id, actor, now())}


@endpoint(cases, "POST", "/cases/<int:case_id>/place", body=PlaceBody, answers={200: CASE},
          headers={"If-Match": '"<version>" of the case as it was read', "Idempotency-Key": "UUID of this step"})
def place_case(case_id: int, actor: Actor, body: PlaceBody) -> Any:
    """Find or correct the place of a case that is not filed yet"""
    given = FoundPlace(body.lon, body.lat, body.datum, expected_version(), idempotency_key())
    return _tagged(find_place(case_id, given, actor, now()))


@endpoint(cases, "POST", "/cases/<int:case_id>/<action>", body=StepBody, multipart="step", answers={200: CASE},
          headers={"If-Match": '"<version>" of the case as it was read', "Idempotency-Key": "UUID of this step"})
def take_case_step(case_id: int, action: str, actor: Actor, body: StepBody) -> Any:
    """Take a step on a case; photos come along as multipart/form-data"""
    if action not in STEPS:
        raise Problem("not-found", "没有这一步")
    version = expected_version()
    chosen = STEPS[action]
    sent = [(name, data) for name in FILES for data in uploaded(name)]
    files = [(PURPOSE.get(chosen, "document") if name == "photos" else name, data) for name, data in sent]
    if files:  # nobody outside the territory makes us decode pictures
        check_readable(case_id, actor, now())
    at = now()
    uploads = with_shots(take_in(files), [name for name, _ in sent], said_of(body.shots), body.sent_at, at)
    wanted = StepRequest(chosen, body.fields, uploads, version, idempotency_key(),
                         done_late(body.done_at, body.sent_at, at))
    return _tagged(take_step(case_id, wanted, actor, at))
