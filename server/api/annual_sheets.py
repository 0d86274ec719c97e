"""年度责任书 over HTTP: a district's or town's year as an answer, a PDF, a workbook."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from server.api.edge import endpoint
from server.api.publishing_shapes import SHEET, SheetFileQuery, SheetQuery
from server.auth import now
from server.queries.annual_files import sheet_file
from server.queries.annual_sheets import read_sheet
from server.queries.people import Actor
from server.queries.sheet_files import FILE_TYPES

annual_sheets = Blueprint("annual_sheets", __name__, url_prefix="/api/v1")
TYPES = {"pdf": "application/pdf", "xlsx": FILE_TYPES["xlsx"]}


@endpoint(annual_sheets, "GET", "/annual-sheets/<code>", query=SheetQuery, answers={200: SHEET})
def get_sheet(code: str, actor: Actor, query: SheetQuery) -> dict[str, Any]:
    """Indicators of a district or town over a year, each with its definition, n and what was left out"""
    return read_sheet(code, query.year, query.division, actor, now())


@endpoint(annual_sheets, "GET", "/annual-sheets/<code>/file", query=SheetFileQuery, answers={200: None})
def get_sheet_file(code: str, actor: Actor, query: SheetFileQuery) -> Response:
    """The same as a PDF or a workbook"""
    told = read_sheet(code, query.year, query.division, actor, now())
    name = f"{code}-{query.division}-{query.year}.{query.format}"
    return Response(sheet_file(query.format, told), mimetype=TYPES[query.format],
                    headers={"Content-Disposition": f'attachment; filename="{name}"'})
