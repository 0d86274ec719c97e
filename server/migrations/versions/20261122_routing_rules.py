"""Routing: ordered rules, rulings as precedents, who answers for what, places of source, border reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_routing_rules"
down_revision = "20261122_stage_clocks"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CASE_COLUMNS = (
    ("premises", sa.String(length=20)),
    ("duty_place", sa.String(length=9)),
    ("duty_unit", sa.String(length=30)),
    ("border_town", sa.String(length=9)),
    ("source_district", sa.String(length=6)),
    ("source_town", sa.String(length=9)),
    ("source_lon", sa.Double()),
    ("source_lat", sa.Double()),
)


def upgrade() -> None:
    for name, kind in CASE_COLUMNS:
        op.add_column("cases", sa.Column(name, kind, nullable=True))
    on_border = sa.text("border_town IS NOT NULL")
    op.create_index(
        op.f("ix_cases_border_town"), "cases", ["border_town"], postgresql_where=on_border, sqlite_where=on_border
    )
    op.create_table(
        "routing_rules",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("broken", sa.String(), nullable=True),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_by", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_routing_rules_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_rules")),
    )
    op.create_index(op.f("ix_routing_rules_position"), "routing_rules", ["position"], unique=False)
    _rulings()
    _parties()


def _rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("event_n", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("premises", sa.String(length=20), nullable=True),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("department", sa.String(length=30), nullable=False),
        sa.Column("responsible", sa.String(length=12), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_rulings_case_id")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_rulings_category")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_rulings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    op.create_index(op.f("ix_rulings_category_id"), "rulings", ["category", "id"], unique=False)
    op.create_index(op.f("ix_rulings_case_id"), "rulings", ["case_id"], unique=False)


def _parties() -> None:
    op.create_table(
        "case_parties",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("party", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("party IN ('enterprise', 'person')", name=op.f("ck_case_parties_party")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_parties_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_case_parties_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_parties")),
    )
    op.create_index(op.f("ix_case_parties_case_id_id"), "case_parties", ["case_id", "id"], unique=False)
