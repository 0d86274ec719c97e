"""Facts: who ended a clock, and indexes by which a period's clocks, tasks and ratings are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261124_facts"
down_revision = "20261124_assessment"
branch_labels = None
depends_on = None

ENDERS = {
    "postgresql": """UPDATE case_stages SET ended_person_id = (e.content::json->'actor'->>'id')::bigint FROM events e
        WHERE e.subject_kind = 'case' AND e.subject_id = case_stages.case_id::text AND e.at = case_stages.ended_at
        AND e.content::json->'data'->>'action' = case_stages.ended_by""",
    "sqlite": """UPDATE case_stages SET ended_person_id = (SELECT json_extract(e.content, '$.actor.id') FROM events e
        WHERE e.subject_kind = 'case' AND e.subject_id = CAST(case_stages.case_id AS TEXT)
        AND e.at = case_stages.ended_at AND json_extract(e.content, '$.data.action') = case_stages.ended_by)
        WHERE ended_at IS NOT NULL""",
}
CHECKED = sa.text("stage IN ('check', 'judge') AND ended_person_id IS NOT NULL")


def upgrade() -> None:
    """One column, filled from the ledger, and five indexes."""
    op.add_column("case_stages", sa.Column("ended_person_id", sa.Integer(), nullable=True))
    op.execute(ENDERS[op.get_bind().dialect.name])
    for column in ("started_at", "ended_at"):
        op.create_index(op.f(f"ix_case_stages_district_{column}"), "case_stages", ["district", column], unique=False)
    op.create_index(op.f("ix_case_stages_ended_person_id_due_at"), "case_stages", ["ended_person_id", "due_at"],
                    unique=False, postgresql_where=CHECKED, sqlite_where=CHECKED)
    op.create_index(op.f("ix_assignments_district_due_at"), "assignments", ["district", "due_at"], unique=False)
    op.create_index(op.f("ix_ratings_at"), "ratings", ["at"], unique=False)
