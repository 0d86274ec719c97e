"""Indexes for scores that are asked while the period runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_score_indexes"
down_revision = "20261125_legacy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A department's stages by all their moments, and the few rows that are looked for among very many."""
    op.drop_index(op.f("ix_case_stages_department_due_at"), table_name="case_stages")
    for moment in ("due_at", "started_at", "ended_at"):
        _few(op.f(f"ix_case_stages_department_{moment}"), "case_stages", ["department", moment],
             "department IS NOT NULL")
    _few("ix_case_stages_moved", "case_stages", ["district", "due_at"], "story IS NOT NULL")
    _few("ix_case_stages_sent_back", "case_stages", ["district", "ended_at"], "ended_by IN ('check-fail', 'rule')")
    _few("ix_cases_reopened", "cases", ["community"], "reopens > 0")
    _few("ix_events_contacted", "events", ["subject_id"], "name = 'case.contacted'")


def _few(name: str, table: str, columns: list[str], which: str) -> None:
    op.create_index(name, table, columns, postgresql_where=sa.text(which), sqlite_where=sa.text(which))
