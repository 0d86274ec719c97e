"""Problems that the district lists as older than the grids' work: since when, until when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261125_legacy"
down_revision = "20261125_misses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("legacy_from", UtcDateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("legacy_to", UtcDateTime(timezone=True), nullable=True))
