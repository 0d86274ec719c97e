"""Exchange with other systems: items come in, replies go out. Next: server/actions/item_import.py"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response

from server.actions.case_sheets import case_sheet
from server.actions.item_import import import_items
from server.actions.law_handover import send_package, take_package
from server.actions.law_import import import_law_returns
from server.api.edge import endpoint, idempotency_key
from server.api.intake_shapes import (
    ITEMS_TAKEN,
    LAW_FIGURES,
    PACKAGE,
    RETURNS_TAKEN,
    SENT_PACKAGE,
    SHEET,
    NothingBody,
    RepliesQuery,
)
from server.api.people_files import uploaded_file
from server.api.people_shapes import PEOPLE_FILE, ImportQuery
from server.api.schemas import OverviewQuery
from server.auth import now
from server.errors import Problem
from server.queries.item_replies import replies_file, replies_name
from server.queries.law_figures import read_law_figures
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.sheet_files import FILE_TYPES

exchange = Blueprint("exchange", __name__, url_prefix="/api/v1")
USUAL_SPAN = timedelta(days=30)


@endpoint(exchange, "POST", "/intake/import", query=ImportQuery, multipart="file", answers={200: ITEMS_TAKEN})
def import_item_file(actor: Actor, query: ImportQuery) -> dict[str, Any]:
    """Take in items of 12345, supervision or inspections: a number that is known stays the same case"""
    data, name = uploaded_file()
    return import_items(data, name, query.dry_run, actor, now())


@endpoint(exchange, "GET", "/intake/replies.<kind>", query=RepliesQuery, answers={200: PEOPLE_FILE})
def get_replies(kind: str, actor: Actor, query: RepliesQuery) -> Response:
    """Replies to the items of the own territory in their form, as csv or xlsx"""
    if kind not in FILE_TYPES:
        raise Problem("not-found", "只有 csv 和 xlsx")
    last = query.last or city_day(now())
    first = query.first or last - USUAL_SPAN
    data = replies_file(actor, kind, query.source, first, last, now())
    return Response(data, content_type=FILE_TYPES[kind], headers=replies_name(first, last, kind))


@endpoint(exchange, "GET", "/cases/<int:case_id>/law-package", answers={200: PACKAGE})
def get_law_package(case_id: int, actor: Actor) -> Response:
    """The hand-over package for law enforcement: case, ledger, pictures and a manifest with hashes"""
    package, number = take_package(case_id, actor, now())
    return Response(package, content_type="application/zip",
                    headers={"Content-Disposition": f'attachment; filename="{number}.zip"'})


@endpoint(exchange, "POST", "/cases/<int:case_id>/law-package", body=NothingBody, answers={200: SENT_PACKAGE},
          headers={"Idempotency-Key": "UUID of this request"})
def post_law_package(case_id: int, actor: Actor, body: NothingBody) -> dict[str, Any]:
    """Hand the package over on the line to law enforcement (simulated)"""
    return send_package(case_id, actor, idempotency_key(), now())


@endpoint(exchange, "POST", "/intake/law-returns", query=ImportQuery, multipart="file", answers={200: RETURNS_TAKEN})
def import_law_file(actor: Actor, query: ImportQuery) -> dict[str, Any]:
    """Take in what law enforcement sends back: case number, result, document, day"""
    data, name = uploaded_file()
    return import_law_returns(data, name, query.dry_run, actor, now())


@endpoint(exchange, "GET", "/stats/law", query=OverviewQuery, answers={200: LAW_FIGURES})
def get_law_figures(actor: Actor, query: OverviewQuery) -> dict[str, Any]:
    """Clues with law enforcement by what came back, each figure with its list"""
    return read_law_figures(actor, query.division, query.department, now())


@endpoint(exchange, "GET", "/cases/<int:case_id>/sheet.pdf", answers={200: SHEET})
def get_case_sheet(case_id: int, actor: Actor) -> Response:
    """The case on paper, without anybody's name or phone who reported"""
    data, number = case_sheet(case_id, actor, now())
    return Response(data, content_type="application/pdf",
                    headers={"Content-Disposition": f'inline; filename="{number}.pdf"'})
