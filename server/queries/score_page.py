"""One score opened: its lines, what was taken off and left out, how it changed, and the periods before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Assessment, AssessmentLine, AssessmentScheme, AssessmentScore, Case
from server.queries.assessment_marks import read_marks
from server.queries.assessment_scores import line_of
from server.queries.people import Actor
from server.queries.schemes import scheme_of
from server.queries.score_changes import changes_of
from server.queries.score_facts import Owner
from server.queries.score_lines import shape_lines
from server.queries.score_shapes import name_of_period, names_of, shape_assessment, shape_score, written
from server.queries.score_sight import DISPLAYED, find_score, may_open
from workflows.assessment.english import english
from workflows.assessment.facts import Level
from workflows.assessment.result import LineState, ScoreLine
from workflows.assessment.scheme import LEAST_WEIGHT, PeriodKind
from workflows.assessment.written import plain

PERIODS_BACK = 12


@dataclass(frozen=True)
class Opened:
    """A score that the person may read: as a row, with its lines, its period and its scheme."""

    score: AssessmentScore
    lines: list[ScoreLine]
    assessment: Assessment
    scheme_row: AssessmentScheme
    whose: Owner


def open_score(session: Session, actor: Actor, score_id: int, now: datetime, *, facts: bool = False) -> Opened:
    """The score with its lines. Raises not-found, territory-forbidden."""
    score, assessment = find_score(session, actor, score_id, now, facts=facts)
    scheme_row = session.get_one(AssessmentScheme, assessment.scheme_id)
    lines = [line_of(row) for row in session.scalars(select(AssessmentLine).where(
        AssessmentLine.score_id == score.id).order_by(AssessmentLine.position))]
    whose = Owner(Level(score.level), score.owner, scheme_of(scheme_row), assessment, now)
    return Opened(score, lines, assessment, scheme_row, whose)


def shape_page(session: Session, actor: Actor, opened: Opened, now: datetime) -> dict[str, Any]:
    """The answer of a score's page, stored or computed now."""
    score, level = opened.score, opened.whose.level
    name = names_of(session, [score]).get((score.level, score.owner), score.owner)
    kind = PeriodKind(opened.assessment.kind)
    opens = may_open(actor, level, score.owner, score.district, score.town, now)
    why = _why_no_total(opened)
    return {
        "score": shape_score(score, name, opened.whose.scheme, kind),
        "assessment": shape_assessment(opened.assessment, opened.scheme_row),
        "as_of": opened.assessment.as_of,
        "lines": shape_lines(opened.whose.scheme, level, opened.lines),
        "deductions": _deductions(session, opened),
        "changes": changes_of(session, score.id) if score.id else [],
        "history": _history(session, opened, opens), "opens": opens,
        "own": level is Level.MEMBER and score.person_id == actor.person_id,
        "why_no_total": why, "why_no_total_en": english(why)}


def _why_no_total(opened: Opened) -> str | None:
    if opened.score.total is not None:
        return None
    least = opened.whose.scheme.parameters.get(LEAST_WEIGHT, 0)
    held = sum(line.weight for line in opened.lines if line.state is not LineState.FEW)
    return f"够件数的各行原定权重合计 {held}，满 {max(least, 1)} 才给总分；件数够了自动给出。"


def _deductions(session: Session, opened: Opened) -> list[dict[str, Any]]:
    """What people established against the owner in the period, by the moment of the figures."""
    if not Fraction(opened.score.deducted) and opened.score.cap is None:
        return []
    scheme, known = opened.whose.scheme, {one.code: one for one in opened.whose.scheme.deductions}
    grades = {grade.code: grade.name for grade in scheme.grades}
    marks = [mark for mark in read_marks(session, scheme, opened.assessment.first, opened.assessment.last)
             if (mark.level, mark.owner) == (opened.whose.level, opened.whose.owner)
             and mark.at <= opened.assessment.as_of]
    numbers = dict(session.execute(select(Case.id, Case.number).where(
        Case.id.in_([mark.case_id for mark in marks if mark.case_id]))).tuples().all())
    return [{"code": mark.code, "name": known[mark.code].name, "points": plain(known[mark.code].points),
             "cap_name": grades.get(known[mark.code].cap or ""), "at": mark.at,
             "case_id": mark.case_id, "number": numbers.get(mark.case_id or 0)} for mark in marks]


def _history(session: Session, opened: Opened, opens: bool) -> list[dict[str, Any]]:
    """The same owner's totals of the same kind of period, oldest first; only displayed ones for everybody else."""
    score, assessment = opened.score, opened.assessment
    conditions = [AssessmentScore.level == score.level, AssessmentScore.owner == score.owner,
                  Assessment.kind == assessment.kind, Assessment.last <= assessment.last]
    if not opens:
        conditions.append(Assessment.state.in_(DISPLAYED))
    rows = session.execute(select(AssessmentScore, Assessment).join(
        Assessment, Assessment.id == AssessmentScore.assessment_id).where(*conditions).order_by(
        Assessment.first.desc(), Assessment.id.desc()).limit(PERIODS_BACK)).all()
    return [{"id": one.id, "points": one.points, "total": written(one.total), "grade": one.grade, "n": one.n,
             "rank": one.rank, "rank_of": one.rank_of, "name": name_of_period(period),
             "first": period.first, "last": period.last, "state": period.state} for one, period in reversed(rows)]
