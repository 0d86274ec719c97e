"""Stage clocks: the calendar, stops and restricted periods as data, staged limits, reasons of pauses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261122_stage_clocks"
down_revision = "20261122_the_whole_loop"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("question_id", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("clock_story", sa.String(), nullable=True))
    op.add_column("cases", sa.Column("urgent_by", sa.String(length=60), nullable=True))
    op.add_column("cases", sa.Column("milestones", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("case_stages", sa.Column("explained", sa.String(), nullable=True))
    op.add_column("case_stages", sa.Column("story", sa.String(), nullable=True))
