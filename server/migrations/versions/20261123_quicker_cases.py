"""What makes lists, steps and new cases quicker."""

from __future__ import annotations

revision = "20261123_quicker_cases"
down_revision = "20261123_notices_and_restrictions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
