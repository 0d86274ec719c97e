"""Closing and answering: standards, templates, questions to reporters, answers by link."""

from __future__ import annotations

revision = "20261122_closing_and_answers"
down_revision = "20261122_duplicates_and_evidence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
