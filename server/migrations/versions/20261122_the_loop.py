"""The loop: people, city, reports, cases, photos, ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

from server.models.registry import UtcDateTime

revision = "20261122_the_loop"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "window", name=op.f("pk_attempts")),
    )
    op.create_table(
        "categories",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("parent", sa.String(length=10), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["categories.code"], name=op.f("fk_categories_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_categories")),
    )
    op.create_table(
        "divisions",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("area_km2", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("schematic", sa.Boolean(), nullable=False),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.CheckConstraint("kind IN ('land', 'sea')", name=op.f("ck_divisions_kind")),
        sa.CheckConstraint(
            "level IN ('city', 'district', 'town', 'street_grid', 'sub_grid', 'community')",
            name=op.f("ck_divisions_level"),
        ),
        sa.ForeignKeyConstraint(["parent"], ["divisions.code"], name=op.f("fk_divisions_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_divisions")),
    )
    op.create_index(op.f("ix_divisions_community"), "divisions", ["community"], unique=False)
    op.create_index(op.f("ix_divisions_district"), "divisions", ["district"], unique=False)
    op.create_index(op.f("ix_divisions_level_parent"), "divisions", ["level", "parent"], unique=False)
    op.create_index(op.f("ix_divisions_parent"), "divisions", ["parent"], unique=False)
    op.create_table(
        "events",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "subject_kind IN ('case', 'report', 'person', 'ledger')", name=op.f("ck_events_subject_kind")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", "n", name=op.f("uq_events_subject_kind_subject_id_n")
        ),
    )
    op.create_index(op.f("ix_events_department_seq"), "events", ["department", "seq"], unique=False)
    op.create_index(op.f("ix_events_district_seq"), "events", ["district", "seq"], unique=False)
    op.create_index(op.f("ix_events_town_seq"), "events", ["town", "seq"], unique=False)
    op.create_table(
        "job_leases",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_leases")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("username", name=op.f("uq_people_username")),
    )
    op.create_table(
        "repeated_requests",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "actor", name=op.f("pk_repeated_requests")),
    )
    op.create_index(op.f("ix_repeated_requests_at"), "repeated_requests", ["at"], unique=False)
    op.create_table(
        "serials",
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_serials")),
    )
    op.create_table(
        "departments",
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_departments_division")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_departments")),
    )
    op.create_index(op.f("ix_departments_division"), "departments", ["division"], unique=False)
    op.create_index(op.f("ix_departments_kind"), "departments", ["kind"], unique=False)
    op.create_table(
        "sign_ins",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('cookie', 'token')", name=op.f("ck_sign_ins_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sign_ins_person_id")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_sign_ins")),
    )
    op.create_index(op.f("ix_sign_ins_expires_at"), "sign_ins", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sign_ins_person_id"), "sign_ins", ["person_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("external_number", sa.String(length=60), nullable=True),
        sa.Column("external_due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("street_grid", sa.String(length=12), nullable=True),
        sa.Column("sub_grid", sa.String(length=15), nullable=True),
        sa.Column("community", sa.String(length=12), nullable=True),
        sa.Column("grid_version", sa.Integer(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("geom", Geometry("POINT", srid=4326, spatial_index=False), nullable=True),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("department_level", sa.String(length=12), nullable=True),
        sa.Column("assignee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confirmer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recuse", sa.Boolean(), nullable=False),
        sa.Column("confirmation", sa.String(length=12), nullable=True),
        sa.Column("decline_reason", sa.String(length=40), nullable=True),
        sa.Column("main_case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("ruled", sa.Boolean(), nullable=False),
        sa.Column("failed_checks", sa.Integer(), nullable=False),
        sa.Column("reopens", sa.Integer(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("handled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("handler_department", sa.String(length=30), nullable=True),
        sa.Column("handler_town", sa.String(length=9), nullable=True),
        sa.Column("self_handled", sa.String(length=12), nullable=True),
        sa.Column("checked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("extension", sa.String(length=12), nullable=True),
        sa.Column("suspension", sa.String(length=12), nullable=True),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("reopen_asked", sa.Boolean(), nullable=False),
        sa.Column("open_orders", sa.Integer(), nullable=False),
        sa.Column("whistled", sa.Boolean(), nullable=False),
        sa.Column("supervised", sa.Boolean(), nullable=False),
        sa.Column("law_transferred", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("undo_action", sa.String(length=20), nullable=True),
        sa.Column("undo_state", sa.String(length=12), nullable=True),
        sa.Column("undo_by", sa.Integer(), nullable=True),
        sa.Column("undo_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reported_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("registered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("dispatched_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("handled_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("evaluated_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reopen_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_stage", sa.String(length=12), nullable=True),
        sa.Column("stage_started_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("warn_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_limit", sa.String(length=40), nullable=True),
        sa.Column("due_explained", sa.String(), nullable=True),
        sa.Column("paused_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("dispatched_on", sa.Date(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('reported', 'confirming', 'registered', 'declined', 'merged', 'withdrawn', 'dispatched', 'handling', 'suspended', 'handled', 'checked', 'evaluated', 'closed', 'archived')",
            name=op.f("ck_cases_state"),
        ),
        sa.CheckConstraint("due_at IS NULL OR stage_started_at IS NOT NULL", name=op.f("ck_cases_clock")),
        sa.CheckConstraint(
            "returns >= 0 AND failed_checks >= 0 AND open_orders >= 0 AND reports >= 0",
            name=op.f("ck_cases_counts"),
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["people.id"], name=op.f("fk_cases_assignee_id")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_cases_category")),
        sa.ForeignKeyConstraint(["checked_by"], ["people.id"], name=op.f("fk_cases_checked_by")),
        sa.ForeignKeyConstraint(["confirmer_id"], ["people.id"], name=op.f("fk_cases_confirmer_id")),
        sa.ForeignKeyConstraint(["department"], ["departments.code"], name=op.f("fk_cases_department")),
        sa.ForeignKeyConstraint(["handled_by"], ["people.id"], name=op.f("fk_cases_handled_by")),
        sa.ForeignKeyConstraint(["main_case_id"], ["cases.id"], name=op.f("fk_cases_main_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    op.create_index(
        op.f("ix_cases_assignee_id_state_id"), "cases", ["assignee_id", "state", "id"], unique=False
    )
    op.create_index(op.f("ix_cases_category_id"), "cases", ["category", "id"], unique=False)
    op.create_index(op.f("ix_cases_community_state_id"), "cases", ["community", "state", "id"], unique=False)
    op.create_index(
        op.f("ix_cases_confirmer_id_state_id"), "cases", ["confirmer_id", "state", "id"], unique=False
    )
    op.create_index(
        op.f("ix_cases_department_state_due_at_id"),
        "cases",
        ["department", "state", "due_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_cases_district_closed_on_id"), "cases", ["district", "closed_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_cases_district_dispatched_on_id"), "cases", ["district", "dispatched_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_cases_district_handled_on_id"), "cases", ["district", "handled_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_cases_district_reported_on_id"), "cases", ["district", "reported_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_cases_district_state_due_at_id"),
        "cases",
        ["district", "state", "due_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_cases_external_number"), "cases", ["external_number"], unique=False)
    op.create_index(op.f("ix_cases_main_case_id"), "cases", ["main_case_id"], unique=False)
    op.create_index(op.f("ix_cases_source_id"), "cases", ["source", "id"], unique=False)
    op.create_index(op.f("ix_cases_state_due_at_id"), "cases", ["state", "due_at", "id"], unique=False)
    op.create_index(
        op.f("ix_cases_street_grid_state_id"), "cases", ["street_grid", "state", "id"], unique=False
    )
    op.create_index(op.f("ix_cases_sub_grid_state_id"), "cases", ["sub_grid", "state", "id"], unique=False)
    op.create_index(
        op.f("ix_cases_town_state_due_at_id"), "cases", ["town", "state", "due_at", "id"], unique=False
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('citizen', 'assistant', 'grid_member', 'community_head', 'station_officer', 'station_head', 'district_dispatcher', 'city_dispatcher', 'coordinator', 'department_officer', 'leader', 'assessor', 'auditor', 'administrator', 'reporter', 'system')",
            name=op.f("ck_posts_role"),
        ),
        sa.ForeignKeyConstraint(["department"], ["departments.code"], name=op.f("fk_posts_department")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_posts_division")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_posts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    op.create_index(op.f("ix_posts_department_role"), "posts", ["department", "role"], unique=False)
    op.create_index(op.f("ix_posts_division_role"), "posts", ["division", "role"], unique=False)
    op.create_index(op.f("ix_posts_person_id"), "posts", ["person_id"], unique=False)
    op.create_table(
        "case_notes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=True),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("visibility IN ('staff', 'public')", name=op.f("ck_case_notes_visibility")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_notes_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_case_notes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notes")),
    )
    op.create_index(op.f("ix_case_notes_case_id_id"), "case_notes", ["case_id", "id"], unique=False)
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issuer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("issued_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'accepted')", name=op.f("ck_orders_state")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_orders_case_id")),
        sa.ForeignKeyConstraint(["issuer_id"], ["people.id"], name=op.f("fk_orders_issuer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    op.create_index(op.f("ix_orders_case_id_state"), "orders", ["case_id", "state"], unique=False)
    op.create_table(
        "recusals",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_recusals_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recusals_person_id")),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_recusals")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("ticket", sa.String(length=24), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("intent", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("town", sa.String(length=9), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("recuse", sa.Boolean(), nullable=False),
        sa.Column("photos_private", sa.Boolean(), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("occurred_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("occurred_at_stated", UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("clock_skewed", sa.Boolean(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=True),
        sa.CheckConstraint(
            "intent IN ('complaint', 'feedback', 'suggestion')", name=op.f("ck_reports_intent")
        ),
        sa.CheckConstraint(
            "state IN ('joined', 'received', 'answered', 'left')", name=op.f("ck_reports_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reports_case_id")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_reports_category")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("ticket", name=op.f("uq_reports_ticket")),
    )
    op.create_index(op.f("ix_reports_case_id_id"), "reports", ["case_id", "id"], unique=False)
    op.create_index(
        op.f("ix_reports_district_state_received_at"),
        "reports",
        ["district", "state", "received_at"],
        unique=False,
    )
    op.create_index(op.f("ix_reports_person_id"), "reports", ["person_id"], unique=False)
    op.create_table(
        "identity_looks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_identity_looks_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_identity_looks_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_looks")),
    )
    op.create_index(op.f("ix_identity_looks_report_id"), "identity_looks", ["report_id"], unique=False)
    op.create_table(
        "photos",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.Column("event_n", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("released_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('report', 'before', 'after', 'confirm', 'check', 'document')",
            name=op.f("ck_photos_purpose"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_photos_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_photos_person_id")),
        sa.ForeignKeyConstraint(["released_by"], ["people.id"], name=op.f("fk_photos_released_by")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_photos_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
    )
    op.create_index(op.f("ix_photos_case_id_id"), "photos", ["case_id", "id"], unique=False)
    op.create_index(op.f("ix_photos_report_id"), "photos", ["report_id"], unique=False)
    op.create_index(op.f("ix_photos_sha256"), "photos", ["sha256"], unique=False)
    op.create_table(
        "ratings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("solved", sa.String(length=8), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("solved IN ('yes', 'partly', 'no')", name=op.f("ck_ratings_solved")),
        sa.CheckConstraint("satisfaction BETWEEN 1 AND 5", name=op.f("ck_ratings_satisfaction")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_ratings_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_ratings_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
    )
    op.create_index(op.f("ix_ratings_case_id_round"), "ratings", ["case_id", "round"], unique=False)
    op.create_index(op.f("ix_ratings_report_id_round"), "ratings", ["report_id", "round"], unique=True)
    op.create_table(
        "replies",
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_replies_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_replies_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_replies")),
    )
    op.create_table(
        "report_details",
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("place_text", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("datum", sa.String(length=8), nullable=False),
        sa.Column("device_lon", sa.Double(), nullable=True),
        sa.Column("device_lat", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_details_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_details")),
    )
    op.create_table(
        "reporter_identities",
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_reporter_identities_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_reporter_identities")),
    )
    op.create_table(
        "photo_evidence",
        sa.Column("photo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("taken_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("make", sa.String(length=120), nullable=True),
        sa.Column("model", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_photo_evidence_photo_id")),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_photo_evidence")),
    )

    if op.get_bind().dialect.name == "postgresql":
        # Our own queries ask the grid; these serve QGIS and other GIS clients that read the tables.
        for table in ("divisions", "cases"):
            op.execute(f"CREATE INDEX ix_{table}_geom ON {table} USING gist (geom)")


def downgrade() -> None:
    op.drop_table("photo_evidence")
    op.drop_table("reporter_identities")
    op.drop_table("report_details")
    op.drop_table("replies")
    op.drop_index(op.f("ix_ratings_report_id_round"), table_name="ratings")
    op.drop_index(op.f("ix_ratings_case_id_round"), table_name="ratings")
    op.drop_table("ratings")
    op.drop_index(op.f("ix_photos_sha256"), table_name="photos")
    op.drop_index(op.f("ix_photos_report_id"), table_name="photos")
    op.drop_index(op.f("ix_photos_case_id_id"), table_name="photos")
    op.drop_table("photos")
    op.drop_index(op.f("ix_identity_looks_report_id"), table_name="identity_looks")
    op.drop_table("identity_looks")
    op.drop_index(op.f("ix_reports_person_id"), table_name="reports")
    op.drop_index(op.f("ix_reports_district_state_received_at"), table_name="reports")
    op.drop_index(op.f("ix_reports_case_id_id"), table_name="reports")
    op.drop_table("reports")
    op.drop_table("recusals")
    op.drop_index(op.f("ix_orders_case_id_state"), table_name="orders")
    op.drop_table("orders")
    op.drop_index(op.f("ix_case_notes_case_id_id"), table_name="case_notes")
    op.drop_table("case_notes")
    op.drop_index(op.f("ix_posts_person_id"), table_name="posts")
    op.drop_index(op.f("ix_posts_division_role"), table_name="posts")
    op.drop_index(op.f("ix_posts_department_role"), table_name="posts")
    op.drop_table("posts")
    op.drop_index(op.f("ix_cases_town_state_due_at_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_sub_grid_state_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_street_grid_state_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_state_due_at_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_source_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_main_case_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_external_number"), table_name="cases")
    op.drop_index(op.f("ix_cases_district_state_due_at_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_district_reported_on_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_district_handled_on_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_district_dispatched_on_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_district_closed_on_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_department_state_due_at_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_confirmer_id_state_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_community_state_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_category_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_assignee_id_state_id"), table_name="cases")
    op.drop_table("cases")
    op.drop_index(op.f("ix_sign_ins_person_id"), table_name="sign_ins")
    op.drop_index(op.f("ix_sign_ins_expires_at"), table_name="sign_ins")
    op.drop_table("sign_ins")
    op.drop_index(op.f("ix_departments_kind"), table_name="departments")
    op.drop_index(op.f("ix_departments_division"), table_name="departments")
    op.drop_table("departments")
    op.drop_table("serials")
    op.drop_index(op.f("ix_repeated_requests_at"), table_name="repeated_requests")
    op.drop_table("repeated_requests")
    op.drop_table("people")
    op.drop_table("job_leases")
    op.drop_index(op.f("ix_events_town_seq"), table_name="events")
    op.drop_index(op.f("ix_events_district_seq"), table_name="events")
    op.drop_index(op.f("ix_events_department_seq"), table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_divisions_parent"), table_name="divisions")
    op.drop_index(op.f("ix_divisions_level_parent"), table_name="divisions")
    op.drop_index(op.f("ix_divisions_district"), table_name="divisions")
    op.drop_index(op.f("ix_divisions_community"), table_name="divisions")
    op.drop_table("divisions")
    op.drop_table("categories")
    op.drop_table("attempts")
