"""Work reminders and platform checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_platform_checks"
down_revision = "20261124_schemes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reminders with their answers; plans, samples, looks and proposals."""
    op.create_table(
        "work_reminders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rule", sa.String(length=30), nullable=False),
        sa.Column("once", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("sub_grid", sa.String(length=15), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("raised_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint("answered_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_work_reminders_one_end")),
        sa.CheckConstraint("due_at >= raised_at", name=op.f("ck_work_reminders_term")),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_work_reminders_answered_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_work_reminders_person_id")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.id"], name=op.f("fk_work_reminders_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_reminders")),
        sa.UniqueConstraint("once", name=op.f("uq_work_reminders_once")),
    )
    op.create_index(op.f("ix_work_reminders_district_due_at"), "work_reminders", ["district", "due_at"], unique=False)
    op.create_index(op.f("ix_work_reminders_person_id_due_at"), "work_reminders", ["person_id", "due_at"], unique=False)
    op.create_index(op.f("ix_work_reminders_town_due_at"), "work_reminders", ["town", "due_at"], unique=False)
    op.create_table(
        "work_reminder_words",
        sa.Column("reminder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["work_reminders.id"], name=op.f("fk_work_reminder_words_reminder_id")
        ),
        sa.PrimaryKeyConstraint("reminder_id", name=op.f("pk_work_reminder_words")),
    )
    op.create_table(
        "check_plans",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("assessors", sa.String(), nullable=False),
        sa.Column("root_seq", sa.Integer(), nullable=False),
        sa.Column("root_hash", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("drawn_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last > first", name=op.f("ck_check_plans_weeks")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_check_plans_division")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_check_plans_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_plans")),
        sa.UniqueConstraint("division", "first", name=op.f("uq_check_plans_division_first")),
    )
    op.create_table(
        "platform_samples",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("sub_grid", sa.String(length=15), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("second_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("drawn_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("checked_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("whole", sa.Integer(), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint("(state = 'done') = (checked_at IS NOT NULL)", name=op.f("ck_platform_samples_result")),
        sa.CheckConstraint("kind IN ('settled', 'self_handled', 'visit')", name=op.f("ck_platform_samples_kind")),
        sa.CheckConstraint("state IN ('open', 'second', 'done')", name=op.f("ck_platform_samples_state")),
        sa.CheckConstraint("why IN ('behind', 'outlier', 'lot')", name=op.f("ck_platform_samples_why")),
        sa.CheckConstraint("(case_id IS NULL) <> (visit_id IS NULL)", name=op.f("ck_platform_samples_what")),
        sa.ForeignKeyConstraint(["assessor_id"], ["people.id"], name=op.f("fk_platform_samples_assessor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_platform_samples_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_platform_samples_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["check_plans.id"], name=op.f("fk_platform_samples_plan_id")),
        sa.ForeignKeyConstraint(["second_id"], ["people.id"], name=op.f("fk_platform_samples_second_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_platform_samples_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_samples")),
        sa.UniqueConstraint("plan_id", "case_id", name=op.f("uq_platform_samples_plan_id_case_id")),
        sa.UniqueConstraint("plan_id", "visit_id", name=op.f("uq_platform_samples_plan_id_visit_id")),
    )
    op.create_index(
        op.f("ix_platform_samples_assessor_id_state"), "platform_samples", ["assessor_id", "state"], unique=False
    )
    op.create_index(
        op.f("ix_platform_samples_department_checked_at"),
        "platform_samples",
        ["department", "checked_at"],
        unique=False,
        postgresql_where=sa.text("department IS NOT NULL"),
        sqlite_where=sa.text("department IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_platform_samples_district_checked_at"), "platform_samples", ["district", "checked_at"], unique=False
    )
    op.create_index(
        op.f("ix_platform_samples_person_id_checked_at"), "platform_samples", ["person_id", "checked_at"], unique=False
    )
    op.create_index(
        op.f("ix_platform_samples_street_grid_drawn_at"), "platform_samples", ["street_grid", "drawn_at"], unique=False
    )
    op.create_index(
        op.f("ix_platform_samples_town_checked_at"), "platform_samples", ["town", "checked_at"], unique=False
    )
    op.create_table(
        "sample_looks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sample_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("checklist", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.CheckConstraint("n IN (1, 2)", name=op.f("ck_sample_looks_n")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sample_looks_person_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["platform_samples.id"], name=op.f("fk_sample_looks_sample_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_looks")),
        sa.UniqueConstraint("sample_id", "n", name=op.f("uq_sample_looks_sample_id_n")),
    )
    op.create_table(
        "check_proposals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.String(length=120), nullable=False),
        sa.Column("proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_check_proposals_division")),
        sa.ForeignKeyConstraint(["plan_id"], ["check_plans.id"], name=op.f("fk_check_proposals_plan_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_check_proposals_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_proposals")),
    )
    op.create_index(
        "ix_check_proposals_division_open",
        "check_proposals",
        ["division"],
        unique=True,
        postgresql_where=sa.text("plan_id IS NULL"),
        sqlite_where=sa.text("plan_id IS NULL"),
    )
