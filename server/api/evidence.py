"""Doubts, second looks and their thresholds over HTTP. Next: server/actions/doubts.py"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from server.actions.doubts import decide
from server.actions.evidence_rules import change_threshold
from server.actions.photos import take_in
from server.actions.rechecks import Finding, answer_recheck
from server.api.edge import endpoint, idempotency_key
from server.api.evidence_shapes import (
    CASE_RECHECK,
    DOUBT,
    DOUBTS,
    RECHECK,
    RECHECKS,
    RULES,
    DoubtsQuery,
    RecheckBody,
    ThresholdBody,
    VerdictBody,
)
from server.api.reports import uploaded
from server.auth import now
from server.queries.doubts import DoubtFilter, read_doubts
from server.queries.evidence_rules import read_rules
from server.queries.people import Actor
from server.queries.rechecks import read_my_rechecks, read_recheck_of

evidence = Blueprint("evidence", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this write"}


@endpoint(evidence, "GET", "/doubts", query=DoubtsQuery, answers={200: DOUBTS})
def list_doubts(actor: Actor, query: DoubtsQuery) -> dict[str, Any]:
    """Doubts about evidence in the own territory, for those who answer for it"""
    found = read_doubts(actor, DoubtFilter(query.state, query.code, query.case), now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": found["next"]}
    return {**found, "next": f"{request.path}?{urlencode(given)}" if found["next"] else None}


@endpoint(evidence, "POST", "/doubts/<int:doubt_id>", body=VerdictBody, answers={200: DOUBT}, headers=KEY)
def decide_doubt(doubt_id: int, actor: Actor, body: VerdictBody) -> dict[str, Any]:
    """Say that a doubt holds or not, with the reason"""
    return decide(doubt_id, body.verdict, body.note, actor, idempotency_key(), now())


@endpoint(evidence, "GET", "/rechecks", answers={200: RECHECKS})
def list_rechecks(actor: Actor) -> dict[str, Any]:
    """Second looks that wait for me, without what was found before"""
    return read_my_rechecks(actor, now())


@endpoint(evidence, "POST", "/rechecks/<int:recheck_id>", body=RecheckBody, multipart="step", answers={200: RECHECK},
          headers=KEY)
def make_recheck(recheck_id: int, actor: Actor, body: RecheckBody) -> dict[str, Any]:
    """Say what a second look found, with pictures or without"""
    uploads = take_in([("check", data) for data in uploaded("photos")])
    return answer_recheck(recheck_id, Finding(body.result, body.note, uploads), actor, idempotency_key(), now())


@endpoint(evidence, "GET", "/cases/<int:case_id>/recheck", answers={200: CASE_RECHECK})
def get_case_recheck(case_id: int, actor: Actor) -> dict[str, Any]:
    """What a second look at this case found, for those who answer for the evidence"""
    return read_recheck_of(case_id, actor, now())


@endpoint(evidence, "GET", "/evidence-rules", answers={200: RULES})
def get_rules(actor: Actor) -> dict[str, Any]:
    """The thresholds of suggestions, doubts and second looks"""
    return read_rules(actor, now())


@endpoint(evidence, "POST", "/evidence-rules", body=ThresholdBody, answers={200: RULES}, headers=KEY)
def set_rule(actor: Actor, body: ThresholdBody) -> dict[str, Any]:
    """Change one threshold; the ledger tells who changed what"""
    return change_threshold(body.name, body.value, actor, idempotency_key(), now())
