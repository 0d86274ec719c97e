"""Problems that a patrol should have seen, and who judges a stage."""

from __future__ import annotations

revision = "20261125_misses"
down_revision = "20261124_inspections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
