"""Schemes, periods and their scores with the facts as they counted, and what left the statistics."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.assessment.facts import Kind, Level
from workflows.assessment.result import LineState
from workflows.assessment.scheme import PeriodKind

ASSESSMENT_STATES = ("draft", "frozen", "displayed", "final")


class AssessmentScheme(Chained, Model):
    """One version of the scheme; `body` is canonical JSON and never changes once adopted (`hash` says so)."""

    __tablename__ = "assessment_schemes"
    __table_args__ = (one_of("state", ("draft", "adopted")), UniqueConstraint("version"),
                      CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name="adopted"),
                      CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="term"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    body: Mapped[str]
    hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(default="")
    salt: Mapped[str | None] = mapped_column(String(32))  # seals title and reason in the ledger
    simulated: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    adopted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    adopted_at: Mapped[datetime | None]


class Assessment(Chained, Model):
    """All scores of one period under one version of the scheme. A draft is computed anew; frozen ones are not.

    `as_of` is the moment up to which the facts were read; `hash` covers scores and facts since they were frozen;
    `roster` is who held which post and was away when, as JSON, since then.
    """

    __tablename__ = "assessments"
    __table_args__ = (one_of("kind", [kind.value for kind in PeriodKind]), one_of("state", ASSESSMENT_STATES),
                      CheckConstraint("last >= first", name="period"),
                      UniqueConstraint("kind", "first", "scheme_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    first: Mapped[date]
    last: Mapped[date]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("assessment_schemes.id"))
    state: Mapped[str] = mapped_column(String(10))
    as_of: Mapped[datetime]
    facts: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str | None] = mapped_column(String(64))
    roster: Mapped[str | None]
    simulated: Mapped[bool] = mapped_column(default=False)
    frozen_at: Mapped[datetime | None]
    frozen_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    displayed_at: Mapped[datetime | None]
    display_until: Mapped[datetime | None]
    final_at: Mapped[datetime | None]
    final_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class AssessmentScore(Model):
    """One owner's score. Fractions are texts ("87/2"); `points` is the total in thousandths, rounded once."""

    __tablename__ = "assessment_scores"
    __table_args__ = (one_of("level", [level.value for level in Level]),
                      UniqueConstraint("assessment_id", "level", "owner"),
                      Index(None, "assessment_id", "level", "points", "id"),
                      Index(None, "assessment_id", "district", "level"),
                      Index(None, "person_id", postgresql_where=text("person_id IS NOT NULL"),
                            sqlite_where=text("person_id IS NOT NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    level: Mapped[str] = mapped_column(String(10))
    owner: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    district: Mapped[str | None] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    peer_group: Mapped[str | None] = mapped_column(String(20))
    lines_total: Mapped[str | None] = mapped_column(String(80))
    deducted: Mapped[str] = mapped_column(String(80), default="0")
    total: Mapped[str | None] = mapped_column(String(80))
    points: Mapped[int | None]
    grade: Mapped[str | None] = mapped_column(String(10))
    cap: Mapped[str | None] = mapped_column(String(20))
    n: Mapped[int]
    rank: Mapped[int | None]
    rank_of: Mapped[int | None]
    group_rank: Mapped[int | None]
    group_of: Mapped[int | None]


class AssessmentLine(Model):
    """One line of a score; fractions are texts, `points` thousandths for reading."""

    __tablename__ = "assessment_lines"
    __table_args__ = (one_of("state", [state.value for state in LineState]), UniqueConstraint("score_id", "code"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    score_id: Mapped[int] = mapped_column(ForeignKey("assessment_scores.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    first: Mapped[date]
    last: Mapped[date]
    n: Mapped[int]
    part: Mapped[str] = mapped_column(String(80))
    whole: Mapped[str] = mapped_column(String(80))
    left_out: Mapped[int]
    weight: Mapped[int]
    used: Mapped[str] = mapped_column(String(80))
    exact_points: Mapped[str] = mapped_column(String(80))
    points: Mapped[int]


class AssessmentFact(Model):
    """A fact as it stood when its assessment was frozen: what every line can be counted from again."""

    __tablename__ = "assessment_facts"
    __table_args__ = (one_of("kind", [kind.value for kind in Kind]),
                      Index(None, "assessment_id", "town", "id"), Index(None, "assessment_id", "district", "id"),
                      Index(None, "assessment_id", "department", "id"), Index(None, "assessment_id", "person_id", "id"),
                      Index(None, "assessment_id", "case_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    kind: Mapped[str] = mapped_column(String(10))
    ref: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int | None]
    at: Mapped[datetime]
    district: Mapped[str | None] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    community: Mapped[str | None] = mapped_column(String(12))
    department: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int | None]
    content: Mapped[str]


class AssessmentExemption(Model):
    """Facts that leave the statistics by a person's decision; the fact stays. `reason` is a code, the words are sealed
    in whatever decided it (an appeal, a finding that a case is malicious)."""

    __tablename__ = "assessment_exemptions"
    __table_args__ = (CheckConstraint("ref IS NOT NULL OR case_id IS NOT NULL", name="what"),
                      Index(None, "case_id"), Index(None, "ref"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ref: Mapped[str | None] = mapped_column(String(60))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    level: Mapped[str | None] = mapped_column(String(10))
    owner: Mapped[str | None] = mapped_column(String(30))
    indicator: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(40))
    district: Mapped[str] = mapped_column(String(6))
    appeal_id: Mapped[int | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # a second instance took it back
