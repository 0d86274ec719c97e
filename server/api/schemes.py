"""考核方案: versions, drafting, adopting, and what a changed weight would have done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint

from server.actions.established import Charge, decide_mark, propose_mark
from server.actions.schemes import Wanted, adopt_scheme, draft_scheme, edit_scheme
from server.api.edge import endpoint, idempotency_key
from server.api.schemes_shapes import (
    MARK,
    MARKS,
    PREVIEW,
    SCHEME,
    SCHEMES,
    DecideBody,
    MarkBody,
    PreviewBody,
    SchemeWanted,
)
from server.queries.established import list_marks
from server.queries.people import Actor
from server.queries.scheme_preview import read_preview
from server.queries.scheme_shapes import list_schemes, read_scheme
from workflows.assessment.facts import Level

schemes = Blueprint("schemes", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)


@endpoint(schemes, "GET", "/schemes", answers={200: SCHEMES})
def get_schemes(actor: Actor) -> dict[str, Any]:
    """All versions of the assessment scheme, the newest first"""
    return list_schemes(actor, now())


@endpoint(schemes, "GET", "/schemes/<int:scheme_id>", answers={200: SCHEME})
def get_scheme(scheme_id: int, actor: Actor) -> dict[str, Any]:
    """One version: its cards with the formula of every line, and its body as it is kept"""
    return read_scheme(scheme_id, actor, now())


@endpoint(schemes, "POST", "/schemes", body=SchemeWanted, answers={201: SCHEME}, headers=ONCE)
def post_scheme(actor: Actor, body: SchemeWanted) -> tuple[dict[str, Any], int]:
    """Draft a new version; every field that cannot be is named"""
    return draft_scheme(_wanted(body), actor, idempotency_key(), now()), 201


@endpoint(schemes, "POST", "/schemes/<int:scheme_id>", body=SchemeWanted, answers={200: SCHEME}, headers=ONCE)
def post_scheme_change(scheme_id: int, actor: Actor, body: SchemeWanted) -> dict[str, Any]:
    """Change a draft; an adopted version is never edited, and the attempt stays in the ledger"""
    return edit_scheme(scheme_id, _wanted(body), actor, idempotency_key(), now())


@endpoint(schemes, "POST", "/schemes/<int:scheme_id>/adopt", answers={200: SCHEME}, headers=ONCE)
def post_scheme_adopt(scheme_id: int, actor: Actor) -> dict[str, Any]:
    """Put a draft in force from its first day on; by a leader of the city who did not write it"""
    return adopt_scheme(scheme_id, actor, idempotency_key(), now())


@endpoint(schemes, "POST", "/schemes/preview", body=PreviewBody, answers={200: PREVIEW})
def post_scheme_preview(actor: Actor, body: PreviewBody) -> dict[str, Any]:
    """What these weights would have done to the last quarter's ranks; nothing is stored"""
    return read_preview(body.body.model_dump(), Level(body.level), actor, now())


@endpoint(schemes, "GET", "/assessment-marks", answers={200: MARKS})
def get_marks(actor: Actor) -> dict[str, Any]:
    """What was established by hand against somebody in the own territory, for which points come off"""
    return list_marks(actor, now())


@endpoint(schemes, "POST", "/assessment-marks", body=MarkBody, answers={201: MARK}, headers=ONCE)
def post_mark(actor: Actor, body: MarkBody) -> tuple[dict[str, Any], int]:
    """Propose it with the reason; it counts once another person has said that it holds"""
    charge = Charge(body.code, Level(body.level), body.owner, body.case_id, body.reason.strip())
    return propose_mark(charge, actor, idempotency_key(), now()), 201


@endpoint(schemes, "POST", "/assessment-marks/<int:mark_id>/decide", body=DecideBody, answers={200: MARK},
          headers=ONCE)
def post_mark_decision(mark_id: int, actor: Actor, body: DecideBody) -> dict[str, Any]:
    """Say that it holds or not; never by whoever proposed it"""
    return decide_mark(mark_id, body.holds, actor, idempotency_key(), now())


def _wanted(body: SchemeWanted) -> Wanted:
    return Wanted(body.title.strip(), body.starts_on, body.reason.strip(), body.body.model_dump())
