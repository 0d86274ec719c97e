"""Whistles: who called whom, each unit's own clocks, answers, ratings both ways."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_whistles"
down_revision = "20261122_routing_rules"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = "'emergency', 'enforcement', 'key_work'"
STATES = "'open', 'done', 'withdrawn'"
PARTS = "'town', 'lead', 'assist'"
CALL_STATES = "'called', 'taken', 'arrived', 'reported', 'declined', 'passed', 'withdrawn'"
CONTESTS = "'open', 'upheld', 'overturned'"
STARS = ("attendance", "attitude", "outcome")


def upgrade() -> None:
    op.add_column("cases", sa.Column("whistle_units", sa.String(), nullable=True))
    _whistles()
    _calls()
    _notes()
    _teams()


def _whistles() -> None:
    op.create_table(
        "whistles",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("parent_id", BIG_ID, nullable=True),
        sa.Column("case_n", sa.Integer(), nullable=False),
        sa.Column("to_town", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=False),
        sa.Column("unit", sa.String(length=15), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("called_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_whistles_kind")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_whistles_state")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_whistles_case_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["whistles.id"], name=op.f("fk_whistles_parent_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_whistles_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistles")),
    )
    for columns in (["case_id"], ["parent_id"], ["district", "called_at"], ["town", "called_at"]):
        op.create_index(op.f(f"ix_whistles_{'_'.join(columns)}"), "whistles", columns, unique=False)


def _calls() -> None:
    stars = " AND ".join(f"({name} IS NULL OR {name} BETWEEN 1 AND 5)" for name in STARS)
    op.create_table(
        "whistle_calls",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("whistle_id", BIG_ID, nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=False),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("called_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer_by", UtcDateTime(timezone=True), nullable=False),
        sa.Column("arrive_by", UtcDateTime(timezone=True), nullable=True),
        sa.Column("report_by", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("rung_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by", BIG_ID, nullable=True),
        sa.Column("decline_code", sa.String(length=20), nullable=True),
        sa.Column("arrived_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("arrived_by", BIG_ID, nullable=True),
        sa.Column("arrived_lon", sa.Double(), nullable=True),
        sa.Column("arrived_lat", sa.Double(), nullable=True),
        sa.Column("reported_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reported_by", BIG_ID, nullable=True),
        sa.Column("result", sa.String(length=10), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in STARS),
        sa.Column("rated_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("judgement", sa.String(length=12), nullable=True),
        sa.Column("judged_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("decline_contest", sa.String(length=10), nullable=True),
        sa.Column("rating_contest", sa.String(length=10), nullable=True),
        sa.Column("judgement_contest", sa.String(length=10), nullable=True),
        sa.CheckConstraint(f"part IN ({PARTS})", name=op.f("ck_whistle_calls_part")),
        sa.CheckConstraint(f"state IN ({CALL_STATES})", name=op.f("ck_whistle_calls_state")),
        sa.CheckConstraint("result IN ('solved', 'partly', 'unsolved')", name=op.f("ck_whistle_calls_result")),
        sa.CheckConstraint("judgement IN ('reasonable', 'unreasonable')", name=op.f("ck_whistle_calls_judgement")),
        *(sa.CheckConstraint(f"{topic}_contest IN ({CONTESTS})", name=op.f(f"ck_whistle_calls_{topic}_contest"))
          for topic in ("decline", "rating", "judgement")),
        sa.CheckConstraint("(department IS NULL) <> (part <> 'town')", name=op.f("ck_whistle_calls_unit")),
        sa.CheckConstraint(stars, name=op.f("ck_whistle_calls_stars")),
        sa.ForeignKeyConstraint(["whistle_id"], ["whistles.id"], name=op.f("fk_whistle_calls_whistle_id")),
        sa.ForeignKeyConstraint(["department"], ["departments.code"], name=op.f("fk_whistle_calls_department")),
        *(sa.ForeignKeyConstraint([column], ["people.id"], name=op.f(f"fk_whistle_calls_{column}"))
          for column in ("answered_by", "arrived_by", "reported_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle_calls")),
    )
    for columns in (["whistle_id"], ["department", "state"], ["town", "state"]):
        op.create_index(op.f(f"ix_whistle_calls_{'_'.join(columns)}"), "whistle_calls", columns, unique=False)
    op.create_index(op.f("ix_whistle_calls_rung_at"), "whistle_calls", ["rung_at"], unique=False,
                    postgresql_where=sa.text("rung_at IS NOT NULL"), sqlite_where=sa.text("rung_at IS NOT NULL"))


def _notes() -> None:
    op.create_table(
        "whistle_notes",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("whistle_id", BIG_ID, nullable=False),
        sa.Column("call_id", BIG_ID, nullable=True),
        sa.Column("event_n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["whistle_id"], ["whistles.id"], name=op.f("fk_whistle_notes_whistle_id")),
        sa.ForeignKeyConstraint(["call_id"], ["whistle_calls.id"], name=op.f("fk_whistle_notes_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_whistle_notes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle_notes")),
    )
    op.create_index(op.f("ix_whistle_notes_whistle_id_id"), "whistle_notes", ["whistle_id", "id"], unique=False)


def _teams() -> None:
    """An urgent whistle calls a community's team too."""
    with op.batch_alter_table("musters") as batch:
        batch.alter_column("emergency_id", existing_type=BIG_ID, nullable=True)
        batch.add_column(sa.Column("whistle_id", BIG_ID, nullable=True))
        batch.create_foreign_key(op.f("fk_musters_whistle_id"), "whistles", ["whistle_id"], ["id"])
        batch.create_check_constraint(op.f("ck_musters_cause"), "(emergency_id IS NULL) <> (whistle_id IS NULL)")
    op.create_index(op.f("ix_musters_whistle_id"), "musters", ["whistle_id"], unique=False)
