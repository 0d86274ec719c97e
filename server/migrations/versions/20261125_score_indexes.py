"""Indexes for scores that are asked while the period runs."""

from __future__ import annotations

revision = "20261125_score_indexes"
down_revision = "20261125_legacy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
