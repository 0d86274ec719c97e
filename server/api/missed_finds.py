"""漏报 over HTTP: stated by an assessor for a case and a visit, listed, taken back.

Next: server/actions/missed_finds.py
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.missed_finds import Stated, state_missed, withdraw_missed
from server.api.edge import endpoint, idempotency_key
from server.api.missed_finds_shapes import (
    MISSED_FIND,
    MISSED_FINDS,
    MISSED_FORM,
    MissedBackBody,
    MissedBody,
    MissedQuery,
)
from server.auth import now
from server.queries.missed_finds import read_missed_find, read_missed_finds, read_missed_form
from server.queries.people import Actor

missed_finds = Blueprint("missed_finds", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this write"}


@endpoint(missed_finds, "GET", "/missed-finds", query=MissedQuery, answers={200: MISSED_FINDS})
def get_missed_finds(actor: Actor, query: MissedQuery) -> dict[str, Any]:
    """Finds that a visit missed: those of the own visits, of the station's people, of the territory assessed"""
    return read_missed_finds(actor, query.division, now(), query.limit, query.cursor)


@endpoint(missed_finds, "GET", "/missed-finds/<int:missed_id>", answers={200: MISSED_FIND})
def get_missed_find(missed_id: int, actor: Actor) -> dict[str, Any]:
    """One of them with the proof, for assessors, the head of the station and whoever made the visit"""
    return read_missed_find(missed_id, actor, now())


@endpoint(missed_finds, "GET", "/cases/<int:case_id>/missed-find", answers={200: MISSED_FORM})
def get_missed_form(case_id: int, actor: Actor) -> dict[str, Any]:
    """Which visits may have missed the problem of a case, and whether this person may say so"""
    return read_missed_form(case_id, actor, now())


@endpoint(missed_finds, "POST", "/missed-finds", body=MissedBody, answers={201: MISSED_FIND}, headers=ONCE)
def post_missed_find(actor: Actor, body: MissedBody) -> tuple[dict[str, Any], int]:
    """State that the problem was visible at a visit before it was reported, with the proof in words"""
    wanted = Stated(body.case_id, body.visit_id, body.photo_id, body.words.strip())
    return state_missed(wanted, actor, idempotency_key(), now()), 201


@endpoint(missed_finds, "POST", "/missed-finds/<int:missed_id>/withdraw", body=MissedBackBody,
          answers={200: MISSED_FIND}, headers=ONCE)
def post_missed_back(missed_id: int, actor: Actor, body: MissedBackBody) -> dict[str, Any]:
    """Take it back, with the reason"""
    return withdraw_missed(missed_id, body.reason.strip(), actor, idempotency_key(), now())
