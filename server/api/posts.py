"""Posts over HTTP: begin, end, hand over, substitutes, absences, the own tasks."""

from __future__ import annotations

from flask import Blueprint

posts = Blueprint("posts", __name__, url_prefix="/api/v1")
