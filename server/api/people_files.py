"""People and posts as CSV or Excel: import with row-by-row errors, export. Next: server/actions/people_import.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from server.actions.people_handed_out import hand_out_people
from server.actions.people_import import import_people
from server.actions.sheet_limits import MAX_BYTES
from server.api.edge import endpoint, idempotency_key
from server.api.people_shapes import IMPORTED, PEOPLE_FILE, ExportQuery, ImportQuery
from server.auth import now
from server.errors import Problem, invalid
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.sheet_files import FILE_TYPES

people_files = Blueprint("people_files", __name__, url_prefix="/api/v1")
AROUND = 64 * 1024  # bytes of a form around its file


@endpoint(people_files, "POST", "/people/import", query=ImportQuery, multipart="file", answers={200: IMPORTED},
          headers={"Idempotency-Key": "UUID of this import"})
def import_file(actor: Actor, query: ImportQuery) -> dict[str, Any]:
    """Take in people and posts from a file: all of it or, with a mistake anywhere, nothing"""
    data, name = uploaded_file()
    return import_people(data, name, query.dry_run, actor, idempotency_key(), now())


def uploaded_file() -> tuple[bytes, str]:
    """Content and name of the one file of the form."""
    if request.mimetype != "multipart/form-data":
        raise Problem("unsupported-media-type", "请以 multipart/form-data 提交文件")
    request.max_content_length = MAX_BYTES + AROUND
    unknown = [*request.form, *(set(request.files) - {"file"})]
    if unknown:
        raise invalid(unknown[0], "没有这个表单字段")
    files = request.files.getlist("file")
    if len(files) != 1 or not files[0].filename:
        raise invalid("file", "请选择一个文件")
    return files[0].read(), files[0].filename


@endpoint(people_files, "GET", "/people/export", query=ExportQuery, answers={200: PEOPLE_FILE})
def export_file(actor: Actor, query: ExportQuery) -> Response:
    """People and posts of a division in the columns that the import takes"""
    at = now()
    response = Response(hand_out_people(actor, query.division, query.format, at), content_type=FILE_TYPES[query.format])
    name = f"people-{query.division or 'all'}-{city_day(at):%Y%m%d}.{query.format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
