"""Problems that a patrol should have seen, and who judges a stage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261125_misses"
down_revision = "20261124_inspections"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Checked by the district: what a unit of the town handled. Of who asked for 回避 the past tells nothing certain.
CHECKED_ABOVE = """
UPDATE case_stages SET by_district = true WHERE stage = 'check' AND EXISTS (
    SELECT 1 FROM case_stages AS handled WHERE handled.case_id = case_stages.case_id
    AND handled.run = case_stages.run - 1 AND handled.ended_by = 'handle'
    AND substr(handled.department, 1, 9) = case_stages.town)
"""
# Judged by the district: what the station settled itself.
JUDGED_ABOVE = """
UPDATE case_stages SET by_district = true WHERE stage = 'judge' AND EXISTS (
    SELECT 1 FROM events WHERE events.subject_kind = 'case' AND events.subject_id = CAST(case_stages.case_id AS TEXT)
    AND events.name = 'case.self_handled' AND events.at = case_stages.started_at
    AND events.content LIKE '%"role":"station%')
"""


def upgrade() -> None:
    """Who judges stands on the stage from its begin; what an assessor found a visit to have missed."""
    op.add_column("case_stages", sa.Column("by_district", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(CHECKED_ABOVE)
    op.execute(JUDGED_ABOVE)
    _missed_finds()


def _missed_finds() -> None:
    op.create_table(
        "missed_finds",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("visit_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("visited_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("found_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("sub_grid", sa.String(length=15), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("photo_id", BIG_ID, nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("stated_by", BIG_ID, nullable=False),
        sa.Column("stated_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", BIG_ID, nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_words", sa.String(), nullable=False),
        sa.CheckConstraint("visited_at < found_at", name=op.f("ck_missed_finds_before")),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name=op.f("ck_missed_finds_taken_back")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_missed_finds_case_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_missed_finds_visit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_missed_finds_person_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_missed_finds_photo_id")),
        sa.ForeignKeyConstraint(["stated_by"], ["people.id"], name=op.f("fk_missed_finds_stated_by")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.id"], name=op.f("fk_missed_finds_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_finds")))
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index("ix_missed_finds_standing", "missed_finds", ["case_id"], unique=True, postgresql_where=standing,
                    sqlite_where=standing)
    for columns in (["district", "found_at"], ["person_id", "found_at"], ["visit_id"]):
        op.create_index(op.f(f"ix_missed_finds_{'_'.join(columns)}"), "missed_finds", columns)
