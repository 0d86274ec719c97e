"""公示与定稿 over HTTP: a period is frozen, shown to everybody, objected to, made final."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from server.actions.displays import display, make_final
from server.actions.freeze import freeze
from server.actions.objections import Objected, answer_objection, object_to, read_objection
from server.actions.origins import origin_of
from server.api.edge import endpoint, idempotency_key
from server.api.publishing_shapes import (
    DISPLAYED,
    DISPLAYS,
    OBJECTED,
    OBJECTION,
    OBJECTIONS,
    OWN_OBJECTION,
    PERIOD,
    PERIODS,
    RECORDS,
    AnswerBody,
    DisplayBody,
    DisplayQuery,
    ObjectionBody,
)
from server.api.reports import query_code
from server.api.schemas import CodeQuery
from server.auth import now
from server.queries.objections import read_objections
from server.queries.people import Actor
from server.queries.periods_shown import read_periods
from server.queries.public_displays import read_display, read_displays
from server.queries.public_records import read_record, read_records

publishing = Blueprint("publishing", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(publishing, "GET", "/publishing/periods", answers={200: PERIODS})
def get_periods(actor: Actor) -> dict[str, Any]:
    """Periods with their state, hashes and revisions, and what the reader may do next"""
    return read_periods(actor, now())


@endpoint(publishing, "POST", "/publishing/periods/<int:assessment_id>/freeze", answers={200: PERIOD}, headers=ONCE)
def post_freeze(assessment_id: int, actor: Actor) -> dict[str, Any]:
    """Freeze an ended period: facts, roster and scores are kept with a hash in the ledger"""
    return freeze(assessment_id, actor, idempotency_key(), now())


@endpoint(publishing, "POST", "/publishing/periods/<int:assessment_id>/display", body=DisplayBody,
          answers={200: PERIOD}, headers=ONCE)
def post_display(assessment_id: int, actor: Actor, body: DisplayBody) -> dict[str, Any]:
    """Show a frozen period to everybody for some days"""
    return display(assessment_id, body.days, actor, idempotency_key(), now())


@endpoint(publishing, "POST", "/publishing/periods/<int:assessment_id>/final", answers={200: PERIOD}, headers=ONCE)
def post_final(assessment_id: int, actor: Actor) -> dict[str, Any]:
    """Make a period final after its display, when no appeal and no objection is open"""
    return make_final(assessment_id, actor, idempotency_key(), now())


@endpoint(publishing, "GET", "/public/assessments", audience="all", answers={200: DISPLAYS})
def get_displays() -> dict[str, Any]:
    """Periods on display and rewards of units on display; no persons"""
    return read_displays(now())


@endpoint(publishing, "GET", "/public/assessments/<int:assessment_id>", audience="all", query=DisplayQuery,
          answers={200: DISPLAYED})
def get_display(assessment_id: int, query: DisplayQuery) -> dict[str, Any]:
    """One period on display: grids and units of a level with total, grade, n and rank"""
    return read_display(assessment_id, query.level, query.division, query.limit, query.offset, now())


@endpoint(publishing, "GET", "/public/assessments/<int:assessment_id>/records", audience="all",
          answers={200: RECORDS})
def get_records(assessment_id: int) -> dict[str, Any]:
    """Every revision of a displayed period with what it takes to check its hash without trusting this page"""
    return read_records(assessment_id)


@endpoint(publishing, "GET", "/public/assessments/<int:assessment_id>/records/<int:number>", audience="all",
          answers={200: None})
def get_record(assessment_id: int, number: int) -> Response:
    """The public part of a revision as the very bytes that went into its hash: units' scores, no persons"""
    name, text = read_record(assessment_id, number)
    return Response(text, mimetype="application/json",
                    headers={"Content-Disposition": f'attachment; filename="{name}"'})


@endpoint(publishing, "POST", "/public/assessments/<int:assessment_id>/objections", audience="all",
          body=ObjectionBody, answers={201: OBJECTED})
def post_objection(assessment_id: int, body: ObjectionBody) -> tuple[dict[str, Any], int]:
    """Object to a displayed period; the answer is found by ticket and code"""
    given = Objected(body.id, assessment_id, None, body.about, body.words.strip())
    return object_to(given, origin_of(None, request.remote_addr), now()), 201


@endpoint(publishing, "POST", "/public/rewards/<int:reward_id>/objections", audience="all", body=ObjectionBody,
          answers={201: OBJECTED})
def post_reward_objection(reward_id: int, body: ObjectionBody) -> tuple[dict[str, Any], int]:
    """Object to a displayed reward of a unit"""
    given = Objected(body.id, None, reward_id, body.about, body.words.strip())
    return object_to(given, origin_of(None, request.remote_addr), now()), 201


@endpoint(publishing, "GET", "/public/objections/<ticket>", audience="all", query=CodeQuery,
          answers={200: OWN_OBJECTION})
def get_own_objection(ticket: str, query: CodeQuery) -> dict[str, Any]:
    """What became of an objection, by ticket and code"""
    return read_objection(ticket, query_code(query), now())


@endpoint(publishing, "GET", "/objections", answers={200: OBJECTIONS})
def get_objections(actor: Actor) -> dict[str, Any]:
    """Objections of the own territory, open ones first"""
    return read_objections(actor, now())


@endpoint(publishing, "POST", "/objections/<int:objection_id>/answer", body=AnswerBody, answers={200: OBJECTION},
          headers=ONCE)
def post_objection_answer(objection_id: int, actor: Actor, body: AnswerBody) -> dict[str, Any]:
    """Answer an objection, once"""
    return answer_objection(objection_id, body.text.strip(), actor, idempotency_key(), now())
