"""Notices to reporters, proved contacts, restrictions that only slow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261123_notices"  # PostgreSQL keeps at most 32 characters of it
down_revision = "20261123_sounds_and_places"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHANNELS = "'sms', 'wechat', 'email'"
STATES = "'waiting', 'sending', 'sent', 'failed', 'dropped'"
SUBJECTS = "'device', 'contact', 'address'"
OPEN = sa.text("state IN ('waiting', 'sending')")
SLOWED = sa.text("restriction_id IS NOT NULL")


def upgrade() -> None:
    for name, kind in (("device_hash", sa.String(length=64)), ("address_hash", sa.String(length=64)),
                       ("restriction_id", sa.Integer())):
        op.add_column("reports", sa.Column(name, kind, nullable=True))
    op.add_column("reporter_identities", sa.Column("contact_hash", sa.String(length=64), nullable=True))
    op.add_column("reporter_identities", sa.Column("proved_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("restriction_id", sa.Integer(), nullable=True))
    for table in ("cases", "reports"):
        op.create_index(op.f(f"ix_{table}_restriction_id"), table, ["restriction_id"], unique=False,
                        postgresql_where=SLOWED, sqlite_where=SLOWED)
    _notices()
    _codes()
    _restrictions()


def _notices() -> None:
    op.create_table(
        "reporter_notices",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("once", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", BIG_ID, nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=20), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("send_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"channel IN ({CHANNELS})", name=op.f("ck_reporter_notices_channel")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_reporter_notices_state")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_reporter_notices_report_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reporter_notices_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporter_notices")),
        sa.UniqueConstraint("once", name=op.f("uq_reporter_notices_once")),
    )
    for columns in (["report_id"], ["case_id"], ["district", "id"], ["town", "id"]):
        op.create_index(op.f(f"ix_reporter_notices_{'_'.join(columns)}"), "reporter_notices", columns, unique=False)
    op.create_index(op.f("ix_reporter_notices_send_at"), "reporter_notices", ["send_at"], unique=False,
                    postgresql_where=OPEN, sqlite_where=OPEN)


def _codes() -> None:
    op.create_table(
        "contact_codes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("contact_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("proved_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_codes")),
    )
    op.create_index(op.f("ix_contact_codes_created_at"), "contact_codes", ["created_at"], unique=False)


def _restrictions() -> None:
    op.create_table(
        "restrictions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(length=8), nullable=False),
        sa.Column("subject_hash", sa.String(length=64), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("unit", sa.String(length=15), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", BIG_ID, nullable=True),
        sa.Column("appealed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("appeal", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        sa.Column("review_text", sa.String(), nullable=False),
        sa.Column("reviewed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", BIG_ID, nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(f"subject IN ({SUBJECTS})", name=op.f("ck_restrictions_subject")),
        sa.CheckConstraint("outcome IN ('upheld', 'lifted')", name=op.f("ck_restrictions_outcome")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_restrictions_report_id")),
        *(sa.ForeignKeyConstraint([column], ["people.id"], name=op.f(f"fk_restrictions_{column}"))
          for column in ("person_id", "ended_by", "reviewed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restrictions")),
    )
    for columns in (["town", "ends_at"], ["district", "ends_at"]):
        op.create_index(op.f(f"ix_restrictions_{'_'.join(columns)}"), "restrictions", columns, unique=False)
