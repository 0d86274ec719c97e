"""Special inspections: campaigns, forms, findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_inspections"
down_revision = "20261124_packs"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _inspections()
    _inspectors()
    _places()
    _answers()
    _photos()


def _inspections() -> None:
    op.create_table(
        "inspections",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(length=64), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("author_id", BIG_ID, nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by", BIG_ID, nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'running', 'ended')", name=op.f("ck_inspections_state")),
        sa.CheckConstraint("last >= first", name=op.f("ck_inspections_term")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_inspections_author_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_inspections_closed_by")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_inspections_division")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    op.create_index(op.f("ix_inspections_district_first"), "inspections", ["district", "first"], unique=False)


def _inspectors() -> None:
    op.create_table(
        "inspection_inspectors",
        sa.Column("inspection_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_inspectors_inspection_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_inspection_inspectors_person_id")),
        sa.PrimaryKeyConstraint("inspection_id", "person_id", name=op.f("pk_inspection_inspectors")),
    )
    op.create_index(op.f("ix_inspection_inspectors_person_id"), "inspection_inspectors", ["person_id"], unique=False)


def _places() -> None:
    op.create_table(
        "inspection_places",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("inspection_id", BIG_ID, nullable=False),
        sa.Column("source_id", BIG_ID, nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("sub_grid", sa.String(length=15), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("skipped_as", sa.String(length=12), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("done_by", BIG_ID, nullable=True),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_at_stated", UtcDateTime(timezone=True), nullable=True),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("clock_skewed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (done_at IS NULL)", name=op.f("ck_inspection_places_done")),
        sa.CheckConstraint(
            "skipped_as IN ('closed_down', 'no_entry', 'not_found', 'season')",
            name=op.f("ck_inspection_places_skipped_as"),
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'skipped')", name=op.f("ck_inspection_places_state")),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name=op.f("fk_inspection_places_done_by")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_places_inspection_id")),
        sa.ForeignKeyConstraint(["source_id"], ["pollution_sources.id"], name=op.f("fk_inspection_places_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_places")),
        sa.UniqueConstraint("inspection_id", "source_id", name=op.f("uq_inspection_places_inspection_id_source_id")),
    )
    op.create_index(
        op.f("ix_inspection_places_done_at"),
        "inspection_places",
        ["done_at"],
        unique=False,
        postgresql_where=sa.text("done_at IS NOT NULL"),
        sqlite_where=sa.text("done_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_inspection_places_inspection_id_state"), "inspection_places", ["inspection_id", "state"], unique=False
    )
    op.create_index(op.f("ix_inspection_places_source_id"), "inspection_places", ["source_id"], unique=False)


def _answers() -> None:
    op.create_table(
        "inspection_answers",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("finding", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", BIG_ID, nullable=True),
        sa.CheckConstraint("part BETWEEN 0 AND whole", name=op.f("ck_inspection_answers_points")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_inspection_answers_case_id")),
        sa.ForeignKeyConstraint(["place_id"], ["inspection_places.id"], name=op.f("fk_inspection_answers_place_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_inspection_answers_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_answers")),
        sa.UniqueConstraint("place_id", "code", name=op.f("uq_inspection_answers_place_id_code")),
    )
    op.create_index(
        op.f("ix_inspection_answers_case_id"),
        "inspection_answers",
        ["case_id"],
        unique=False,
        postgresql_where=sa.text("case_id IS NOT NULL"),
        sqlite_where=sa.text("case_id IS NOT NULL"),
    )


def _photos() -> None:
    op.create_table(
        "inspection_photos",
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("photo_id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_inspection_photos_photo_id")),
        sa.ForeignKeyConstraint(["place_id"], ["inspection_places.id"], name=op.f("fk_inspection_photos_place_id")),
        sa.PrimaryKeyConstraint("place_id", "photo_id", name=op.f("pk_inspection_photos")),
    )
