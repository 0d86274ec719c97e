"""Stage clocks: the calendar, stops and restricted periods as data, staged limits, reasons of pauses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_stage_clocks"
down_revision = "20261122_the_whole_loop"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("cases", sa.Column("question_id", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("clock_story", sa.String(), nullable=True))
    op.add_column("cases", sa.Column("urgent_by", sa.String(length=60), nullable=True))
    op.add_column("cases", sa.Column("milestones", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("case_stages", sa.Column("explained", sa.String(), nullable=True))
    op.add_column("case_stages", sa.Column("story", sa.String(), nullable=True))
    _calendar()
    _rules_of_intake()
    _progress()


def _calendar() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.CheckConstraint("kind IN ('holiday', 'workday')", name=op.f("ck_calendar_days_kind")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "calendar_hours",
        sa.Column("season", sa.String(length=8), nullable=False),
        sa.Column("spans", sa.String(length=120), nullable=False),
        sa.Column("first", sa.String(length=5), nullable=True),
        sa.Column("last", sa.String(length=5), nullable=True),
        sa.CheckConstraint("season IN ('normal', 'summer')", name=op.f("ck_calendar_hours_season")),
        sa.PrimaryKeyConstraint("season", name=op.f("pk_calendar_hours")),
    )
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_years")),
    )
    op.create_table(
        "calendar_stops",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("division", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_calendar_stops_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_stops")),
    )


def _rules_of_intake() -> None:
    op.create_table(
        "restricted_periods",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("daily_from", sa.String(length=5), nullable=True),
        sa.Column("daily_to", sa.String(length=5), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restricted_periods")),
    )
    op.create_table(
        "category_stops",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("division", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_stops")),
    )


def _progress() -> None:
    op.create_table(
        "retimings",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retimings")),
    )
    op.create_table(
        "case_milestones",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("limit", sa.String(length=40), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_milestones_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_milestones")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_case_milestones_case_id_code")),
    )
