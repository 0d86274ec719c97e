"""What everybody may know: health, the flow, categories, departments, settings of the pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.api.answers import CATEGORIES, DEPARTMENTS, HEALTH, PUBLIC_SETTINGS, WORKFLOW
from server.api.edge import endpoint
from server.api.schemas import DepartmentsQuery
from server.auth import now
from server.errors import Problem
from server.queries.catalogue import catalogue, categories, limit_text
from server.queries.citizen_rules import sound_settings
from server.queries.city import all_departments, city_code, city_index
from server.queries.people import Actor
from server.queries.pinyin import spelling
from server.queries.questions import list_questions
from server.queries.reading import database_answers, settings
from server.queries.routing import premises
from server.queries.words import shape_field
from workflows.case_flow import TRANSITIONS
from workflows.deadlines import Limit
from workflows.diagram import mermaid
from workflows.states import ACTION_NAMES, FINAL, OPEN, PHASE_NAMES, PHASE_OF, STATE_NAMES, Phase, State

VERSION = "0.1.0"
catalogue_api = Blueprint("catalogue", __name__, url_prefix="/api/v1")


@endpoint(catalogue_api, "GET", "/health", audience="all", answers={200: HEALTH})
def get_health() -> dict[str, Any]:
    """Whether the service and its database answer"""
    if not database_answers():
        raise Problem("not-ready")
    return {"status": "ok", "version": VERSION, "time": now(),
            "database": "sqlite" if settings().is_sqlite else "postgresql"}


@endpoint(catalogue_api, "GET", "/workflow", audience="all", answers={200: WORKFLOW})
def get_workflow() -> dict[str, Any]:
    """States, actions and roles of the flow, with its diagram"""
    roles = catalogue().roles
    return {
        "states": [{"code": state, "name": STATE_NAMES[state], "phase": PHASE_OF[state], "final": state in FINAL,
                    "open": state in OPEN} for state in State],
        "phases": [{"code": phase, "name": PHASE_NAMES[phase]} for phase in Phase],
        "actions": [{
            "code": row.action, "name": ACTION_NAMES[row.action], "sources": list(row.sources),
            "target": row.target, "roles": sorted(row.roles), "fields": [shape_field(item) for item in row.fields],
            "clock": f"{row.clock.effect} {row.clock.stage or ''}".strip(), "why": row.why, "why_en": row.why_en,
        } for row in TRANSITIONS],
        "roles": [{"code": code, "name": name} for code, name in roles.items()],
        "diagram": mermaid(),
    }


@endpoint(catalogue_api, "GET", "/categories", audience="all", answers={200: CATEGORIES})
def get_categories() -> dict[str, Any]:
    """The category tree with limits, departments and evidence"""
    book = catalogue()
    kinds = {kind.code: kind.name for kind in book.departments}
    return {
        "roots": [vars_of(root, "code", "name", "name_en") for root in book.roots],
        "categories": [_category(row, kinds) for row in categories().values()],
        "sources": [vars_of(item, "code", "name", "name_en", "number_required", "due_allowed")
                    for item in book.sources],
        "questions": list_questions(active=True),
        "premises": [vars_of(item, "code", "name", "name_en") for item in premises()],
        "decline_reasons": [vars_of(item, "code", "name", "name_en", "explain") for item in book.decline_reasons],
    }


def vars_of(item: Any, *names: str) -> dict[str, Any]:
    """Named attributes as a dictionary."""
    return {name: getattr(item, name) for name in names}


def _category(row: dict[str, Any], kinds: dict[str, str]) -> dict[str, Any]:
    limits = {stage: {**limit, "text": limit_text(Limit(**limit))} for stage, limit in row["limits"].items()}
    return {**row, **spelling(row["public_name"] or row["name"]), "lead_name": kinds.get(row["lead"], ""),
            "limits": limits}


@endpoint(catalogue_api, "GET", "/departments", query=DepartmentsQuery, answers={200: DEPARTMENTS})
def get_departments(actor: Actor, query: DepartmentsQuery) -> dict[str, Any]:
    """Units that handle cases; `division` keeps those of a division, the divisions above it and its towns"""
    units = all_departments().values()
    if query.division is not None:
        try:
            above = set(city_index().path(query.division)) | set(city_index().children(query.division))
        except KeyError:
            raise Problem("not-found", "没有这个区划") from None
        units = [unit for unit in units if unit.division in above]  # type: ignore[assignment]
    return {"departments": [vars_of(unit, "code", "name", "short_name", "kind", "level", "division")
                            for unit in units]}


@endpoint(catalogue_api, "GET", "/settings/public", audience="all", answers={200: PUBLIC_SETTINGS})
def get_public_settings() -> dict[str, Any]:
    """What the pages need to know before anybody signs in"""
    given, city = settings(), city_index().division(city_code())
    return {
        "city": {"code": city.code, "name": city.name, "centre": list(city.centre),
                 "bbox": list(city.geometry.bounds)},
        "simulated": given.simulated, "version": VERSION, "max_photos": given.max_photos,
        "max_photo_mb": given.max_photo_mb,
        "base_map": {"url": given.base_map_url, "attribution": given.base_map_attribution}
        if given.base_map_url else None, "sound": sound_settings(),
    }
