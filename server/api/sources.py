"""The register of pollution sources over HTTP: pages, entries, files, how often each is looked at."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from server.actions.patrols import set_interval
from server.actions.source_import import import_sources
from server.actions.sources import add_source, change_source
from server.api.edge import endpoint, idempotency_key
from server.api.patrols_shapes import (
    COVERAGE,
    INTERVAL,
    KINDS,
    PLAN,
    SOURCE,
    SOURCE_CARD,
    SOURCES,
    SOURCES_FILE,
    DivisionQuery,
    ExportQuery,
    ImportQuery,
    PlanBody,
    SourceBody,
    SourcesQuery,
)
from server.api.people_files import uploaded_file
from server.api.people_shapes import IMPORTED
from server.auth import now
from server.queries.moments import city_day
from server.queries.patrol_rules import describe_kinds, read_plan
from server.queries.patrols import read_coverage, read_source
from server.queries.people import Actor
from server.queries.sheet_files import FILE_TYPES
from server.queries.source_sheet import export_sources
from server.queries.sources import SourceFilter, read_sources

sources = Blueprint("sources", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this change"}


@endpoint(sources, "GET", "/sources", query=SourcesQuery, answers={200: SOURCES})
def list_sources(actor: Actor, query: SourcesQuery) -> dict[str, Any]:
    """Pollution sources of the own territory, what is due first on top"""
    wanted = SourceFilter(query.division, query.kind, query.risk, query.state, query.q, query.closed == "true")
    return read_sources(actor, wanted, now(), query.limit, query.cursor)


@endpoint(sources, "POST", "/sources", body=SourceBody, answers={201: SOURCE}, headers=KEY)
def post_source(actor: Actor, body: SourceBody) -> tuple[dict[str, Any], int]:
    """Enter a source in the register"""
    return add_source(body.given(), actor, idempotency_key(), now()), 201


@endpoint(sources, "GET", "/sources/<int:source_id>", answers={200: SOURCE_CARD})
def get_one_source(source_id: int, actor: Actor) -> dict[str, Any]:
    """One source with its last visits and the matters near by"""
    return read_source(source_id, actor, now())


@endpoint(sources, "POST", "/sources/<int:source_id>", body=SourceBody, answers={200: SOURCE}, headers=KEY)
def post_change(source_id: int, actor: Actor, body: SourceBody) -> dict[str, Any]:
    """Change an entry; a last day closes it"""
    return change_source(source_id, body.given(), actor, idempotency_key(), now())


@endpoint(sources, "POST", "/sources/import", query=ImportQuery, multipart="file", answers={200: IMPORTED},
          headers={"Idempotency-Key": "UUID of this import"})
def import_file(actor: Actor, query: ImportQuery) -> dict[str, Any]:
    """Take in sources from a file: all of it or, with a mistake anywhere, nothing"""
    data, name = uploaded_file()
    return import_sources(data, name, query.dry_run, actor, idempotency_key(), now())


@endpoint(sources, "GET", "/sources/export", query=ExportQuery, answers={200: SOURCES_FILE})
def export_file(actor: Actor, query: ExportQuery) -> Response:
    """Sources of a division in the columns that the import takes"""
    at = now()
    response = Response(export_sources(actor, query.division, query.format, at),
                        content_type=FILE_TYPES[query.format])
    name = f"sources-{query.division or 'all'}-{city_day(at):%Y%m%d}.{query.format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@endpoint(sources, "GET", "/source-kinds", answers={200: KINDS})
def get_kinds(actor: Actor) -> dict[str, Any]:
    """Kinds of sources, risks, premises and the texts that are handed over"""
    return describe_kinds()


@endpoint(sources, "GET", "/patrol-plan", query=DivisionQuery, answers={200: PLAN})
def get_plan(actor: Actor, query: DivisionQuery) -> dict[str, Any]:
    """How often sources are looked at in a division, by kind and risk, and who says so"""
    return read_plan(query.division, actor, now())


@endpoint(sources, "POST", "/patrol-plan", body=PlanBody, answers={200: INTERVAL}, headers=KEY)
def post_plan(actor: Actor, body: PlanBody) -> dict[str, Any]:
    """Set or take back an own interval of a division"""
    return set_interval(body.division, body.kind, body.risk, body.days, actor, idempotency_key(), now())


@endpoint(sources, "GET", "/patrols/coverage", query=DivisionQuery, answers={200: COVERAGE})
def get_coverage(actor: Actor, query: DivisionQuery) -> dict[str, Any]:
    """How many high-risk sources of a division have been seen in time, with the list behind it"""
    return read_coverage(actor, query.division, now())
