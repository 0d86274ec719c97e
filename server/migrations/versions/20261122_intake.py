"""Intake: extra questions, items from other systems, law enforcement's way back, blurred pictures."""

from __future__ import annotations

revision = "20261122_intake"
down_revision = "20261122_closing_and_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
