"""Sources of pollution, plans and visits."""

from __future__ import annotations

revision = "20261123_sources_and_visits"
down_revision = "20261123_watermarks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
