"""Weekly meeting packs with their action items."""

from __future__ import annotations

revision = "20261124_packs"
down_revision = "20261124_appeals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
