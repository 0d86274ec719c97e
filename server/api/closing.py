"""Closing and answering, for staff: standards, questions, notes, links for enterprises, figures."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.enterprise_links import make_link, revoke_link
from server.actions.notes import write_note
from server.api.closing_shapes import (
    CASE_ANSWERS,
    CLOSING,
    FITTING,
    NEW_LINK,
    NOTE,
    ClosingQuery,
    LinkBody,
    NoteBody,
    TemplatesQuery,
)
from server.api.edge import endpoint, idempotency_key
from server.auth import now
from server.queries.closing_figures import read_closing_figures
from server.queries.people import Actor
from server.queries.reading import read_case_answers, read_fitting_templates

closing = Blueprint("closing", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(closing, "GET", "/cases/<int:case_id>/answers", answers={200: CASE_ANSWERS})
def get_answers(case_id: int, actor: Actor) -> dict[str, Any]:
    """What must be seen before closing, questions put back to the reporter, links of enterprises"""
    return read_case_answers(case_id, actor, now())


@endpoint(closing, "GET", "/cases/<int:case_id>/templates", query=TemplatesQuery, answers={200: FITTING})
def get_fitting_templates(case_id: int, actor: Actor, query: TemplatesQuery) -> dict[str, Any]:
    """Texts to begin with for the words of a step, filled in from the case"""
    return {"items": read_fitting_templates(case_id, query.action, query.reason_code, actor, now())}


@endpoint(closing, "POST", "/cases/<int:case_id>/notes", body=NoteBody, answers={201: NOTE}, headers=ONCE)
def post_note(case_id: int, actor: Actor, body: NoteBody) -> tuple[dict[str, Any], int]:
    """Add a note for the station, for station and departments, or for the reporters"""
    return write_note(case_id, body.text.strip(), body.visibility, actor, idempotency_key(), now()), 201


@endpoint(closing, "POST", "/cases/<int:case_id>/enterprise-link", body=LinkBody, answers={201: NEW_LINK},
          headers=ONCE)
def post_enterprise_link(case_id: int, actor: Actor, body: LinkBody) -> tuple[dict[str, Any], int]:
    """A one-time link by which an enterprise answers without an account"""
    return make_link(case_id, body.name.strip(), actor, idempotency_key(), now()), 201


@endpoint(closing, "POST", "/cases/<int:case_id>/enterprise-link/<int:link_id>/revoke", answers={204: None})
def post_link_revoked(case_id: int, link_id: int, actor: Actor) -> tuple[None, int]:
    """Close a link that has not been answered"""
    revoke_link(case_id, link_id, actor, now())
    return None, 204


@endpoint(closing, "GET", "/stats/closing", query=ClosingQuery, answers={200: CLOSING})
def get_closing_figures(actor: Actor, query: ClosingQuery) -> dict[str, Any]:
    """What stands closed without a reporter's yes, what is denied, what waits for an answer"""
    return read_closing_figures(actor, query.division, query.department, now())
