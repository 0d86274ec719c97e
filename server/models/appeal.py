"""申诉与剔除: what somebody asked, what each instance decided, and how scores changed after it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.people import open_index
from server.models.registry import BigId, Chained, Model, one_of
from workflows.assessment.appeals import AppealKind, AppealState, Outcome


class Appeal(Chained, Model):
    """One request: against a line, a fact or a rating of a score, or that a case or a rating be set aside.

    `ref` is the fact's name, `line` the indicator's code. Words stand in the instances. `rescore` is true from a
    decision until the scores that it touches have been computed again.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        one_of("kind", [kind.value for kind in AppealKind]), one_of("state", [state.value for state in AppealState]),
        CheckConstraint("line IS NOT NULL OR ref IS NOT NULL OR case_id IS NOT NULL", name="what"),
        Index(None, "filed_by", "id"), Index(None, "district", "state", "id"), Index(None, "score_id"),
        Index(None, "assessment_id", "state"), Index(None, "case_id"),
        Index("ix_appeals_rescore", "id", postgresql_where=text("rescore"), sqlite_where=text("rescore")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(14))
    ground: Mapped[str] = mapped_column(String(16))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessments.id"))
    score_id: Mapped[int | None] = mapped_column(ForeignKey("assessment_scores.id"))
    level: Mapped[str | None] = mapped_column(String(10))
    owner: Mapped[str | None] = mapped_column(String(30))
    line: Mapped[str | None] = mapped_column(String(40))
    ref: Mapped[str | None] = mapped_column(String(60))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    filed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    filed_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
    second_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    rescore: Mapped[bool] = mapped_column(default=False)


class AppealInstance(Model):
    """One instance: what was asked and decided. Words stay here; the ledger holds HMACs of them with the salt."""

    __tablename__ = "appeal_instances"
    __table_args__ = (one_of("outcome", [outcome.value for outcome in Outcome]),
                      CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
                      UniqueConstraint("appeal_id", "instance"),
                      open_index("ix_appeal_instances_due_at_open", "due_at", "decided_at IS NULL"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"))
    instance: Mapped[int]
    words: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]


class AppealPhoto(Model):
    """A picture that proves what an appeal says; it belongs to no case."""

    __tablename__ = "appeal_photos"

    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"), primary_key=True)


class ScoreChange(Model):
    """How one score changed after a decision. Totals are fractions as texts, `points` thousandths; `lines` is JSON:
    [{code, n, points, state}], each a pair of before and after, of the lines that changed."""

    __tablename__ = "score_changes"
    __table_args__ = (Index(None, "score_id", "id"), Index(None, "appeal_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    score_id: Mapped[int] = mapped_column(ForeignKey("assessment_scores.id"))
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"))
    total_before: Mapped[str | None] = mapped_column(String(80))
    total_after: Mapped[str | None] = mapped_column(String(80))
    points_before: Mapped[int | None]
    points_after: Mapped[int | None]
    grade_before: Mapped[str | None] = mapped_column(String(10))
    grade_after: Mapped[str | None] = mapped_column(String(10))
    rank_before: Mapped[int | None]
    rank_after: Mapped[int | None]
    lines: Mapped[str]
    changed_at: Mapped[datetime]
