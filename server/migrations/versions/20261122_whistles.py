"""Whistles: who called whom, each unit's own clocks, answers, ratings both ways."""

from __future__ import annotations

revision = "20261122_whistles"
down_revision = "20261122_routing_rules"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
