"""Intake over HTTP: extra questions, what lies near. Next: server/actions/questions.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.questions import WantedQuestion, save_question
from server.api.edge import endpoint, idempotency_key
from server.api.intake_shapes import NEARBY, QUESTIONS, NearbyQuery, QuestionBody
from server.auth import now
from server.queries.nearby import read_nearby
from server.queries.people import Actor
from server.queries.questions import list_questions

intake = Blueprint("intake", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(intake, "GET", "/questions", answers={200: QUESTIONS})
def get_questions(actor: Actor) -> dict[str, Any]:
    """Extra questions of all categories, switched off ones too"""
    return {"questions": list_questions()}


@endpoint(intake, "POST", "/questions", body=QuestionBody, answers={201: QUESTIONS}, headers=ONCE)
def post_question(actor: Actor, body: QuestionBody) -> tuple[dict[str, Any], int]:
    """Add a question to a category or to a group of categories"""
    return save_question(None, _wanted(body), actor, idempotency_key(), now()), 201


@endpoint(intake, "POST", "/questions/<code>", body=QuestionBody, answers={200: QUESTIONS}, headers=ONCE)
def post_question_change(code: str, actor: Actor, body: QuestionBody) -> dict[str, Any]:
    """Word a question anew, move it, switch it on or off"""
    return save_question(code, _wanted(body), actor, idempotency_key(), now())


def _wanted(body: QuestionBody) -> WantedQuestion:
    return WantedQuestion(**body.model_dump())


@endpoint(intake, "GET", "/cases/nearby", query=NearbyQuery, answers={200: NEARBY})
def get_nearby(actor: Actor, query: NearbyQuery) -> dict[str, Any]:
    """Open cases around a point, nearest first, of those that the person may read"""
    return read_nearby(actor, query.lon, query.lat, query.datum, query.radius, now())
