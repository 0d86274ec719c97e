"""Routing: ordered rules, rulings as precedents, who answers for what, places of source, border reports."""

from __future__ import annotations

revision = "20261122_routing_rules"
down_revision = "20261122_stage_clocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
