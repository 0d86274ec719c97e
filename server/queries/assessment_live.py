"""An owner's score in the running month, computed now: what has just changed is in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Assessment
from server.queries.assessment_counts import Whose, count_one
from server.queries.assessment_inputs import Plan, plan_for
from server.queries.assessment_scores import read_totals
from server.queries.moments import city_day
from workflows.assessment.compute import Below
from workflows.assessment.facts import Level
from workflows.assessment.result import Score
from workflows.assessment.scheme import PeriodKind


def live_score(session: Session, level: Level, owner: str, now: datetime,
               kind: PeriodKind = PeriodKind.MONTH) -> Score:
    """Own lines are counted now; the mean of those below is that of the last draft. No rank: ranks need everybody.

    Raises not-found without a scheme, or for somebody who has no score in the period.
    """
    plan = plan_for(session, kind, city_day(now))
    if plan is None:
        raise Problem("not-found", "没有生效的考核方案")
    counted = count_one(session, plan, now, Whose(level, owner))
    found = counted.scores(frozenset({level}), _below(session, plan), owner)
    if not found:
        raise Problem("not-found", "这一期没有这个得分")
    return found[0]


def _below(session: Session, plan: Plan) -> Below:
    draft = session.scalar(select(Assessment.id).where(
        Assessment.kind == plan.period.kind, Assessment.first == plan.period.first,
        Assessment.scheme_id == plan.row.id))
    return read_totals(session, draft, (Level.MEMBER, Level.GRID)) if draft is not None else {}
