"""The published copy of a picture says when and where, never who."""

from __future__ import annotations

revision = "20261123_watermarks"
down_revision = "20261123_shots"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
