"""Which scores a person may read: the rules of workflows.assessment.rights as conditions, and one score by them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Assessment, AssessmentScore
from server.queries.people import Actor
from workflows.assessment.facts import Level
from workflows.assessment.rights import Sight, officers, reaches, sights

# From then on the scores of grids and of whatever lies above them are public.
DISPLAYED = ("displayed", "final")


def own_sight(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Scores of the own territory and one's own: these open down to their facts."""
    conditions = [_condition(sight) for sight in sights(actor.posts, now)]
    if actor.person_id is not None:
        conditions.append(and_(AssessmentScore.level == Level.MEMBER, AssessmentScore.person_id == actor.person_id))
    return or_(*conditions) if conditions else false()


def any_sight(actor: Actor, now: datetime, state: str) -> ColumnElement[bool]:
    """Scores that the person may read of an assessment in this state."""
    mine = own_sight(actor, now)
    return or_(mine, AssessmentScore.level != Level.MEMBER) if state in DISPLAYED else mine


def _condition(sight: Sight) -> ColumnElement[bool]:
    levels = AssessmentScore.level.in_([level.value for level in sight.levels])
    if sight.column == "city":
        return levels
    return and_(levels, getattr(AssessmentScore, sight.column) == sight.code)


def may_open(actor: Actor, level: Level, owner: str, district: str | None, town: str | None, now: datetime) -> bool:
    """The same as `own_sight`, for an owner whose score is not written yet."""
    if level is Level.MEMBER and owner == str(actor.person_id):
        return True
    return any(reaches(sight, level, owner, district, town) for sight in sights(actor.posts, now))


def reads_all_work(actor: Actor, score: AssessmentScore, now: datetime) -> bool:
    """Whether the person reads facts behind a unit's score that are a single other person's work."""
    return score.level == Level.MEMBER or any(
        reaches(sight, Level(score.level), score.owner, score.district, score.town)
        for sight in sights(officers(actor.posts), now))


def find_score(session: Session, actor: Actor, score_id: int, now: datetime, *,
               facts: bool = False) -> tuple[AssessmentScore, Assessment]:
    """A score and its assessment; with `facts` only if the facts behind it may be read as well.

    Raises not-found, territory-forbidden.
    """
    found = session.execute(select(AssessmentScore, Assessment).join(
        Assessment, Assessment.id == AssessmentScore.assessment_id).where(
        AssessmentScore.id == score_id)).first() if score_id < 2**62 else None
    if found is None:
        raise Problem("not-found", "没有这个得分")
    score, assessment = found
    open_to_all = not facts and score.level != Level.MEMBER and assessment.state in DISPLAYED
    if not open_to_all and not may_open(actor, Level(score.level), score.owner, score.district, score.town, now):
        raise Problem("territory-forbidden")
    return score, assessment
