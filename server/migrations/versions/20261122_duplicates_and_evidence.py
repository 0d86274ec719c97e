"""Duplicates and evidence: links, likeness of pictures, doubts with their verdicts, blind re-checks."""

from __future__ import annotations

revision = "20261122_duplicates_and_evidence"
down_revision = "20261122_escalation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
