"""Scores as rows: written so that an owner's score keeps its id however often a draft is computed anew."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server.models import AssessmentLine, AssessmentScore
from workflows.assessment.facts import Level
from workflows.assessment.points import rounded
from workflows.assessment.result import Score, ScoreLine
from workflows.assessment.roster import Roster

Key = tuple[str, str]
_SCORES, _LINES = AssessmentScore.__table__, AssessmentLine.__table__


def write_scores(session: Session, assessment_id: int, scores: Iterable[Score], roster: Roster,
                 levels: Iterable[Level] = tuple(Level)) -> int:
    """Make the rows of these levels say what the scores say; returns how many owners' scores changed."""
    kept = _kept(session, assessment_id, levels)
    wanted = {(score.level.value, score.owner): score for score in scores}
    gone = [row_id for key, (row_id, _, _) in kept.items() if key not in wanted]
    changed: dict[Key, int] = {}
    renewed, fresh = [], []
    for key, score in wanted.items():
        row, lines = score_values(assessment_id, score, roster), line_values(score)
        if key not in kept:
            fresh.append(row)
        elif kept[key][1:] != (row, lines):
            changed[key] = kept[key][0]
            renewed.append({**row, "row_id": kept[key][0]})
    _drop_lines(session, [*gone, *changed.values()])
    _delete(session, gone)
    for values in renewed:
        session.execute(update(_SCORES).where(_SCORES.c.id == values.pop("row_id")).values(values))
    changed |= _insert(session, assessment_id, fresh)
    lines_of = [{**line, "score_id": row_id} for key, row_id in changed.items() for line in line_values(wanted[key])]
    if lines_of:
        session.execute(insert(_LINES), lines_of)
    return len(changed) + len(gone)


def _insert(session: Session, assessment_id: int, rows: list[dict[str, Any]]) -> dict[Key, int]:
    if not rows:
        return {}
    session.execute(insert(_SCORES), rows)
    wanted = {(row["level"], row["owner"]) for row in rows}
    found = session.execute(select(_SCORES.c.level, _SCORES.c.owner, _SCORES.c.id).where(
        _SCORES.c.assessment_id == assessment_id))
    return {(level, owner): row_id for level, owner, row_id in found if (level, owner) in wanted}


def _drop_lines(session: Session, score_ids: list[int]) -> None:
    for start in range(0, len(score_ids), 500):
        session.execute(delete(_LINES).where(_LINES.c.score_id.in_(score_ids[start:start + 500])))


def _delete(session: Session, score_ids: list[int]) -> None:
    for start in range(0, len(score_ids), 500):
        session.execute(delete(_SCORES).where(_SCORES.c.id.in_(score_ids[start:start + 500])))


def _kept(session: Session, assessment_id: int, levels: Iterable[Level]) -> dict[Key, tuple[int, Any, Any]]:
    """{(level, owner): (id, score values, line values)} as they are stored."""
    of_levels = _SCORES.c.assessment_id == assessment_id, _SCORES.c.level.in_([level.value for level in levels])
    lines: dict[int, list[dict[str, Any]]] = {}
    for row in session.execute(select(_LINES).join(_SCORES, _SCORES.c.id == _LINES.c.score_id).where(*of_levels)
                               .order_by(_LINES.c.score_id, _LINES.c.position)).mappings():
        lines.setdefault(row["score_id"], []).append(
            {name: value for name, value in row.items() if name not in ("id", "score_id")})
    return {(row["level"], row["owner"]):
            (row["id"], {name: value for name, value in row.items() if name != "id"}, lines.get(row["id"], []))
            for row in session.execute(select(_SCORES).where(*of_levels)).mappings()}


def score_values(assessment_id: int, score: Score, roster: Roster) -> dict[str, Any]:
    """The columns of a score but its id."""
    district, town = roster.place_of(score.level, score.owner)
    return {
        "assessment_id": assessment_id, "level": score.level.value, "owner": score.owner,
        "person_id": int(score.owner) if score.level is Level.MEMBER else None, "district": district, "town": town,
        "peer_group": score.peer_group, "lines_total": _text(score.lines_total), "deducted": str(score.deducted),
        "total": _text(score.total), "points": None if score.total is None else rounded(score.total),
        "grade": score.grade, "cap": score.cap, "n": score.n, "rank": score.rank, "rank_of": score.rank_of,
        "group_rank": score.group_rank, "group_of": score.group_of}


def line_values(score: Score) -> list[dict[str, Any]]:
    """The columns of a score's lines but their ids."""
    return [_line_values(position, line) for position, line in enumerate(score.lines)]


def _line_values(position: int, line: ScoreLine) -> dict[str, Any]:
    return {"position": position, "code": line.code, "state": line.state.value, "first": line.first, "last": line.last,
            "n": line.n, "part": str(line.part), "whole": str(line.whole), "left_out": line.out, "weight": line.weight,
            "used": str(line.used), "exact_points": str(line.points), "points": rounded(line.points)}


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)

