"""Schemes and whose group a grid is in."""

from __future__ import annotations

revision = "20261124_schemes"
down_revision = "20261124_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
