"""Escalation: the reminder ladder, supervision orders with replies and acceptance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_escalation"
down_revision = "20261122_whistles"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ADDRESSEES = "'assignee', 'unit', 'superior', 'coordinator', 'leader', 'issuer'"
WAITS = sa.text("remind_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("cases", sa.Column("remind_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("escalated", sa.String(length=12), nullable=True))
    op.add_column("orders", sa.Column("remind_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("orders", sa.Column("replied_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("orders", sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
    for table in ("cases", "orders"):
        op.create_index(op.f(f"ix_{table}_remind_at"), table, ["remind_at"], unique=False, postgresql_where=WAITS,
                        sqlite_where=WAITS)
    op.create_table(
        "rungs",
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("relation", sa.String(length=8), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("addressee", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("relation IN ('percent', 'before', 'after')", name=op.f("ck_rungs_relation")),
        sa.CheckConstraint(f"addressee IN ({ADDRESSEES})", name=op.f("ck_rungs_addressee")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rungs")),
    )
    _reminders()
    _order_words()


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("once", sa.String(length=80), nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("order_id", BIG_ID, nullable=True),
        sa.Column("rung", sa.String(length=30), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("addressee", sa.String(length=12), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=True),
        sa.Column("division", sa.String(length=15), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("passed", sa.String(length=30), nullable=True),
        sa.CheckConstraint("outcome IN ('sent', 'skipped', 'nobody')", name=op.f("ck_reminders_outcome")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reminders_case_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_reminders_order_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.PrimaryKeyConstraint("once", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_case_id_run"), "reminders", ["case_id", "run"], unique=False)
    op.create_index(op.f("ix_reminders_order_id"), "reminders", ["order_id"], unique=False)


def _order_words() -> None:
    op.create_table(
        "order_words",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("order_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("event_n", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('reply', 'accept', 'reject')", name=op.f("ck_order_words_kind")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_words_order_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_order_words_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_words")),
    )
    op.create_index(op.f("ix_order_words_order_id_id"), "order_words", ["order_id", "id"], unique=False)
