"""Special inspections: campaigns, forms, findings."""

from __future__ import annotations

revision = "20261124_inspections"
down_revision = "20261124_packs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
