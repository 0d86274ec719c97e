"""Who is where over HTTP: the tree of divisions, the search, who is responsible for a place."""

from __future__ import annotations

from flask import Blueprint

directory = Blueprint("directory", __name__, url_prefix="/api/v1")
