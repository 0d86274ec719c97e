"""Stored scores as values again, and the totals of those below."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AssessmentLine, AssessmentScore
from workflows.assessment.facts import Level
from workflows.assessment.result import LineState, Score, ScoreLine


def read_scores(session: Session, assessment_id: int, levels: Iterable[Level] = tuple(Level)) -> list[Score]:
    """The scores of an assessment with their lines, in the order of levels and owners."""
    of_levels = (AssessmentScore.assessment_id == assessment_id,
                 AssessmentScore.level.in_([level.value for level in levels]))
    lines: dict[int, list[ScoreLine]] = {}
    for line in session.scalars(select(AssessmentLine).join(
            AssessmentScore, AssessmentScore.id == AssessmentLine.score_id).where(*of_levels)
            .order_by(AssessmentLine.score_id, AssessmentLine.position)):
        lines.setdefault(line.score_id, []).append(line_of(line))
    rows = session.scalars(select(AssessmentScore).where(*of_levels)
                           .order_by(AssessmentScore.level, AssessmentScore.owner))
    return [score_of(row, tuple(lines.get(row.id, ()))) for row in rows]


def read_totals(session: Session, assessment_id: int, levels: Iterable[Level],
                ) -> dict[Level, dict[str, Fraction | None]]:
    """{level: {owner: total}} of the stored scores."""
    found: dict[Level, dict[str, Fraction | None]] = {level: {} for level in levels}
    for level, owner, total in session.execute(select(
            AssessmentScore.level, AssessmentScore.owner, AssessmentScore.total).where(
            AssessmentScore.assessment_id == assessment_id,
            AssessmentScore.level.in_([level.value for level in found]))):
        found[Level(level)][owner] = _fraction(total)
    return found


def score_of(row: AssessmentScore, lines: tuple[ScoreLine, ...]) -> Score:
    """The score that a row holds."""
    return Score(Level(row.level), row.owner, row.peer_group, lines, _fraction(row.lines_total),
                 Fraction(row.deducted), _fraction(row.total), row.grade, row.cap, row.n, row.rank, row.rank_of,
                 row.group_rank, row.group_of)


def line_of(row: AssessmentLine) -> ScoreLine:
    """The line that a row holds."""
    return ScoreLine(row.code, LineState(row.state), row.first, row.last, row.n, Fraction(row.part),
                     Fraction(row.whole), row.left_out, row.weight, Fraction(row.used), Fraction(row.exact_points))


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
