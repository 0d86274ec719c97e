"""Intake: extra questions, items from other systems, law enforcement's way back, covered pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_intake"
down_revision = "20261122_closing_and_answers"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("cases", sa.Column("has_answers", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("cases", sa.Column("law_status", sa.String(length=12), nullable=True))
    op.add_column("cases", sa.Column("law_sent_at", UtcDateTime(timezone=True), nullable=True))
    op.create_index(
        op.f("ix_cases_law_status"), "cases", ["law_status"], unique=False,
        postgresql_where=sa.text("law_status IS NOT NULL"), sqlite_where=sa.text("law_status IS NOT NULL"),
    )
    op.add_column("photos", sa.Column("covers", sa.String(), nullable=True))
    op.add_column("photos", sa.Column("covered_sha256", sa.String(length=64), nullable=True))
    op.create_table(
        "questions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("text_en", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('choice', 'text', 'number', 'yes-no')", name=op.f("ck_questions_kind")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_questions_position")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_questions_category")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("code", name=op.f("uq_questions_code")),
    )
    op.create_index(
        op.f("ix_questions_category_position"), "questions", ["category", "position"], unique=False
    )
    op.create_table(
        "report_answers",
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_answers_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_answers")),
    )
