"""Escalation: the reminder ladder, supervision orders with replies and acceptance."""

from __future__ import annotations

revision = "20261122_escalation"
down_revision = "20261122_whistles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
