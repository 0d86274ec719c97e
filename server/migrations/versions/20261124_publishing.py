"""Publishing: displays, rewards and penalties, annual sheets."""

from __future__ import annotations

revision = "20261124_publishing"
down_revision = "20261124_scores"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
