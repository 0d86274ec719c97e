"""Publishing: revisions of what was frozen, objections of the public, the ledger of rewards and penalties."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_publishing"
down_revision = "20261124_platform_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Four tables; frozen facts and revisions are guarded like the ledger."""
    op.create_table(
        "assessment_revisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inputs", sa.String(), nullable=False),
        sa.Column("scores", sa.String(), nullable=False),
        sa.Column("facts_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("kind IN ('frozen', 'corrected', 'final')", name=op.f("ck_assessment_revisions_kind")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_revisions_assessment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_assessment_revisions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_revisions")),
        sa.UniqueConstraint("assessment_id", "number", name=op.f("uq_assessment_revisions_assessment_id_number")),
    )
    op.create_table(
        "rewards",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=30), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("tier", sa.String(length=12), nullable=False),
        sa.Column("tier_before", sa.String(length=12), nullable=False),
        sa.Column("by_rule", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reviewed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("approved_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("displayed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("display_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("carried_out_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("proof_photo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint("by_rule IN ('first', 'second', 'third', 'none')", name=op.f("ck_rewards_by_rule")),
        sa.CheckConstraint(
            "level IN ('member', 'grid', 'community', 'town', 'district', 'department')", name=op.f("ck_rewards_level")
        ),
        sa.CheckConstraint(
            "measure IN ('reward', 'praise', 'talk', 'deduction', 'unqualified', 'employment')",
            name=op.f("ck_rewards_measure"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'reviewed', 'approved', 'displayed', 'carried_out', 'refused', 'withdrawn')",
            name=op.f("ck_rewards_state"),
        ),
        sa.CheckConstraint("tier IN ('first', 'second', 'third', 'none')", name=op.f("ck_rewards_tier")),
        sa.CheckConstraint("tier_before IN ('first', 'second', 'third', 'none')", name=op.f("ck_rewards_tier_before")),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name=op.f("ck_rewards_amount")),
        sa.CheckConstraint(
            "approved_by IS NULL OR (approved_by <> proposed_by AND approved_by <> reviewed_by)",
            name=op.f("ck_rewards_approver"),
        ),
        sa.CheckConstraint("reviewed_by IS NULL OR reviewed_by <> proposed_by", name=op.f("ck_rewards_reviewer")),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name=op.f("fk_rewards_approved_by")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_rewards_assessment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_rewards_person_id")),
        sa.ForeignKeyConstraint(["proof_photo_id"], ["photos.id"], name=op.f("fk_rewards_proof_photo_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_rewards_proposed_by")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["people.id"], name=op.f("fk_rewards_reviewed_by")),
        sa.ForeignKeyConstraint(["score_id"], ["assessment_scores.id"], name=op.f("fk_rewards_score_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rewards")),
        sa.UniqueConstraint(
            "assessment_id", "level", "owner", "measure", name=op.f("uq_rewards_assessment_id_level_owner_measure")
        ),
    )
    op.create_index(op.f("ix_rewards_district_state_id"), "rewards", ["district", "state", "id"], unique=False)
    op.create_index(
        "ix_rewards_due_at_open",
        "rewards",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("due_at IS NOT NULL"),
        sqlite_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_rewards_person_id"), "rewards", ["person_id"], unique=False)
    op.create_table(
        "display_objections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("ticket", sa.String(length=24), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reward_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("about", sa.String(length=30), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_display_objections_answered")),
        sa.CheckConstraint("(assessment_id IS NULL) <> (reward_id IS NULL)", name=op.f("ck_display_objections_what")),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_display_objections_answered_by")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_display_objections_assessment_id")
        ),
        sa.ForeignKeyConstraint(["reward_id"], ["rewards.id"], name=op.f("fk_display_objections_reward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_display_objections")),
        sa.UniqueConstraint("request_id", name=op.f("uq_display_objections_request_id")),
        sa.UniqueConstraint("ticket", name=op.f("uq_display_objections_ticket")),
    )
    op.create_index(op.f("ix_display_objections_assessment_id"), "display_objections", ["assessment_id"], unique=False)
    op.create_index(op.f("ix_display_objections_district_id"), "display_objections", ["district", "id"], unique=False)
    op.create_index(op.f("ix_display_objections_reward_id"), "display_objections", ["reward_id"], unique=False)
    op.create_table(
        "reward_decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reward_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "kind IN ('propose', 'review', 'approve', 'refuse', 'display', 'carry_out', 'withdraw')",
            name=op.f("ck_reward_decisions_kind"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reward_decisions_person_id")),
        sa.ForeignKeyConstraint(["reward_id"], ["rewards.id"], name=op.f("fk_reward_decisions_reward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward_decisions")),
    )
    op.create_index(op.f("ix_reward_decisions_reward_id_id"), "reward_decisions", ["reward_id", "id"], unique=False)
