"""Notices to reporters, verified contacts, restrictions that only slow."""

from __future__ import annotations

revision = "20261123_notices_and_restrictions"
down_revision = "20261123_sounds_and_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
