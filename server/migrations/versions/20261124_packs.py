"""Weekly meeting packs with their action items."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_packs"
down_revision = "20261124_appeals"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Three tables."""
    op.create_table(
        "meeting_packs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("community", sa.String(length=12), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("as_of", UtcDateTime(timezone=True), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("good_case_id", BIG, nullable=True),
        sa.Column("good_note", sa.String(), nullable=False),
        sa.Column("bad_case_id", BIG, nullable=True),
        sa.Column("bad_note", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("frozen", sa.String(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("signed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("signed_by", BIG, nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f("ck_meeting_packs_state")),
        sa.CheckConstraint("last > first", name=op.f("ck_meeting_packs_week")),
        sa.CheckConstraint("(state = 'signed') = (frozen IS NOT NULL)", name=op.f("ck_meeting_packs_signed")),
        sa.ForeignKeyConstraint(["good_case_id"], ["cases.id"], name=op.f("fk_meeting_packs_good_case_id")),
        sa.ForeignKeyConstraint(["bad_case_id"], ["cases.id"], name=op.f("fk_meeting_packs_bad_case_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["people.id"], name=op.f("fk_meeting_packs_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_packs")),
        sa.UniqueConstraint("community", "first", name=op.f("uq_meeting_packs_community_first")),
    )
    op.create_index("ix_meeting_packs_town_first", "meeting_packs", ["town", "first"])
    op.create_index("ix_meeting_packs_district_first", "meeting_packs", ["district", "first"])
    op.create_table(
        "pack_items",
        sa.Column("id", BIG, nullable=False),
        sa.Column("pack_id", BIG, nullable=False),
        sa.Column("community", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("owner_kind", sa.String(length=8), nullable=False),
        sa.Column("owner", sa.String(length=30), nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("given_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_by", BIG, nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("photo_id", BIG, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'open', 'done', 'withdrawn')", name=op.f("ck_pack_items_state")),
        sa.CheckConstraint("owner_kind IN ('grid', 'person', 'unit')", name=op.f("ck_pack_items_owner_kind")),
        sa.CheckConstraint(
            "(owner_kind = 'person') = (person_id IS NOT NULL)", name=op.f("ck_pack_items_owner")
        ),
        sa.ForeignKeyConstraint(["pack_id"], ["meeting_packs.id"], name=op.f("fk_pack_items_pack_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pack_items_person_id")),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name=op.f("fk_pack_items_done_by")),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_pack_items_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_items")),
    )
    op.create_index("ix_pack_items_pack_id", "pack_items", ["pack_id"])
    op.create_index("ix_pack_items_community_state", "pack_items", ["community", "state"])
    op.create_index("ix_pack_items_state_due_on", "pack_items", ["state", "due_on"])
    op.create_index("ix_pack_items_owner_state", "pack_items", ["owner", "state"])
    op.create_index("ix_pack_items_person_id_state", "pack_items", ["person_id", "state"])
    op.create_table(
        "pack_supplements",
        sa.Column("id", BIG, nullable=False),
        sa.Column("pack_id", BIG, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["meeting_packs.id"], name=op.f("fk_pack_supplements_pack_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pack_supplements_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_supplements")),
    )
    op.create_index("ix_pack_supplements_pack_id_id", "pack_supplements", ["pack_id", "id"])
