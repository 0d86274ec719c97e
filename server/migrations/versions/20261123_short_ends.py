"""What the whole loop left open."""

from __future__ import annotations

revision = "20261123_short_ends"
down_revision = "20261123_quicker_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
