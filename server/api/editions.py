"""Handbook, duty list and rewards in their editions, and the five fixes of every grid."""

from __future__ import annotations

from flask import Blueprint

editions = Blueprint("editions", __name__, url_prefix="/api/v1")
