"""Urgent calls of members in the field."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261123_urgent_calls"
down_revision = "20261123_short_ends"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One table."""
    op.create_table(
        "urgent_calls",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("sub_grid", sa.String(length=15), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("called_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("duty_id", BIG_ID, nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("received_by", BIG_ID, nullable=True),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'received', 'withdrawn')", name=op.f("ck_urgent_calls_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_urgent_calls_person_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["people.id"], name=op.f("fk_urgent_calls_duty_id")),
        sa.ForeignKeyConstraint(["received_by"], ["people.id"], name=op.f("fk_urgent_calls_received_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_calls")),
    )
    op.create_index(op.f("ix_urgent_calls_district_called_at"), "urgent_calls", ["district", "called_at"], unique=False)
    op.create_index(op.f("ix_urgent_calls_person_id"), "urgent_calls", ["person_id"], unique=False)
