"""Closing and answering: standards, templates, questions to reporters, answers by link."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_closing_and_answers"
down_revision = "20261122_duplicates_and_evidence"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
VISIBILITIES = "'staff', 'station', 'departments', 'public'"


def upgrade() -> None:
    op.add_column("cases", sa.Column("questions", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("cases", sa.Column("contested", sa.String(length=8), nullable=True))
    op.add_column("cases", sa.Column("looked_by", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("closed_without_yes", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        op.f("ix_cases_closed_on"),
        "cases",
        ["closed_on"],
        unique=False,
        postgresql_where=sa.text("closed_without_yes"),
        sqlite_where=sa.text("closed_without_yes"),
    )
    _questions()
    _links()
    _templates()
    with op.batch_alter_table("case_notes") as batch:
        batch.alter_column("visibility", type_=sa.String(length=12), existing_type=sa.String(length=8))
        batch.drop_constraint(op.f("ck_case_notes_visibility"), type_="check")
        batch.create_check_constraint(op.f("ck_case_notes_visibility"), f"visibility IN ({VISIBILITIES})")


def _questions() -> None:
    op.create_table(
        "reporter_questions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_n", sa.Integer(), nullable=False),
        sa.Column("asked_by", BIG_ID, nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=True),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("remind_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answer_n", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'unanswered', 'ended')", name=op.f("ck_reporter_questions_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reporter_questions_case_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_reporter_questions_asked_by")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_reporter_questions_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporter_questions")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_reporter_questions_case_id_number")),
    )
    op.create_index(
        op.f("ix_reporter_questions_state_due_at"), "reporter_questions", ["state", "due_at"], unique=False
    )


def _links() -> None:
    op.create_table(
        "enterprise_links",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by", BIG_ID, nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.String(length=8), nullable=True),
        sa.Column("event_n", sa.Integer(), nullable=True),
        sa.CheckConstraint("reply IN ('done', 'denied')", name=op.f("ck_enterprise_links_reply")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_enterprise_links_case_id")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_enterprise_links_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_enterprise_links_token_hash")),
    )
    op.create_index(op.f("ix_enterprise_links_case_id"), "enterprise_links", ["case_id"], unique=False)


def _templates() -> None:
    op.create_table(
        "answer_templates",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changed_by", BIG_ID, nullable=True),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_answer_templates_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_templates")),
    )
    op.create_index(op.f("ix_answer_templates_action_position"), "answer_templates", ["action", "position"], unique=False)
