"""Search: words of two characters and more, counters folded from the ledger, saved filters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from server.models.registry import UtcDateTime

revision = "20261122_search"
down_revision = "20261122_intake"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# An FTS5 table beside its content table, kept by triggers: https://sqlite.org/fts5.html#external_content_tables
SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_words', content_rowid='id',"
    " tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER search_words_new AFTER INSERT ON search_words BEGIN"
    " INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_words_gone AFTER DELETE ON search_words BEGIN"
    " INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER search_words_other AFTER UPDATE OF words ON search_words BEGIN"
    " INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END",
)


def upgrade() -> None:
    op.create_table(
        "search_words",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_search_words_report_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_search_words_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_words")),
        sa.UniqueConstraint("report_id", name=op.f("uq_search_words_report_id")),
    )
    op.create_index(op.f("ix_search_words_case_id"), "search_words", ["case_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX search_index ON search_words USING gin (words) WITH (fastupdate = off)")
    else:
        for statement in SQLITE_INDEX:
            op.execute(statement)
    op.create_index(op.f("ix_cases_updated_at_id"), "cases", ["updated_at", "id"], unique=False)
    _counters()
    _filters()


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("dimension", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "measure IN ('reported', 'dispatched', 'handled', 'closed')", name=op.f("ck_counters_measure")
        ),
        sa.CheckConstraint(
            "dimension IN ('city', 'district', 'town', 'department')", name=op.f("ck_counters_dimension")
        ),
        sa.PrimaryKeyConstraint("dimension", "code", "day", "measure", name=op.f("pk_counters")),
    )
    op.create_table(
        "counted_cases",
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("dispatched_on", sa.Date(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_counted_cases_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_counted_cases")),
    )


def _filters() -> None:
    op.create_table(
        "saved_filters",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_saved_filters_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_filters_person_id_name")),
    )
    op.create_index(op.f("ix_saved_filters_person_id_id"), "saved_filters", ["person_id", "id"], unique=False)
