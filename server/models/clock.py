"""Clocks: every stage that a case has been through, with the due time it had and whether it was kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model

CHECKED = "stage IN ('check', 'judge') AND ended_person_id IS NOT NULL"  # what a named person has checked
SENT_BACK = "ended_by IN ('check-fail', 'rule')"  # few, and looked for among all


class CaseStage(Model):
    """One run of one stage's clock, the grain of every on-time rate: a stage counts in the period of its `due_at`.

    `due_first` is the due time as it began, `due_at` the one after extensions and pauses; `ended_at` null while it
    runs, `ended_person_id` whoever ended it. `exempt` names why nobody's score counts it (between a return and its
    ruling, say). `by_district`: the district ends it in place of the station. Territory and department are those that
    had the case while the stage ran.
    """

    __tablename__ = "case_stages"
    __table_args__ = (UniqueConstraint("case_id", "run"), Index(None, "district", "due_at"),
                      Index(None, "town", "due_at"), Index(None, "district", "started_at"),
                      Index(None, "district", "ended_at"),
                      *(Index(None, "department", moment, postgresql_where=text("department IS NOT NULL"),
                              sqlite_where=text("department IS NOT NULL"))
                        for moment in ("due_at", "started_at", "ended_at")),
                      Index("ix_case_stages_moved", "district", "due_at", postgresql_where=text("story IS NOT NULL"),
                            sqlite_where=text("story IS NOT NULL")),
                      Index("ix_case_stages_sent_back", "district", "ended_at", postgresql_where=text(SENT_BACK),
                            sqlite_where=text(SENT_BACK)),
                      Index(None, "ended_person_id", "due_at", postgresql_where=text(CHECKED),
                            sqlite_where=text(CHECKED)))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    run: Mapped[int]
    stage: Mapped[str] = mapped_column(String(12))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    department: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int | None]
    category: Mapped[str] = mapped_column(String(12))
    limit: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    due_first: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(20))
    ended_person_id: Mapped[int | None]
    exempt: Mapped[str | None] = mapped_column(String(20))
    by_district: Mapped[bool] = mapped_column(default=False)
    explained: Mapped[str | None]  # how the due time came about, as it was said
    story: Mapped[str | None]  # pauses, extensions and corrections: server.queries.stories


class RuleSet(Model):
    """Which version of a set of rules (calendar, routing …) is in force; processes compare it now and then."""

    __tablename__ = "rule_sets"

    name: Mapped[str] = mapped_column(String(30), primary_key=True)
    version: Mapped[int]
    changed_at: Mapped[datetime]
