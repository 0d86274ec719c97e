"""What the whole loop left open: a merged item's earlier due time, pictures of second looks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261123_short_ends"
down_revision = "20261123_quicker_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column of cases and one table."""
    op.add_column("cases", sa.Column("merged_due_at", UtcDateTime(timezone=True), nullable=True))
    op.create_table(
        "recheck_photos",
        sa.Column("recheck_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("photo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["recheck_id"], ["rechecks.id"], name=op.f("fk_recheck_photos_recheck_id_rechecks")),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_recheck_photos_photo_id_photos")),
        sa.PrimaryKeyConstraint("recheck_id", "photo_id", name=op.f("pk_recheck_photos")))
