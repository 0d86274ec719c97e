"""The published copy of a picture says when and where, never who."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261123_watermarks"
down_revision = "20261123_shots"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Released pictures without their copy are found by the job, also those that were released before."""
    op.add_column("photos", sa.Column("published_sha256", sa.String(length=64), nullable=True))
    waiting = sa.text("released_at IS NOT NULL AND published_sha256 IS NULL")
    op.create_index(
        "ix_photos_unpublished", "photos", ["id"], unique=False, postgresql_where=waiting, sqlite_where=waiting
    )
