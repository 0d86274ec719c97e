"""Search: words of two characters and more, counters folded from the ledger, saved filters."""

from __future__ import annotations

revision = "20261122_search"
down_revision = "20261122_intake"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
