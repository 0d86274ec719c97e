"""Duplicates and evidence: links, likeness of pictures, doubts with their verdicts, blind re-checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_duplicates_and_evidence"
down_revision = "20261122_escalation"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODES = "'reused', 'similar', 'unchanged', 'far', 'early', 'future', 'clock', 'speed', 'cluster', 'differs'"


def upgrade() -> None:
    _on_cases_and_photos()
    op.create_table(
        "case_links",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("by_id", BIG_ID, nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "kind IN ('duplicate_of', 'part_of', 'recurs', 'related')", name=op.f("ck_case_links_kind")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_links_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_case_links_other_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_case_links_by_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_case_links_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_links")),
    )
    for column in ("case_id", "other_id"):
        op.create_index(op.f(f"ix_case_links_{column}"), "case_links", [column], unique=False)
    _flags()
    _rechecks()
    op.create_table(
        "evidence_rules",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_evidence_rules")),
    )


def _on_cases_and_photos() -> None:
    for name in ("recurs_of_id", "near_declined_id", "not_triaged_by", "declined_by"):
        op.add_column("cases", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("declined_at", UtcDateTime(timezone=True), nullable=True))
    for name in ("recurrence", "doubts"):
        op.add_column("cases", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("near_declined_id", "recurrence"):
        where = sa.text("recurrence > 0") if name == "recurrence" else sa.text("near_declined_id IS NOT NULL")
        op.create_index(
            op.f(f"ix_cases_{name}"), "cases", [name], unique=False, postgresql_where=where, sqlite_where=where
        )
    for name in ("closed_at", "declined_at"):
        where = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            op.f(f"ix_cases_sub_grid_{name}"), "cases", ["sub_grid", name], unique=False, postgresql_where=where,
            sqlite_where=where,
        )
    op.add_column("photos", sa.Column("prints", sa.String(length=32), nullable=True))
    op.add_column("photos", sa.Column("judged_at", UtcDateTime(timezone=True), nullable=True))
    unjudged = sa.text("judged_at IS NULL")
    op.create_index(
        "ix_photos_unjudged", "photos", ["id"], unique=False, postgresql_where=unjudged, sqlite_where=unjudged
    )
    op.create_table(
        "photo_bands",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("photo_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_photo_bands_photo_id")),
        sa.PrimaryKeyConstraint("band", "photo_id", name=op.f("pk_photo_bands")),
    )


def _flags() -> None:
    op.create_table(
        "evidence_flags",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("once", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("photo_id", BIG_ID, nullable=True),
        sa.Column("other_photo_id", BIG_ID, nullable=True),
        sa.Column("other_case_id", BIG_ID, nullable=True),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("raised_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by", BIG_ID, nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.CheckConstraint(f"code IN ({CODES})", name=op.f("ck_evidence_flags_code")),
        sa.CheckConstraint("state IN ('open', 'accepted', 'dismissed')", name=op.f("ck_evidence_flags_state")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evidence_flags_case_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_evidence_flags_photo_id")),
        sa.ForeignKeyConstraint(["other_photo_id"], ["photos.id"], name=op.f("fk_evidence_flags_other_photo_id")),
        sa.ForeignKeyConstraint(["other_case_id"], ["cases.id"], name=op.f("fk_evidence_flags_other_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_evidence_flags_person_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_evidence_flags_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_flags")),
        sa.UniqueConstraint("once", name=op.f("uq_evidence_flags_once")),
    )
    for columns in (["district", "state", "id"], ["town", "state", "id"], ["case_id"]):
        op.create_index(op.f(f"ix_evidence_flags_{'_'.join(columns)}"), "evidence_flags", columns, unique=False)


def _rechecks() -> None:
    op.create_table(
        "rechecks",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("drawn_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("differs", sa.Boolean(), nullable=True),
        sa.CheckConstraint("kind IN ('settled', 'self_handled')", name=op.f("ck_rechecks_kind")),
        sa.CheckConstraint(
            "result IN ('solved', 'partly', 'unsolved', 'no_access')", name=op.f("ck_rechecks_result")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_rechecks_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_rechecks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rechecks")),
        sa.UniqueConstraint("case_id", name=op.f("uq_rechecks_case_id")),
    )
    op.create_index(op.f("ix_rechecks_person_id_done_at"), "rechecks", ["person_id", "done_at"], unique=False)
    op.create_index(op.f("ix_rechecks_district_drawn_at"), "rechecks", ["district", "drawn_at"], unique=False)
