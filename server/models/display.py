"""公示与奖惩: what was frozen and corrected, what the public objected to, and the ledger of rewards and penalties."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.people import open_index
from server.models.registry import BigId, Chained, Model, one_of
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import DecisionKind, Measure, RewardState, Tier

REVISIONS = ("frozen", "corrected", "final")


class AssessmentRevision(Model):
    """How an assessment stood when it was frozen, corrected and made final; never changed afterwards.

    `seq` is the ledger's number up to which the facts had come, `inputs` the exemptions and marks that were counted,
    `scores` all scores; both canonical JSON. `hash` covers scheme, roster, inputs, facts and scores.
    """

    __tablename__ = "assessment_revisions"
    __table_args__ = (one_of("kind", REVISIONS), UniqueConstraint("assessment_id", "number"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    seq: Mapped[int] = mapped_column(BigId)
    inputs: Mapped[str]
    scores: Mapped[str]
    facts_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Objection(Model):
    """Somebody objects to what is on display: no name is asked, the words are sealed, the ticket tells the outcome."""

    __tablename__ = "display_objections"
    __table_args__ = (CheckConstraint("(assessment_id IS NULL) <> (reward_id IS NULL)", name="what"),
                      CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
                      Index(None, "assessment_id"), Index(None, "reward_id"),
                      Index(None, "district", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    request_id: Mapped[str] = mapped_column(String(36), unique=True)
    ticket: Mapped[str] = mapped_column(String(24), unique=True)
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessments.id"))
    reward_id: Mapped[int | None] = mapped_column(ForeignKey("rewards.id"))
    about: Mapped[str | None] = mapped_column(String(30))
    district: Mapped[str] = mapped_column(String(6))
    words: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]


class Reward(Chained, Model):
    """One line of the 奖惩台账: from a final score to what was carried out, with who proposed, reviewed and approved.

    `by_rule` is the tier that the scheme's rule gives, never more than one from `tier_before`; `tier` what is proposed.
    `due_at` ends the clock of the present state.
    """

    __tablename__ = "rewards"
    __table_args__ = (
        one_of("level", [level.value for level in Level]), one_of("measure", [one.value for one in Measure]),
        one_of("state", [state.value for state in RewardState]), one_of("tier", [tier.value for tier in Tier]),
        one_of("tier_before", [tier.value for tier in Tier]), one_of("by_rule", [tier.value for tier in Tier]),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount"),
        CheckConstraint("reviewed_by IS NULL OR reviewed_by <> proposed_by", name="reviewer"),
        CheckConstraint("approved_by IS NULL OR (approved_by <> proposed_by AND approved_by <> reviewed_by)",
                        name="approver"),
        UniqueConstraint("assessment_id", "level", "owner", "measure"), Index(None, "district", "state", "id"),
        Index(None, "person_id"), open_index("ix_rewards_due_at_open", "due_at", "due_at IS NOT NULL"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    score_id: Mapped[int] = mapped_column(ForeignKey("assessment_scores.id"))
    level: Mapped[str] = mapped_column(String(10))
    owner: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    measure: Mapped[str] = mapped_column(String(16))
    tier: Mapped[str] = mapped_column(String(12))
    tier_before: Mapped[str] = mapped_column(String(12))
    by_rule: Mapped[str] = mapped_column(String(12))
    amount: Mapped[int | None]
    simulated: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12))
    due_at: Mapped[datetime | None]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reviewed_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    displayed_at: Mapped[datetime | None]
    display_until: Mapped[datetime | None]
    carried_out_at: Mapped[datetime | None]
    proof_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))


class RewardDecision(Model):
    """What one named person decided and why. Erasable words: the ledger holds only an HMAC with the salt kept here."""

    __tablename__ = "reward_decisions"
    __table_args__ = (one_of("kind", [kind.value for kind in DecisionKind]), Index(None, "reward_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    reward_id: Mapped[int] = mapped_column(ForeignKey("rewards.id"))
    kind: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    words: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
