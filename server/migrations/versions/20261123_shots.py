"""What a phone says of its pictures: when and where the shutter was pressed."""

from __future__ import annotations

revision = "20261123_shots"
down_revision = "20261123_in_the_hand"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
