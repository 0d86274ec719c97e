"""The emergency state over HTTP: begin, end, the team that is called, what was put off."""

from __future__ import annotations

from flask import Blueprint

emergencies = Blueprint("emergencies", __name__, url_prefix="/api/v1")
