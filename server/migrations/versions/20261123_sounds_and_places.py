"""Sounds as evidence: which report they came with; how many a case has; a rating may say «not solved» alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261123_sounds_and_places"
down_revision = "20261123_sources_and_visits"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report_sounds",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_sounds_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sounds")),
    )
    op.create_index(op.f("ix_report_sounds_report_id"), "report_sounds", ["report_id"], unique=False)
    op.add_column("cases", sa.Column("sounds", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("ratings") as batch:
        batch.alter_column("satisfaction", existing_type=sa.Integer(), nullable=True)
