"""People and posts as CSV or Excel: import with row-by-row errors, export."""

from __future__ import annotations

from flask import Blueprint

people_files = Blueprint("people_files", __name__, url_prefix="/api/v1")
