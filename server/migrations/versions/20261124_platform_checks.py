"""Work reminders and platform checks."""

from __future__ import annotations

revision = "20261124_platform_checks"
down_revision = "20261124_schemes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
