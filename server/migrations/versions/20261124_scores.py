"""Reading of scores."""

from __future__ import annotations

revision = "20261124_scores"
down_revision = "20261124_platform_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
