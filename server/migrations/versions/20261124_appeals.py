"""Appeals and findings that a case was malicious; tasks of grids say which item of the duty list they carry out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_appeals"
down_revision = "20261124_publishing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Four tables for appeals, three columns of standing tasks."""
    op.create_table(
        "appeals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("score_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=True),
        sa.Column("owner", sa.String(length=30), nullable=True),
        sa.Column("line", sa.String(length=40), nullable=True),
        sa.Column("ref", sa.String(length=60), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("filed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("second_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("settled_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("rescore", sa.Boolean(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('line', 'fact', 'rating', 'malicious', 'unreasonable', 'abusive')", name=op.f("ck_appeals_kind")
        ),
        sa.CheckConstraint(
            "state IN ('first', 'answered', 'second', 'settled', 'withdrawn')", name=op.f("ck_appeals_state")
        ),
        sa.CheckConstraint("line IS NOT NULL OR ref IS NOT NULL OR case_id IS NOT NULL", name=op.f("ck_appeals_what")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_appeals_assessment_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appeals_case_id")),
        sa.ForeignKeyConstraint(["filed_by"], ["people.id"], name=op.f("fk_appeals_filed_by")),
        sa.ForeignKeyConstraint(["score_id"], ["assessment_scores.id"], name=op.f("fk_appeals_score_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
    )
    op.create_index(op.f("ix_appeals_assessment_id_state"), "appeals", ["assessment_id", "state"], unique=False)
    op.create_index(op.f("ix_appeals_case_id"), "appeals", ["case_id"], unique=False)
    op.create_index(op.f("ix_appeals_district_state_id"), "appeals", ["district", "state", "id"], unique=False)
    op.create_index(op.f("ix_appeals_filed_by_id"), "appeals", ["filed_by", "id"], unique=False)
    op.create_index(
        "ix_appeals_rescore",
        "appeals",
        ["id"],
        unique=False,
        postgresql_where=sa.text("rescore"),
        sqlite_where=sa.text("rescore"),
    )
    op.create_index(op.f("ix_appeals_score_id"), "appeals", ["score_id"], unique=False)
    op.create_table(
        "appeal_instances",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("appeal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('granted', 'partly', 'refused', 'revoked')", name=op.f("ck_appeal_instances_outcome")
        ),
        sa.CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_appeal_instances_decided")),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_instances_appeal_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_appeal_instances_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_instances")),
        sa.UniqueConstraint("appeal_id", "instance", name=op.f("uq_appeal_instances_appeal_id_instance")),
    )
    op.create_index(
        "ix_appeal_instances_due_at_open",
        "appeal_instances",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("decided_at IS NULL"),
        sqlite_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "appeal_photos",
        sa.Column("appeal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("photo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_photos_appeal_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_appeal_photos_photo_id")),
        sa.PrimaryKeyConstraint("appeal_id", "photo_id", name=op.f("pk_appeal_photos")),
    )
    op.create_table(
        "score_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("appeal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("total_before", sa.String(length=80), nullable=True),
        sa.Column("total_after", sa.String(length=80), nullable=True),
        sa.Column("points_before", sa.Integer(), nullable=True),
        sa.Column("points_after", sa.Integer(), nullable=True),
        sa.Column("grade_before", sa.String(length=10), nullable=True),
        sa.Column("grade_after", sa.String(length=10), nullable=True),
        sa.Column("rank_before", sa.Integer(), nullable=True),
        sa.Column("rank_after", sa.Integer(), nullable=True),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_score_changes_appeal_id")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_score_changes_assessment_id")),
        sa.ForeignKeyConstraint(["score_id"], ["assessment_scores.id"], name=op.f("fk_score_changes_score_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_changes")),
    )
    op.create_index(op.f("ix_score_changes_appeal_id"), "score_changes", ["appeal_id"], unique=False)
    op.create_index(op.f("ix_score_changes_score_id_id"), "score_changes", ["score_id", "id"], unique=False)
    op.add_column("grid_tasks", sa.Column("duty", sa.String(length=20), nullable=True))
    op.add_column("grid_tasks", sa.Column("justification", sa.String(), nullable=True))
    op.add_column("grid_tasks", sa.Column("salt", sa.String(length=32), nullable=True))
