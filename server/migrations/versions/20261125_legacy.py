"""Problems that the district lists as older than the period."""

from __future__ import annotations

revision = "20261125_legacy"
down_revision = "20261125_misses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
