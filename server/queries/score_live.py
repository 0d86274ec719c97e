"""A score of the running period as it is at this moment, opened like a stored one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Assessment, AssessmentScore
from server.queries.assessment_inputs import plan_for
from server.queries.assessment_live import live_score
from server.queries.assessment_roster import read_roster
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.score_facts import Owner
from server.queries.score_page import Opened
from server.queries.score_sight import may_open
from workflows.assessment.facts import Level
from workflows.assessment.points import rounded
from workflows.assessment.result import Score
from workflows.assessment.scheme import PeriodKind


def open_live(session: Session, actor: Actor, level: Level, owner: str, kind: PeriodKind, now: datetime) -> Opened:
    """Raises not-found without a scheme in force or for an owner without a score, territory-forbidden."""
    plan = plan_for(session, kind, city_day(now))
    if plan is None:
        raise Problem("not-found", "还没有生效的考核方案")
    roster = read_roster(session, plan.period.first, plan.period.last)
    if owner not in roster.owners(level, plan.period.first, plan.period.last):
        raise Problem("not-found", "本期没有这个考核对象")
    district, town = roster.place_of(level, owner)
    if not may_open(actor, level, owner, district, town, now):
        raise Problem("territory-forbidden")
    draft = session.scalar(select(Assessment).where(
        Assessment.kind == kind.value, Assessment.first == plan.period.first, Assessment.scheme_id == plan.row.id))
    assessment = Assessment(
        id=draft.id if draft else None, kind=kind.value, first=plan.period.first, last=plan.period.last,
        scheme_id=plan.row.id, state="draft", as_of=now, facts=draft.facts if draft else 0,
        simulated=plan.row.simulated)
    score = live_score(session, level, owner, now, kind)
    row = _row(score, district, town)
    row.id = session.scalar(select(AssessmentScore.id).where(
        AssessmentScore.assessment_id == draft.id, AssessmentScore.level == level.value,
        AssessmentScore.owner == owner)) if draft else None
    return Opened(row, list(score.lines), assessment, plan.row,
                  Owner(level, owner, plan.scheme, assessment, now))


def _row(score: Score, district: str | None, town: str | None) -> AssessmentScore:
    """The score in the shape of a stored one; it is never added to the session."""
    return AssessmentScore(
        level=score.level.value, owner=score.owner, district=district, town=town, peer_group=score.peer_group,
        person_id=int(score.owner) if score.level is Level.MEMBER else None,
        lines_total=None if score.lines_total is None else str(score.lines_total), deducted=str(score.deducted),
        total=None if score.total is None else str(score.total),
        points=None if score.total is None else rounded(score.total), grade=score.grade, cap=score.cap, n=score.n,
        rank=None, rank_of=None, group_rank=None, group_of=None)
