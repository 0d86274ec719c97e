"""People and posts: substitutes, absences, assignments, rosters, editions, emergencies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models.registry import UtcDateTime

revision = "20261122_people_and_posts"
down_revision = "20261122_the_loop"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = (
    "citizen",
    "assistant",
    "grid_member",
    "community_head",
    "grid_head",
    "station_officer",
    "station_head",
    "district_dispatcher",
    "city_dispatcher",
    "coordinator",
    "department_officer",
    "leader",
    "assessor",
    "auditor",
    "administrator",
    "area_cadre",
    "police_officer",
    "environment_supervisor",
    "waste_guide",
    "community_worker",
    "volunteer",
    "reporter",
    "system",
)
OLD_SUBJECTS = "'case', 'report', 'person', 'ledger'"
NEW_SUBJECTS = "'case', 'report', 'person', 'division', 'ledger'"


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("substitute_id", BIG_ID, nullable=True),
        sa.Column("registered_by", BIG_ID, nullable=True),
        sa.Column("registered_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("begun_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('leave', 'training', 'emergency_duty')", name=op.f("ck_absences_kind")),
        sa.CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name=op.f("ck_absences_term")),
        sa.CheckConstraint(
            "substitute_id IS NULL OR substitute_id <> person_id", name=op.f("ck_absences_substitute")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_absences_person_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["people.id"], name=op.f("fk_absences_registered_by")),
        sa.ForeignKeyConstraint(["substitute_id"], ["people.id"], name=op.f("fk_absences_substitute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_ends_at"), "absences", ["ends_at"], unique=False)
    op.create_index(
        op.f("ix_absences_person_id_starts_at"), "absences", ["person_id", "starts_at"], unique=False
    )
    op.create_index(op.f("ix_absences_substitute_id"), "absences", ["substitute_id"], unique=False)

    op.create_table(
        "editions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("author_id", BIG_ID, nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("published_by", BIG_ID, nullable=True),
        sa.Column("published_at", UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)", name=op.f("ck_editions_published")
        ),
        sa.CheckConstraint("kind IN ('handbook', 'duties', 'rewards')", name=op.f("ck_editions_kind")),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_editions_state")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_editions_author_id")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_editions_division")),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name=op.f("fk_editions_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("kind", "division", "version", name=op.f("uq_editions_kind_division_version")),
    )
    op.create_table(
        "emergencies",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("begun_by", BIG_ID, nullable=False),
        sa.Column("begun_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("planned_end", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_by", BIG_ID, nullable=True),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("settled_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("end_note", sa.String(), nullable=False),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= begun_at", name=op.f("ck_emergencies_term")),
        sa.CheckConstraint("planned_end > begun_at", name=op.f("ck_emergencies_plan")),
        sa.ForeignKeyConstraint(["begun_by"], ["people.id"], name=op.f("fk_emergencies_begun_by")),
        sa.ForeignKeyConstraint(["district"], ["divisions.code"], name=op.f("fk_emergencies_district")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_emergencies_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergencies")),
    )
    op.create_index(
        op.f("ix_emergencies_district_ended_at"), "emergencies", ["district", "ended_at"], unique=False
    )
    runs = sa.text("ended_at IS NULL")
    op.create_index(
        op.f("ix_emergencies_district"),
        "emergencies",
        ["district"],
        unique=True,
        postgresql_where=runs,
        sqlite_where=runs,
    )
    op.create_index(op.f("ix_emergencies_settled_at"), "emergencies", ["settled_at"], unique=False)

    op.create_table(
        "grid_tasks",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=120), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=6), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("period IN ('day', 'week', 'month')", name=op.f("ck_grid_tasks_period")),
        sa.CheckConstraint("times > 0", name=op.f("ck_grid_tasks_times")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_grid_tasks_division")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid_tasks")),
    )
    op.create_index(op.f("ix_grid_tasks_division"), "grid_tasks", ["division"], unique=False)

    op.create_table(
        "duty_shifts",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("division", sa.String(length=20), nullable=False),
        sa.Column("department", sa.String(length=30), nullable=True),
        sa.Column("place", sa.String(length=8), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("starts_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place IN ('lead', 'second')", name=op.f("ck_duty_shifts_place")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_shifts_term")),
        sa.ForeignKeyConstraint(["department"], ["departments.code"], name=op.f("fk_duty_shifts_department")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("fk_duty_shifts_division")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_shifts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
    )
    op.create_index(
        op.f("ix_duty_shifts_division_department_starts_at"),
        "duty_shifts",
        ["division", "department", "starts_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_duty_shifts_person_id_starts_at"), "duty_shifts", ["person_id", "starts_at"], unique=False
    )

    op.create_table(
        "musters",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("emergency_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("for_person_id", BIG_ID, nullable=True),
        sa.Column("called_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("received_by", BIG_ID, nullable=True),
        sa.Column("arrived_by", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(["arrived_by"], ["people.id"], name=op.f("fk_musters_arrived_by")),
        sa.ForeignKeyConstraint(["community"], ["divisions.code"], name=op.f("fk_musters_community")),
        sa.ForeignKeyConstraint(["emergency_id"], ["emergencies.id"], name=op.f("fk_musters_emergency_id")),
        sa.ForeignKeyConstraint(["for_person_id"], ["people.id"], name=op.f("fk_musters_for_person_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_musters_person_id")),
        sa.ForeignKeyConstraint(["received_by"], ["people.id"], name=op.f("fk_musters_received_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_musters")),
    )
    op.create_index(
        op.f("ix_musters_emergency_id_community"), "musters", ["emergency_id", "community"], unique=False
    )
    op.create_index(
        op.f("ix_musters_person_id_emergency_id"), "musters", ["person_id", "emergency_id"], unique=False
    )

    op.create_table(
        "assignments",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("post_id", BIG_ID, nullable=True),
        sa.Column("for_person_id", BIG_ID, nullable=True),
        sa.Column("began_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=8), nullable=True),
        sa.Column("reason", sa.String(length=12), nullable=True),
        sa.CheckConstraint("ending IN ('done', 'moved', 'dropped')", name=op.f("ck_assignments_ending")),
        sa.CheckConstraint(
            "reason IN ('absence', 'hand-over', 'post-ended', 'emergency', 'other')",
            name=op.f("ck_assignments_reason"),
        ),
        sa.CheckConstraint("stage IN ('confirm', 'handle')", name=op.f("ck_assignments_stage")),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_assignments_ended")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assignments_case_id")),
        sa.ForeignKeyConstraint(["for_person_id"], ["people.id"], name=op.f("fk_assignments_for_person_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_assignments_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_assignments_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(
        op.f("ix_assignments_case_id_ended_at"), "assignments", ["case_id", "ended_at"], unique=False
    )
    op.create_index(
        op.f("ix_assignments_person_id_due_at"), "assignments", ["person_id", "due_at"], unique=False
    )
    op.create_index(
        op.f("ix_assignments_person_id_ended_at"), "assignments", ["person_id", "ended_at"], unique=False
    )

    op.create_table(
        "put_offs",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("emergency_id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("paused_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_before", UtcDateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("due_after", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_put_offs_case_id")),
        sa.ForeignKeyConstraint(["emergency_id"], ["emergencies.id"], name=op.f("fk_put_offs_emergency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_put_offs")),
    )
    op.create_index(op.f("ix_put_offs_case_id"), "put_offs", ["case_id"], unique=False)
    op.create_index(op.f("ix_put_offs_emergency_id_id"), "put_offs", ["emergency_id", "id"], unique=False)

    _widen_people()
    _widen_posts()
    _index_what_the_clock_looks_for()
    _widen_cases()
    _name_divisions_in_the_ledger()


def _widen_people() -> None:
    op.add_column("people", sa.Column("staff_no", sa.String(length=20), nullable=True))
    op.add_column("people", sa.Column("office_phone", sa.String(length=30), nullable=True))
    op.create_index(op.f("ix_people_name"), "people", ["name"], unique=False)
    op.create_index(op.f("ix_people_phone"), "people", ["phone"], unique=False)
    op.create_index(op.f("ix_people_staff_no"), "people", ["staff_no"], unique=True)


def _widen_posts() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_posts_role"), "posts", type_="check")
    # SQLite builds the table anew, without its CHECK of the roles.
    with op.batch_alter_table("posts") as batch:
        batch.add_column(sa.Column("substitute_id", BIG_ID, nullable=True))
        batch.add_column(sa.Column("wound_up_at", UtcDateTime(timezone=True), nullable=True))
        batch.create_foreign_key(op.f("fk_posts_substitute_id"), "people", ["substitute_id"], ["id"])
        batch.create_check_constraint(
            op.f("ck_posts_role"), f"role IN ({', '.join(repr(role) for role in ROLES)})"
        )
        batch.create_check_constraint(op.f("ck_posts_term"), "ends_at IS NULL OR ends_at >= starts_at")
        batch.create_check_constraint(
            op.f("ck_posts_substitute"), "substitute_id IS NULL OR substitute_id <> person_id"
        )
    op.create_index(op.f("ix_posts_ends_at"), "posts", ["ends_at"], unique=False)
    op.create_index(op.f("ix_posts_substitute_id"), "posts", ["substitute_id"], unique=False)


def _index_what_the_clock_looks_for() -> None:
    """Small however long the past: only what has not been carried out, and what somebody is asked for now."""
    for table, column, waits in (
        ("absences", "starts_at", "begun_at IS NULL AND closed_at IS NULL"),
        ("absences", "ends_at", "closed_at IS NULL"),
        ("posts", "ends_at", "wound_up_at IS NULL"),
        ("assignments", "post_id", "ended_at IS NULL"),
        ("assignments", "for_person_id", "ended_at IS NULL"),
    ):
        op.create_index(
            op.f(f"ix_{table}_{column}_open"), table, [column], unique=False, postgresql_where=sa.text(waits),
            sqlite_where=sa.text(waits)
        )


def _widen_cases() -> None:
    op.add_column("cases", sa.Column("companion_id", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("hold_id", sa.Integer(), nullable=True))
    held = sa.text("hold_id IS NOT NULL")
    op.create_index(
        op.f("ix_cases_hold_id"), "cases", ["hold_id"], unique=False, postgresql_where=held, sqlite_where=held
    )


def _name_divisions_in_the_ledger() -> None:
    """Let events be about a division too. The ledger's rows are not touched: it is never rebuilt."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_events_subject_kind"), "events", type_="check")
        op.create_check_constraint(
            op.f("ck_events_subject_kind"), "events", f"subject_kind IN ({NEW_SUBJECTS})"
        )
        return
    # The one way to change a CHECK of SQLite in place, see https://sqlite.org/lang_altertable.html#otheralter
    op.execute("PRAGMA writable_schema=ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'events'"
        ).bindparams(old=f"({OLD_SUBJECTS})", new=f"({NEW_SUBJECTS})")
    )
    op.execute("PRAGMA writable_schema=RESET")
