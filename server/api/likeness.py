"""Likeness over HTTP: suggestions with their parts, links between cases, what lies near before somebody reports."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from server.actions.attempts import spend_attempt
from server.actions.links import link, unlink
from server.api.edge import endpoint, idempotency_key
from server.api.likeness_shapes import LIKENESS, LINKS, NEAR, RECURRENCE, LinkBody, NearQuery, RecurrenceQuery
from server.api.reports import is_simulated
from server.auth import now
from server.queries.case_likeness import read_likeness
from server.queries.near_reports import read_near
from server.queries.people import Actor
from server.queries.reading import settings
from server.queries.recurrence import read_recurrence

likeness = Blueprint("likeness", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this write"}


@endpoint(likeness, "GET", "/cases/<int:case_id>/duplicates", answers={200: LIKENESS})
def get_likeness(case_id: int, actor: Actor) -> dict[str, Any]:
    """Cases that may tell of the same matter, with the parts of each score and two pictures side by side"""
    return read_likeness(case_id, actor, now())


@endpoint(likeness, "POST", "/cases/<int:case_id>/links", body=LinkBody, answers={200: LINKS}, headers=KEY)
def add_link(case_id: int, actor: Actor, body: LinkBody) -> dict[str, Any]:
    """Link a case to another one"""
    return link(case_id, body.other, body.kind, actor, idempotency_key(), now())


@endpoint(likeness, "POST", "/cases/<int:case_id>/links/<int:link_id>/end", answers={200: LINKS}, headers=KEY)
def end_link(case_id: int, link_id: int, actor: Actor) -> dict[str, Any]:
    """End a link"""
    return unlink(case_id, link_id, actor, idempotency_key(), now())


@endpoint(likeness, "GET", "/near-reports", audience="all", query=NearQuery, answers={200: NEAR})
def get_near(query: NearQuery) -> dict[str, Any]:
    """What is open near a place, and what was declined there lately and why, before somebody reports"""
    if not is_simulated():
        spend_attempt(f"near:{request.remote_addr}", settings().report_rate, now())
    return read_near(query.category, query.lon, query.lat, query.datum, now())


@endpoint(likeness, "GET", "/stats/recurrence", query=RecurrenceQuery, answers={200: RECURRENCE})
def get_recurrence(actor: Actor, query: RecurrenceQuery) -> dict[str, Any]:
    """How often what was settled came back, with its definition and its list"""
    return read_recurrence(actor, query.division, query.days, now())
