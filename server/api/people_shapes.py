"""Queries and documented answers of the people's files."""

from __future__ import annotations

from typing import Literal

from server.api.answers import BOOLEAN, INTEGER, STRING, array, record
from server.api.edge import Query
from server.api.schemas import Code
from server.queries.sheet_files import FILE_TYPES

IMPORTED = record(rows=INTEGER, new=INTEGER, changed=INTEGER, applied=BOOLEAN, errors=array(
    record(row=INTEGER, column=STRING, value=STRING, reason=STRING)))
PEOPLE_FILE = {"content": {kind.partition(";")[0]: {} for kind in FILE_TYPES.values()}}


class ImportQuery(Query):
    """POST /people/import."""

    dry_run: bool = False


class ExportQuery(Query):
    """GET /people/export."""

    division: Code | None = None
    format: Literal["csv", "xlsx"] = "csv"
