"""Sources of pollution, how often they are looked at, rounds and visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261123_sources_and_visits"
down_revision = "20261123_watermarks"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RISKS = "'high', 'medium', 'low'"
KINDS = "'normal', 'talk', 'finding', 'look'"


def upgrade() -> None:
    _sources()
    _rules()
    _patrols()
    _visits()
    op.create_table(
        "visit_words",
        sa.Column("visit_id", BIG_ID, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("told", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("place_text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_words_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_words")),
    )


def _place() -> list[sa.Column[str]]:
    return [sa.Column("district", sa.String(length=6), nullable=False),
            *(sa.Column(name, sa.String(length=length), nullable=True) for name, length in
              (("town", 9), ("street_grid", 12), ("sub_grid", 15), ("community", 12)))]


def _sources() -> None:
    op.create_table(
        "pollution_sources",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("risk", sa.String(length=8), nullable=False),
        sa.Column("operator", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=160), nullable=False),
        sa.Column("external_id", sa.String(length=60), nullable=True),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        *_place(),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.Column("seen_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(f"risk IN ({RISKS})", name=op.f("ck_pollution_sources_risk")),
        sa.CheckConstraint("active_to IS NULL OR active_to >= active_from", name=op.f("ck_pollution_sources_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pollution_sources")),
        sa.UniqueConstraint("code", name=op.f("uq_pollution_sources_code")),
    )
    for columns in (["district", "risk"], ["town", "risk"], ["street_grid"], ["sub_grid"], ["community"]):
        op.create_index(op.f(f"ix_pollution_sources_{'_'.join(columns)}"), "pollution_sources", columns, unique=False)


def _rules() -> None:
    op.create_table(
        "patrol_rules",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("risk", sa.String(length=8), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"risk IN ({RISKS})", name=op.f("ck_patrol_rules_risk")),
        sa.CheckConstraint("days BETWEEN 1 AND 366", name=op.f("ck_patrol_rules_days")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_patrol_rules_division")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_patrol_rules_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patrol_rules")),
        sa.UniqueConstraint("division", "kind", "risk", name=op.f("uq_patrol_rules_division_kind_risk")),
    )


def _patrols() -> None:
    op.create_table(
        "patrols",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_patrols_person_id")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_patrols_division")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patrols")),
    )
    op.create_index(op.f("ix_patrols_person_id_day"), "patrols", ["person_id", "day"], unique=False)


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source_id", BIG_ID, nullable=True),
        sa.Column("premises", sa.String(length=20), nullable=True),
        sa.Column("patrol_id", BIG_ID, nullable=True),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=True),
        sa.Column("case_id", BIG_ID, nullable=True),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.Column("action", sa.String(length=20), nullable=True),
        sa.Column("first_advice", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.String(length=20), nullable=True),
        *_place(),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at_stated", UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("clock_skewed", sa.Boolean(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_visits_kind")),
        sa.CheckConstraint("source_id IS NOT NULL OR premises IS NOT NULL", name=op.f("ck_visits_where")),
        sa.CheckConstraint("NOT first_advice OR kind = 'talk'", name=op.f("ck_visits_first_advice")),
        sa.ForeignKeyConstraint(["source_id"], ["pollution_sources.id"], name=op.f("fk_visits_source_id")),
        sa.ForeignKeyConstraint(["patrol_id"], ["patrols.id"], name=op.f("fk_visits_patrol_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_visits_person_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_visits_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_visits_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    for columns in (["source_id", "done_at"], ["person_id", "done_at"], ["town", "done_at"], ["district", "done_at"]):
        op.create_index(op.f(f"ix_visits_{'_'.join(columns)}"), "visits", columns, unique=False)
    op.create_index(op.f("ix_visits_case_id"), "visits", ["case_id"], unique=False,
                    postgresql_where=sa.text("case_id IS NOT NULL"), sqlite_where=sa.text("case_id IS NOT NULL"))
