"""Scores of one level in one period: the best first, or for persons, who are never ranked, by their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Assessment, AssessmentScheme, AssessmentScore
from server.queries.cases import read_cursor, write_cursor
from server.queries.people import Actor
from server.queries.score_shapes import names_of, read_scheme, shape_assessment, shape_score
from server.queries.score_sight import any_sight
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.scheme import PeriodKind
from workflows.assessment.written import period_of
from workflows.roles import column_of, is_city

DEFINITION = ("总分为各行得分之和减去扣分，满 100 分；每一行的分值按计入的件数在零分线与满分线之间线性给出。"
              "样本不足的行先延长统计期，仍不足的，分值按比例分到其余各行。点开得分可以看到每一行的口径和每一件事实。")
NO_TOTAL = -1
RANKED = 1_000_000  # above any total: whoever has a rank stands before whoever has too few cases for one
BAND = 5000  # thousandths of a point that one bar of the distribution is wide
FEWEST = 5  # scores of which a distribution is shown


@dataclass(frozen=True)
class Wanted:
    """Which list: of the newest assessment with scores on the level unless one is named."""

    level: Level
    assessment: int | None = None
    period: str | None = None
    division: str | None = None
    group: str | None = None
    owner: str | None = None


def read_scores(actor: Actor, wanted: Wanted, now: datetime, limit: int, cursor: str | None,
                ) -> tuple[dict[str, Any], str | None]:
    """The answer without its `next`, and the next page's cursor. Raises not-found, validation."""
    with db.reading() as session:
        assessment = _assessment(session, wanted)
        if assessment is None:
            return _empty(wanted, now), None
        scheme_row, scheme = read_scheme(session, assessment)
        conditions = _conditions(actor, wanted, assessment, now)
        rows = list(session.scalars(_page(select(AssessmentScore).where(*conditions), wanted.level, cursor)
                                    .limit(limit + 1)))
        names = names_of(session, rows[:limit])
        kind = PeriodKind(assessment.kind)
        items = [shape_score(row, names.get((row.level, row.owner), row.owner), scheme, kind)
                 for row in rows[:limit]]
        answer = {**_empty(wanted, assessment.as_of), "assessment": shape_assessment(assessment, scheme_row),
                  "items": items, **_spread(session, wanted.level, conditions),
                  "grades": [{"code": one.code, "name": one.name, "at_least": str(one.at_least)}
                             for one in scheme.grades]}
    return answer, _next(rows[limit - 1], wanted.level) if len(rows) > limit else None


def _empty(wanted: Wanted, as_of: datetime) -> dict[str, Any]:
    return {"assessment": None, "level": wanted.level.value, "level_name": LEVEL_NAMES[wanted.level],
            "definition": DEFINITION, "as_of": as_of, "n": 0, "with_total": 0, "bands": [], "groups": [],
            "grades": [], "items": []}


def _assessment(session: Session, wanted: Wanted) -> Assessment | None:
    query = select(Assessment).join(AssessmentScheme, AssessmentScheme.id == Assessment.scheme_id)
    if wanted.assessment is not None:
        found = session.get(Assessment, wanted.assessment) if wanted.assessment < 2**62 else None
        if found is None:
            raise Problem("not-found", "没有这一期考核")
        return found
    if wanted.period is not None:
        period = period_of(wanted.period)
        if period is None:
            raise Problem("validation", "period 写作 2026-10、2026-Q3 或 2026")
        query = query.where(Assessment.kind == period.kind.value, Assessment.first >= period.first,
                            Assessment.last <= period.last)
    has_level = select(AssessmentScore.id).where(AssessmentScore.assessment_id == Assessment.id,
                                                 AssessmentScore.level == wanted.level.value).exists()
    return session.scalars(query.where(has_level).order_by(
        Assessment.last.desc(), AssessmentScheme.version.desc(), Assessment.id.desc()).limit(1)).first()


def _conditions(actor: Actor, wanted: Wanted, assessment: Assessment, now: datetime) -> list[ColumnElement[bool]]:
    found = [AssessmentScore.assessment_id == assessment.id, AssessmentScore.level == wanted.level.value,
             any_sight(actor, now, assessment.state)]
    if wanted.division is not None and not is_city(wanted.division):
        column = column_of(wanted.division) if len(wanted.division) in (6, 9, 12, 15) else ""
        inside = getattr(AssessmentScore, column) if column in ("district", "town") else AssessmentScore.owner
        found.append(inside == wanted.division)
    if wanted.group is not None:
        found.append(AssessmentScore.peer_group == wanted.group)
    if wanted.owner is not None:
        found.append(AssessmentScore.owner == wanted.owner)
    return found


def _page(query: Select[Any], level: Level, cursor: str | None) -> Select[Any]:
    key = read_cursor(cursor) if cursor else None
    if level is Level.MEMBER:
        return (query.where(AssessmentScore.id > key[1]) if key else query).order_by(AssessmentScore.id)
    place = func.coalesce(AssessmentScore.points, NO_TOTAL) + case((AssessmentScore.rank.is_not(None), RANKED), else_=0)
    if key is not None:
        if type(key[0]) is not int or abs(key[0]) > 2**31:
            raise Problem("validation", "翻页标记无效")
        query = query.where(or_(place < key[0], and_(place == key[0], AssessmentScore.id > key[1])))
    return query.order_by(place.desc(), AssessmentScore.id)


def _next(row: AssessmentScore, level: Level) -> str:
    place = (NO_TOTAL if row.points is None else row.points) + (RANKED if row.rank is not None else 0)
    return write_cursor(0 if level is Level.MEMBER else place, row.id)


def _spread(session: Session, level: Level, conditions: list[ColumnElement[bool]]) -> dict[str, Any]:
    """How many there are, in bands of five points and by group; of persons no distribution is made."""
    count = func.count()
    has_total = func.sum(case((AssessmentScore.points.is_not(None), 1), else_=0))
    n, with_total = session.execute(select(count, has_total).where(*conditions)).one()
    found: dict[str, Any] = {"n": n, "with_total": int(with_total or 0), "bands": [], "groups": []}
    if level is Level.MEMBER:
        return found
    groups = session.execute(select(AssessmentScore.peer_group, count).where(
        *conditions, AssessmentScore.peer_group.is_not(None)).group_by(AssessmentScore.peer_group)).all()
    found["groups"] = [{"name": group, "n": of_group} for group, of_group in sorted(groups)]
    if found["with_total"] >= FEWEST:
        top = 100_000 - 1
        points = case((AssessmentScore.points > top, top), else_=AssessmentScore.points)
        band = points - points % BAND
        rows = session.execute(select(band, count).where(
            *conditions, AssessmentScore.points.is_not(None)).group_by(band)).all()
        counts = {int(low): of_band for low, of_band in rows}
        found["bands"] = [{"from": low // 1000, "to": (low + BAND) // 1000, "n": counts.get(low, 0)}
                          for low in range(0, 100_000, BAND)]
    return found
