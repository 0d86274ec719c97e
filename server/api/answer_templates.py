"""Texts to begin with: read by all staff, changed by administrators of the city."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.answer_templates import save_template
from server.api.closing_shapes import PREVIEW, SAVED, TEMPLATES, PreviewBody, TemplateBody
from server.api.edge import endpoint, idempotency_key
from server.auth import now
from server.queries.answer_templates import preview
from server.queries.people import Actor
from server.queries.reading import read_templates
from workflows.templates import PLACEHOLDERS

answer_templates = Blueprint("answer_templates", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(answer_templates, "GET", "/answer-templates", answers={200: TEMPLATES})
def get_templates(actor: Actor) -> dict[str, Any]:
    """All texts, those switched off too, and what they may ask for"""
    return {"items": read_templates(), "placeholders": list(PLACEHOLDERS)}


@endpoint(answer_templates, "POST", "/answer-templates", body=TemplateBody, answers={201: SAVED}, headers=ONCE)
def post_template(actor: Actor, body: TemplateBody) -> tuple[dict[str, Any], int]:
    """Add a text"""
    return save_template(None, body.model_dump(), actor, idempotency_key(), now()), 201


@endpoint(answer_templates, "POST", "/answer-templates/<int:template_id>", body=TemplateBody, answers={200: SAVED},
          headers=ONCE)
def post_template_change(template_id: int, actor: Actor, body: TemplateBody) -> dict[str, Any]:
    """Change a text or switch it off"""
    return save_template(template_id, body.model_dump(), actor, idempotency_key(), now())


@endpoint(answer_templates, "POST", "/answer-templates/preview", body=PreviewBody, answers={200: PREVIEW})
def post_preview(actor: Actor, body: PreviewBody) -> dict[str, Any]:
    """How a text reads with invented values, and which places in it mean nothing"""
    return preview(body.text)
