"""The whole loop: every stage's clock on record, messages, and a ledger that tells of whistles and rules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_the_whole_loop"
down_revision = "20261122_people_and_posts"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLD_SUBJECTS = "'case', 'report', 'person', 'division', 'ledger'"
NEW_SUBJECTS = "'case', 'report', 'whistle', 'rule', 'person', 'division', 'ledger'"


def upgrade() -> None:
    op.add_column("cases", sa.Column("stage_run", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "case_stages",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=12), nullable=False),
        sa.Column("limit", sa.String(length=40), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_first", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=20), nullable=True),
        sa.Column("exempt", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_stages_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_stages")),
        sa.UniqueConstraint("case_id", "run", name=op.f("uq_case_stages_case_id_run")),
    )
    for column in ("district", "town", "department"):
        op.create_index(op.f(f"ix_case_stages_{column}_due_at"), "case_stages", [column, "due_at"], unique=False)
    op.create_table(
        "rule_sets",
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rule_sets")),
    )
    _messages()
    _widen_the_ledger()


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("once", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("division", sa.String(length=15), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("case_id", BIG_ID, nullable=True),
        sa.Column("whistle_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("deliver_at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("person_id IS NOT NULL OR role IS NOT NULL", name=op.f("ck_messages_addressee")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_messages_person_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_messages_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("once", name=op.f("uq_messages_once")),
    )
    op.create_index(op.f("ix_messages_person_id_deliver_at"), "messages", ["person_id", "deliver_at"], unique=False)
    op.create_index(
        op.f("ix_messages_division_role_deliver_at"), "messages", ["division", "role", "deliver_at"], unique=False
    )
    op.create_index(op.f("ix_messages_department_deliver_at"), "messages", ["department", "deliver_at"], unique=False)
    op.create_index(op.f("ix_messages_case_id"), "messages", ["case_id"], unique=False)
    op.create_table(
        "message_reads",
        sa.Column("message_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_message_reads_message_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_message_reads_person_id")),
        sa.PrimaryKeyConstraint("message_id", "person_id", name=op.f("pk_message_reads")),
    )


def _widen_the_ledger() -> None:
    """Let events be about whistles and rules too. The ledger's rows are not touched: it is never rebuilt."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_events_subject_kind"), "events", type_="check")
        op.create_check_constraint(op.f("ck_events_subject_kind"), "events", f"subject_kind IN ({NEW_SUBJECTS})")
        return
    # The one way to change a CHECK of SQLite in place, see https://sqlite.org/lang_altertable.html#otheralter
    op.execute("PRAGMA writable_schema=ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'events'"
        ).bindparams(old=f"({OLD_SUBJECTS})", new=f"({NEW_SUBJECTS})")
    )
    op.execute("PRAGMA writable_schema=RESET")
