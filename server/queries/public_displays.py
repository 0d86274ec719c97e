"""公示 without signing in: scores of grids and upwards, never of persons; rewards of units, while they are shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Assessment, AssessmentScore, Reward
from server.queries.frozen import plan_of
from server.queries.periods_shown import STATE_NAMES, levels_of, name_of
from server.queries.score_shapes import unit_title
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.rewarding import MEASURE_NAMES, TIER_NAMES, Measure, RewardState, Tier
from workflows.assessment.scheme import Scheme

SHOWN = ("displayed", "final")
UNITS = (Level.GRID, Level.COMMUNITY, Level.TOWN, Level.DISTRICT, Level.DEPARTMENT)
MOST = 24
NOTE = "只公示网格和单位，不公示个人。样本不足的项目权重摊到其他项目；样本不足三十件的不排名。"


def read_displays(now: datetime) -> dict[str, Any]:
    """Periods that are or were on display, the newest first, and the rewards of units that are shown now."""
    with db.reading() as session:
        rows = session.scalars(select(Assessment).where(Assessment.state.in_(SHOWN))
                               .order_by(Assessment.displayed_at.desc()).limit(MOST)).all()
        rewards = session.scalars(select(Reward).where(
            Reward.level != Level.MEMBER, Reward.state == RewardState.DISPLAYED, Reward.display_until > now)
            .order_by(Reward.id.desc()).limit(200)).all()
        return {"items": [_head(row, now) for row in rows], "as_of": now, "note": NOTE,
                "rewards": [_reward(session, row) for row in rewards]}


def read_display(assessment_id: int, level: str | None, division: str | None, limit: int, offset: int,
                 now: datetime) -> dict[str, Any]:
    """One displayed period: the units of a level, ranked ones first. Raises not-found."""
    wanted = Level(level) if level else Level.GRID
    with db.reading() as session:
        row = shown_assessment(session, assessment_id)
        scheme = plan_of(session, row).scheme
        held = [AssessmentScore.assessment_id == row.id, AssessmentScore.level == wanted.value]
        if division:
            held.append(AssessmentScore.owner.startswith(division, autoescape=True))
        scores = session.scalars(select(AssessmentScore).where(*held).order_by(
            AssessmentScore.rank.is_(None), AssessmentScore.rank, AssessmentScore.owner).limit(limit).offset(offset))
        n = session.scalar(select(func.count()).select_from(AssessmentScore).where(*held)) or 0
        levels = levels_of(session, row.id)
        return {**_head(row, now), "scheme": {"version": scheme.version, "title": scheme.title}, "note": NOTE,
                "level": wanted.value, "n": n, "items": [_score(score, scheme) for score in scores],
                "levels": [{"code": one.value, "name": LEVEL_NAMES[one], "n": levels.get(one.value, 0)}
                           for one in UNITS]}


def shown_assessment(session: Session, assessment_id: int) -> Assessment:
    """A period that is or was on display. Raises not-found."""
    row = session.get(Assessment, assessment_id) if assessment_id < 2**53 else None
    if row is None or row.state not in SHOWN:
        raise Problem("not-found", "没有这项公示")
    return row


def _head(row: Assessment, now: datetime) -> dict[str, Any]:
    return {"id": row.id, "name": name_of(row), "first": row.first, "last": row.last, "state": row.state,
            "state_name": STATE_NAMES[row.state], "as_of": row.as_of, "displayed_at": row.displayed_at,
            "display_until": row.display_until, "simulated": row.simulated, "hash": row.hash,
            "open": row.state == "displayed" and row.display_until is not None and now < row.display_until}


def _score(score: AssessmentScore, scheme: Scheme) -> dict[str, Any]:
    names = {grade.code: grade.name for grade in scheme.grades}
    return {"owner": score.owner, "name": unit_title(Level(score.level), score.owner), "points": score.points,
            "grade": names.get(score.grade or ""), "n": score.n, "rank": score.rank, "rank_of": score.rank_of,
            "peer_group": score.peer_group, "group_rank": score.group_rank, "group_of": score.group_of}


def _reward(session: Session, row: Reward) -> dict[str, Any]:
    assessment = session.get_one(Assessment, row.assessment_id)
    return {"id": row.id, "name": unit_title(Level(row.level), row.owner), "period": name_of(assessment),
            "measure": row.measure, "measure_name": MEASURE_NAMES[Measure(row.measure)],
            "tier_name": TIER_NAMES[Tier(row.tier)], "amount": row.amount, "display_until": row.display_until,
            "simulated": row.simulated}
