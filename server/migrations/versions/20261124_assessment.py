"""Assessment: schemes, periods, scores, the facts behind them; the ledger tells of these and of what follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261124_assessment"
down_revision = "20261123_urgent_calls"
branch_labels = None
depends_on = None

OLD_SUBJECTS = (
    "'case', 'report', 'whistle', 'visit', 'source', 'restriction', 'rule', 'person', 'division', 'ledger'"
)
NEW_SUBJECTS = (
    "'case', 'report', 'whistle', 'visit', 'source', 'restriction', 'rule', 'person', 'division', 'scheme', "
    "'assessment', 'appeal', 'reminder', 'sample', 'inspection', 'reward', 'pack', 'ledger'"
)


def _widen_subjects() -> None:
    """The ledger's rows are not touched: it is never rebuilt."""
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


def upgrade() -> None:
    """Six tables, and more that the ledger may tell of."""
    _widen_subjects()
    op.create_table(
        "assessment_schemes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("adopted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("adopted_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'adopted') = (adopted_at IS NOT NULL)", name=op.f("ck_assessment_schemes_adopted")
        ),
        sa.CheckConstraint("state IN ('draft', 'adopted')", name=op.f("ck_assessment_schemes_state")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_assessment_schemes_term")),
        sa.ForeignKeyConstraint(["adopted_by"], ["people.id"], name=op.f("fk_assessment_schemes_adopted_by")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_assessment_schemes_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_schemes")),
        sa.UniqueConstraint("version", name=op.f("uq_assessment_schemes_version")),
    )
    op.create_table(
        "assessments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("scheme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("as_of", UtcDateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("roster", sa.String(), nullable=True),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("frozen_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("frozen_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("displayed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("display_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("final_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("final_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('month', 'quarter', 'year')", name=op.f("ck_assessments_kind")),
        sa.CheckConstraint("state IN ('draft', 'frozen', 'displayed', 'final')", name=op.f("ck_assessments_state")),
        sa.CheckConstraint("last >= first", name=op.f("ck_assessments_period")),
        sa.ForeignKeyConstraint(["final_by"], ["people.id"], name=op.f("fk_assessments_final_by")),
        sa.ForeignKeyConstraint(["frozen_by"], ["people.id"], name=op.f("fk_assessments_frozen_by")),
        sa.ForeignKeyConstraint(["scheme_id"], ["assessment_schemes.id"], name=op.f("fk_assessments_scheme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint("kind", "first", "scheme_id", name=op.f("uq_assessments_kind_first_scheme_id")),
    )
    op.create_table(
        "assessment_exemptions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=True),
        sa.Column("owner", sa.String(length=30), nullable=True),
        sa.Column("indicator", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ref IS NOT NULL OR case_id IS NOT NULL", name=op.f("ck_assessment_exemptions_what")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assessment_exemptions_case_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_assessment_exemptions_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_exemptions")),
    )
    op.create_index(op.f("ix_assessment_exemptions_case_id"), "assessment_exemptions", ["case_id"], unique=False)
    op.create_index(op.f("ix_assessment_exemptions_ref"), "assessment_exemptions", ["ref"], unique=False)
    op.create_table(
        "assessment_facts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=True),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('stage', 'task', 'check', 'moment', 'rating', 'contact', 'call', 'whistle', 'report', 'turn', 'recheck', 'sample', 'reminder', 'finding')",
            name=op.f("ck_assessment_facts_kind"),
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_facts_assessment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_facts")),
    )
    op.create_index(
        op.f("ix_assessment_facts_assessment_id_case_id"),
        "assessment_facts",
        ["assessment_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_facts_assessment_id_department_id"),
        "assessment_facts",
        ["assessment_id", "department", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_facts_assessment_id_district_id"),
        "assessment_facts",
        ["assessment_id", "district", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_facts_assessment_id_person_id_id"),
        "assessment_facts",
        ["assessment_id", "person_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_facts_assessment_id_town_id"),
        "assessment_facts",
        ["assessment_id", "town", "id"],
        unique=False,
    )
    op.create_table(
        "assessment_scores",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=30), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=True),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("peer_group", sa.String(length=20), nullable=True),
        sa.Column("lines_total", sa.String(length=80), nullable=True),
        sa.Column("deducted", sa.String(length=80), nullable=False),
        sa.Column("total", sa.String(length=80), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=10), nullable=True),
        sa.Column("cap", sa.String(length=20), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_of", sa.Integer(), nullable=True),
        sa.Column("group_rank", sa.Integer(), nullable=True),
        sa.Column("group_of", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "level IN ('member', 'grid', 'community', 'town', 'district', 'department')",
            name=op.f("ck_assessment_scores_level"),
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_scores_assessment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_assessment_scores_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_scores")),
        sa.UniqueConstraint(
            "assessment_id", "level", "owner", name=op.f("uq_assessment_scores_assessment_id_level_owner")
        ),
    )
    op.create_index(
        op.f("ix_assessment_scores_assessment_id_district_level"),
        "assessment_scores",
        ["assessment_id", "district", "level"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_scores_assessment_id_level_points_id"),
        "assessment_scores",
        ["assessment_id", "level", "points", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessment_scores_person_id"),
        "assessment_scores",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("person_id IS NOT NULL"),
        sqlite_where=sa.text("person_id IS NOT NULL"),
    )
    op.create_table(
        "assessment_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("whole", sa.String(length=80), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("used", sa.String(length=80), nullable=False),
        sa.Column("exact_points", sa.String(length=80), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('scored', 'lengthened', 'few')", name=op.f("ck_assessment_lines_state")),
        sa.ForeignKeyConstraint(["score_id"], ["assessment_scores.id"], name=op.f("fk_assessment_lines_score_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_lines")),
        sa.UniqueConstraint("score_id", "code", name=op.f("uq_assessment_lines_score_id_code")),
    )
