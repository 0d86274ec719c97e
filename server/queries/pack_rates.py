"""Rates and ranks beside the facts of a weekly meeting: over twelve weeks with n, from the last published quarter."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Assessment, AssessmentScore
from server.queries.city import city_index
from server.queries.pack_cases import Week, grids_of, part_of, row
from workflows.assessment.facts import Level
from workflows.assessment.packs import Part
from workflows.assessment.scheme import PeriodKind

PUBLISHED = ("displayed", "final")
RANKS = ("最近一个已公示季度里各网格的名次；件数不到方案规定的最低数的不排名。每周不排名，也从不给人排名")


def ranks_part(session: Session, week: Week) -> dict[str, Any]:
    """Ranks of the community's grids in the last published quarter; no rows while there is none."""
    period = session.scalar(select(Assessment).where(
        Assessment.kind == PeriodKind.QUARTER, Assessment.state.in_(PUBLISHED)).order_by(
        Assessment.first.desc(), Assessment.id.desc()).limit(1))
    if period is None:
        return part_of(Part.RANKS, [], RANKS)
    scores = {score.owner: score for score in session.scalars(select(AssessmentScore).where(
        AssessmentScore.assessment_id == period.id, AssessmentScore.level == Level.GRID,
        AssessmentScore.owner.in_(grids_of(week.community))))}
    quarter = f"{period.first.year} 年第 {(period.first.month + 2) // 3} 季度"
    return part_of(Part.RANKS, [_rank_row(code, scores[code], quarter) for code in sorted(scores)], RANKS)


def _rank_row(code: str, score: AssessmentScore, quarter: str) -> dict[str, Any]:
    name = city_index().name(code)
    within = f"同类网格第 {score.group_rank} / {score.group_of}" if score.group_rank else ""
    ranked = f"第 {score.rank} / {score.rank_of}" if score.rank else "样本不足，不排名"
    return row(Part.RANKS, code, name, grid=name, value=ranked,
               text=" · ".join(filter(None, (quarter, f"n = {score.n}", within))))
