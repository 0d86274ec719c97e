"""Duty rosters over HTTP: who is on duty, shifts, gaps."""

from __future__ import annotations

from flask import Blueprint

rosters = Blueprint("rosters", __name__, url_prefix="/api/v1")
