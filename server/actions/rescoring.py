"""Scores follow a decision: every frozen or displayed period that holds the fact is computed again, with a trace."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.actions.assessment_rows import write_scores
from server.actions.publishing_revisions import add_revision
from server.actions.record import Entry, record
from server.extensions import db
from server.models import (
    Appeal,
    Assessment,
    AssessmentExemption,
    AssessmentFact,
    AssessmentScore,
    ScoreChange,
)
from server.queries.assessment_scores import read_scores
from server.queries.frozen import read_frozen
from server.queries.people import SYSTEM
from server.transaction import Transaction, transaction
from workflows.assessment.points import rounded
from workflows.assessment.result import Score
from workflows.roles import Place

OPEN = ("frozen", "displayed")
Key = tuple[str, str]


def rescore_after(appeal_id: int, now: datetime) -> int:
    """Compute again whatever a decision touches; returns how many scores changed. Nothing when that was done."""
    with transaction() as tx:
        appeal = tx.session.get_one(Appeal, appeal_id, with_for_update=True)
        if not appeal.rescore:
            return 0
        changed = sum(_rescore(tx, assessment, appeal, now) for assessment in _touched(tx.session, appeal))
        appeal.rescore = False
        return changed


def keep_rescored(now: datetime) -> int:
    """The job: decisions whose scores have not followed yet; returns how many there were. In a city this takes seconds,
    so nobody who decides waits for it."""
    with db.reading() as session:
        waiting = list(session.scalars(select(Appeal.id).where(Appeal.rescore).order_by(Appeal.id)))
    for appeal_id in waiting:
        rescore_after(appeal_id, now)
    return len(waiting)


def _touched(session: Session, appeal: Appeal) -> list[Assessment]:
    """Periods not final yet that kept a fact which a decision took out or put back. Drafts follow by themselves."""
    rows = session.execute(select(AssessmentExemption.ref, AssessmentExemption.case_id).where(
        AssessmentExemption.appeal_id == appeal.id)).all()
    refs, cases = {row.ref for row in rows if row.ref}, {row.case_id for row in rows if row.ref is None}
    held = select(AssessmentFact.id).where(
        AssessmentFact.assessment_id == Assessment.id,
        or_(AssessmentFact.ref.in_(refs), AssessmentFact.case_id.in_(cases))).exists()
    return list(session.scalars(select(Assessment).where(Assessment.state.in_(OPEN), held)
                                .order_by(Assessment.id).with_for_update()))


def _rescore(tx: Transaction, assessment: Assessment, appeal: Appeal, now: datetime) -> int:
    before = {_key(score): score for score in read_scores(tx.session, assessment.id)}
    inputs = read_frozen(tx.session, assessment)
    after = {_key(score): score for score in inputs.scores()}
    write_scores(tx.session, assessment.id, after.values(), inputs.roster)
    ids = {(level, owner): row_id for row_id, level, owner in tx.session.execute(select(
        AssessmentScore.id, AssessmentScore.level, AssessmentScore.owner).where(
        AssessmentScore.assessment_id == assessment.id))}
    changes = [_change(before[key], score, ids[key], assessment.id, appeal.id, now)
               for key, score in after.items() if key in before and before[key] != score]
    tx.session.add_all(changes)
    add_revision(tx, assessment, "corrected", None, now)
    record(tx, Entry("appeal", str(appeal.id), appeal, "appeal.applied", SYSTEM, None, None, Place(appeal.district),
                     None, now, {"assessment": assessment.id, "changed": len(changes)}))
    return len(changes)


def _key(score: Score) -> Key:
    return score.level.value, score.owner


def _change(before: Score, after: Score, score_id: int, assessment_id: int, appeal_id: int,
            now: datetime) -> ScoreChange:
    return ScoreChange(
        assessment_id=assessment_id, score_id=score_id, appeal_id=appeal_id,
        total_before=_text(before.total), total_after=_text(after.total), points_before=_points(before),
        points_after=_points(after), grade_before=before.grade, grade_after=after.grade, rank_before=before.rank,
        rank_after=after.rank, lines=json.dumps(list(changed_lines(before, after)), separators=(",", ":")),
        changed_at=now)


def changed_lines(before: Score, after: Score) -> Iterable[dict[str, Any]]:
    """The lines that a decision touched: n and points before and after."""
    old = {line.code: line for line in before.lines}
    for line in after.lines:
        was = old.get(line.code)
        if was is not None and was != line:
            yield {"code": line.code, "n": [was.n, line.n], "points": [rounded(was.points), rounded(line.points)]}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _points(score: Score) -> int | None:
    return None if score.total is None else rounded(score.total)
