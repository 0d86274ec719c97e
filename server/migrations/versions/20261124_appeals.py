"""Appeals and findings that a case was malicious."""

from __future__ import annotations

revision = "20261124_appeals"
down_revision = "20261124_publishing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
