"""Schemes: the salt that seals their words; what assessors establish by hand against somebody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_schemes"
down_revision = "20261124_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column and a table."""
    op.add_column("assessment_schemes", sa.Column("salt", sa.String(length=32), nullable=True))
    op.create_table(
        "assessment_marks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=30), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("holds", sa.Boolean(), nullable=True),
        sa.CheckConstraint("level IN ('member', 'grid', 'community', 'town', 'district', 'department')",
                           name=op.f("ck_assessment_marks_level")),
        sa.CheckConstraint("(decided_at IS NULL) = (holds IS NULL)", name=op.f("ck_assessment_marks_decided")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assessment_marks_case_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_assessment_marks_decided_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_assessment_marks_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_marks")),
    )
    op.create_index(op.f("ix_assessment_marks_decided_at"), "assessment_marks", ["decided_at"], unique=False)
    op.create_index(op.f("ix_assessment_marks_district_id"), "assessment_marks", ["district", "id"], unique=False)
