"""The ledger: audit trail, live feed and grain of statistics in one append-only table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import Model, one_of

SUBJECTS = ("case", "report", "whistle", "visit", "source", "restriction", "rule", "person", "division", "scheme",
            "assessment", "appeal", "reminder", "sample", "inspection", "reward", "pack", "ledger")
CONTACTED = "name = 'case.contacted'"  # the only events that scores ask for by name


class Event(Model):
    """One thing that happened, numbered in commit order and without gaps.

    `content` is canonical JSON and is hashed as stored; the other columns repeat parts of it for queries,
    and `flask verify-ledger` compares them.
    """

    __tablename__ = "events"
    __table_args__ = (one_of("subject_kind", SUBJECTS),
                      UniqueConstraint("subject_kind", "subject_id", "n"),
                      Index(None, "district", "seq"), Index(None, "town", "seq"),
                      Index(None, "department", "seq"),
                      Index("ix_events_contacted", "subject_id", postgresql_where=text(CONTACTED),
                            sqlite_where=text(CONTACTED)))

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[str] = mapped_column(String(36))
    n: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    department: Mapped[str | None] = mapped_column(String(30))
    content: Mapped[str]
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


# What a superuser of the database can still do (drop the triggers, rewrite everything) is told in
# docs/operations.md; the chain and the daily root make it visible.
SQLITE_GUARDS = {
    "events_no_update": "CREATE TRIGGER events_no_update BEFORE UPDATE ON events"
                        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "events_no_delete": "CREATE TRIGGER events_no_delete BEFORE DELETE ON events"
                        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "events_no_replace": "CREATE TRIGGER events_no_replace BEFORE INSERT ON events"
                         " WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq"
                         " OR (subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id AND n = NEW.n))"
                         " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
}
POSTGRES_GUARD_FUNCTION = (
    "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$")
POSTGRES_GUARDS = {
    "events_no_change": "CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE ON events"
                        " FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()",
    "events_no_truncate": "CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events"
                          " FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()",
}
