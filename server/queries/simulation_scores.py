"""What the simulation asks of assessed months: scores, facts that somebody may doubt, what waits for a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import (
    Appeal,
    Assessment,
    AssessmentLine,
    AssessmentScheme,
    AssessmentScore,
    Case,
    Objection,
    Rating,
    Reward,
)
from server.queries.moments import day_start
from server.queries.schemes import scheme_of
from server.queries.score_facts import Owner, exemptions_for, facts_between, judged
from workflows.assessment.appeals import AppealState
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Level
from workflows.assessment.indicator import Counted
from workflows.assessment.rewarding import RewardState
from workflows.states import State


@dataclass(frozen=True)
class Doubtful:
    """A fact of a score that its owner may appeal."""

    score_id: int
    line: str
    ref: str


@dataclass(frozen=True)
class Scored:
    """Somebody's score of a month."""

    id: int
    owner: str
    person_id: int | None


def find_month(first: date) -> tuple[int, str] | None:
    """Number and state of the newest assessment of a month."""
    with db.reading() as session:
        row = session.scalar(select(Assessment).where(Assessment.kind == "month", Assessment.first == first)
                             .order_by(Assessment.id.desc()).limit(1))
        return (row.id, row.state) if row is not None else None


def scores_of(assessment_id: int, level: Level, town: str) -> list[Scored]:
    """Scores of a level in one town that have a total, the lowest first: whoever has least doubts most."""
    row = AssessmentScore
    with db.reading() as session:
        rows = session.execute(select(row.id, row.owner, row.person_id).where(
            row.assessment_id == assessment_id, row.level == level.value, row.town == town, row.points.is_not(None))
            .order_by(row.points, row.owner))
        return [Scored(*one) for one in rows]


def doubtful(assessment_id: int, level: Level, owner: str, lines: Collection[str], now: datetime) -> Doubtful | None:
    """The first fact that took something from one of these lines of the owner's score; None when none did."""
    with db.reading() as session:
        score = session.scalar(select(AssessmentScore).where(
            AssessmentScore.assessment_id == assessment_id, AssessmentScore.level == level.value,
            AssessmentScore.owner == owner))
        if score is None:
            return None
        found = session.scalars(select(AssessmentLine).where(
            AssessmentLine.score_id == score.id, AssessmentLine.code.in_(lines)).order_by(AssessmentLine.position))
        return next((one for line in found if (one := _of_line(session, score, line, now)) is not None), None)


def _of_line(session: Session, score: AssessmentScore, line: AssessmentLine, now: datetime) -> Doubtful | None:
    assessment = session.get_one(Assessment, score.assessment_id)
    scheme = scheme_of(session.get_one(AssessmentScheme, assessment.scheme_id))
    whose, indicator = Owner(Level(score.level), score.owner, scheme, assessment, now), INDICATORS[line.code]
    facts = facts_between(session, whose, line.first, line.last, frozenset(indicator.kinds))
    pairs = judged(indicator, facts, whose, exemptions_for(session, whose))
    return next((Doubtful(score.id, line.code, fact.ref) for fact, how in pairs
                 if how.counted in (Counted.MISS, Counted.PARTLY)), None)


@dataclass(frozen=True)
class Pending:
    """An appeal before an instance or answered by the first one. `filed_by` is who asked."""

    id: int
    level: Level | None
    state: str
    filed_by: int
    filed_at: datetime


def pending_appeals(district: str) -> list[Pending]:
    """Appeals of a district that are not settled."""
    row = Appeal
    with db.reading() as session:
        rows = session.scalars(select(row).where(row.district == district, row.state.in_(
            [AppealState.FIRST.value, AppealState.ANSWERED.value, AppealState.SECOND.value])).order_by(row.id))
        return [Pending(one.id, Level(one.level) if one.level else None, one.state, one.filed_by, one.filed_at)
                for one in rows]


def open_objections() -> list[tuple[int, datetime]]:
    """Objections of the public without an answer."""
    with db.reading() as session:
        rows = session.execute(select(Objection.id, Objection.at).where(
            Objection.answered_at.is_(None)).order_by(Objection.id))
        return [(row.id, row.at) for row in rows]


@dataclass(frozen=True)
class Line:
    """A line of the 奖惩台账 on its way."""

    id: int
    state: RewardState
    since: datetime
    display_until: datetime | None


def open_rewards(district: str) -> list[Line]:
    """Lines of a district that somebody still has to take a step on."""
    over = [RewardState.CARRIED_OUT.value, RewardState.REFUSED.value, RewardState.WITHDRAWN.value]
    with db.reading() as session:
        rows = session.scalars(select(Reward).where(Reward.district == district, Reward.state.not_in(over))
                               .order_by(Reward.id))
        return [Line(row.id, RewardState(row.state), row.displayed_at or row.approved_at or row.reviewed_at
                     or row.proposed_at, row.display_until) for row in rows]


def unhappy_cases(town: str, first: date, last: date) -> list[int]:
    """Simulated cases of the town that were closed in these days and whose reporter was not content."""
    with db.reading() as session:
        return list(session.scalars(select(Case.id).join(Rating, Rating.case_id == Case.id).where(
            Case.simulated, Case.town == town, Case.state.in_([State.CLOSED, State.ARCHIVED]), Rating.satisfaction <= 2,
            Case.closed_at >= day_start(first), Case.closed_at < day_start(last)).distinct().order_by(Case.id)))


def settled_by_members(grid: str, since: date) -> list[tuple[int, int]]:
    """(case, member) of what members of a grid settled themselves since a day, the newest first."""
    with db.reading() as session:
        rows = session.execute(select(Case.id, Case.handled_by).where(
            Case.simulated, Case.street_grid == grid, Case.self_handled == "member", Case.handled_by.is_not(None),
            Case.handled_at >= day_start(since)).order_by(Case.id.desc()))
        return [(row.id, row.handled_by) for row in rows]
