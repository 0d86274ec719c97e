"""Facts: what an assessment still lacked to count by."""

from __future__ import annotations

revision = "20261124_facts"
down_revision = "20261124_assessment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
