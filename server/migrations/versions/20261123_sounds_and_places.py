"""Sounds as evidence; what the public map shows."""

from __future__ import annotations

revision = "20261123_sounds_and_places"
down_revision = "20261123_sources_and_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
