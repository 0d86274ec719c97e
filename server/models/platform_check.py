"""平台巡查: plans of checks by lot, what was drawn, and what the assessors found."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.assessment.sampling import SampleKind, SampleState, Why


class CheckPlan(Model):
    """One draw for a division and whole weeks. Whoever has `seed` and the lots as they were can draw it again.

    The seed comes from the ledger's root (`root_seq`, `root_hash`), the division and the first week: one plan for each
    division and week, so nobody can draw until they like the result. `drawn_hash` is over all names drawn.
    """

    __tablename__ = "check_plans"
    __table_args__ = (UniqueConstraint("division", "first"), CheckConstraint("last > first", name="weeks"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    first: Mapped[date]
    last: Mapped[date]
    items: Mapped[int]
    minutes: Mapped[int]
    population: Mapped[int]
    assessors: Mapped[str]  # canonical JSON of person ids
    root_seq: Mapped[int]
    root_hash: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(64))
    drawn_hash: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class PlatformSample(Chained, Model):
    """One case or visit that was drawn. `part` of `whole` points is its result since `checked_at`; nothing applicable
    is 0 of 0. `person_id` is the member whose own work it is, `department` the unit that handled."""

    __tablename__ = "platform_samples"
    __table_args__ = (
        one_of("kind", [kind.value for kind in SampleKind]), one_of("state", [state.value for state in SampleState]),
        one_of("why", [why.value for why in Why]),
        CheckConstraint("(case_id IS NULL) <> (visit_id IS NULL)", name="what"),
        CheckConstraint("(state = 'done') = (checked_at IS NOT NULL)", name="result"),
        UniqueConstraint("plan_id", "case_id"), UniqueConstraint("plan_id", "visit_id"),
        Index(None, "assessor_id", "state"), Index(None, "district", "checked_at"), Index(None, "town", "checked_at"),
        Index(None, "street_grid", "drawn_at"), Index(None, "person_id", "checked_at"),
        Index(None, "department", "checked_at", postgresql_where=text("department IS NOT NULL"),
              sqlite_where=text("department IS NOT NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("check_plans.id"))
    kind: Mapped[str] = mapped_column(String(14))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    department: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    why: Mapped[str] = mapped_column(String(10))
    minutes: Mapped[int]
    assessor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(String(8))
    drawn_at: Mapped[datetime]
    due_on: Mapped[date]
    checked_at: Mapped[datetime | None]
    part: Mapped[int | None]
    whole: Mapped[int | None]


class SampleLook(Model):
    """What one assessor found (n 1, or 2 for the second opinion, which then stands). Answers are canonical JSON; the
    note is erasable, the ledger holds only an HMAC of it."""

    __tablename__ = "sample_looks"
    __table_args__ = (UniqueConstraint("sample_id", "n"), CheckConstraint("n IN (1, 2)", name="n"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("platform_samples.id"))
    n: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    checklist: Mapped[str] = mapped_column(String(64))  # hash of the checklist as it was used
    answers: Mapped[str]
    part: Mapped[int]
    whole: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(String(32))


class CheckProposal(Model):
    """A grid that an assessor wants in the next plan, with what stood out; `plan_id` since it was drawn from."""

    __tablename__ = "check_proposals"
    __table_args__ = (Index("ix_check_proposals_division_open", "division", unique=True,
                            postgresql_where=text("plan_id IS NULL"), sqlite_where=text("plan_id IS NULL")),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    reasons: Mapped[str] = mapped_column(String(120))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("check_plans.id"))
