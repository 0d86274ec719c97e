"""What a phone says of its pictures: when and where the shutter was pressed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261123_shots"
down_revision = "20261123_in_the_hand"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Beside what the file itself says, and as sealed as that."""
    op.add_column("photo_evidence", sa.Column("shot_at", UtcDateTime(), nullable=True))
    for name in ("shot_lon", "shot_lat", "shot_accuracy_m"):
        op.add_column("photo_evidence", sa.Column(name, sa.Double(), nullable=True))
