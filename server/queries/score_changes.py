"""How scores changed after a decision: the trace that stays with the score and with the appeal."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.models import Appeal, AssessmentScore, ScoreChange
from server.queries.people import Actor
from server.queries.score_lines import line_names
from server.queries.score_shapes import names_of
from server.queries.score_sight import own_sight
from workflows.assessment.appeals import EXEMPTION_REASONS

MOST = 20  # changes shown beside an appeal; how many there were in all is counted


def changes_of(session: Session, score_id: int) -> list[dict[str, Any]]:
    """Every change of one score, oldest first, with the reason of the decision behind it."""
    rows = session.execute(select(ScoreChange, Appeal.ground, Appeal.kind).join(
        Appeal, Appeal.id == ScoreChange.appeal_id).where(ScoreChange.score_id == score_id)
        .order_by(ScoreChange.id)).all()
    return [{**_shape(row), "why": EXEMPTION_REASONS.get(ground, EXEMPTION_REASONS.get(kind, ""))}
            for row, ground, kind in rows]


def changes_after(session: Session, appeal: Appeal, actor: Actor, now: datetime) -> dict[str, Any]:
    """What a decision changed: the scores that the person may open, and how many there are in all."""
    query = select(ScoreChange, AssessmentScore).join(
        AssessmentScore, AssessmentScore.id == ScoreChange.score_id).where(ScoreChange.appeal_id == appeal.id)
    found = session.execute(query.where(own_sight(actor, now)).order_by(
        ScoreChange.score_id != (appeal.score_id or 0), ScoreChange.id).limit(MOST)).all()
    count = session.scalar(select(func.count()).select_from(ScoreChange).where(ScoreChange.appeal_id == appeal.id))
    names = names_of(session, [score for _, score in found])
    return {"count": count, "pending": appeal.rescore,
            "items": [{**_shape(row), "name": names.get((score.level, score.owner), score.owner),
                       "level": score.level} for row, score in found]}


def _shape(row: ScoreChange) -> dict[str, Any]:
    return {"id": row.id, "score_id": row.score_id, "appeal_id": row.appeal_id, "points": [row.points_before,
            row.points_after], "grade": [row.grade_before, row.grade_after],
            "rank": [row.rank_before, row.rank_after], "changed_at": row.changed_at,
            "lines": [{**line, "name": line_names(line["code"])[0]} for line in json.loads(row.lines)]}
