"""Scores as answers: whose they are by name, figures as written, and in words why there is no rank or no total."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Assessment, AssessmentScheme, AssessmentScore, Person
from server.queries.city import city_index, named, unit_name
from server.queries.schemes import scheme_of
from workflows.assessment.english import english
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.ranks import RANKED
from workflows.assessment.scheme import PeriodKind, Scheme
from workflows.assessment.written import in_points, period_code, period_name

KIND_NAMES = {PeriodKind.MONTH: "月度", PeriodKind.QUARTER: "季度", PeriodKind.YEAR: "年度"}
STATE_NAMES = {"draft": "草稿", "frozen": "已冻结", "displayed": "公示中", "final": "定稿"}
STATE_WORDS = {
    "draft": "按最新数据计算，还会变化", "frozen": "连同事实一起保存，等待公示",
    "displayed": "正在公示，可以申诉", "final": "公示和申诉已结束，不再变化"}

def shape_assessment(row: Assessment, scheme_row: AssessmentScheme) -> dict[str, Any]:
    """A period with its state, the moment of its figures and the version of the scheme it is counted by."""
    kind = PeriodKind(row.kind)
    return {"id": row.id, "kind": row.kind, "kind_name": KIND_NAMES[kind], "period": period_code(kind, row.first),
            "name": name_of_period(row), "first": row.first, "last": row.last, "state": row.state,
            "state_name": STATE_NAMES[row.state], "state_words": STATE_WORDS[row.state], "as_of": row.as_of,
            "facts": row.facts, "hash": row.hash, "simulated": row.simulated, "frozen_at": row.frozen_at,
            "display_until": row.display_until, "final_at": row.final_at,
            "scheme": {"id": scheme_row.id, "version": scheme_row.version, "title": scheme_row.title,
                       "hash": scheme_row.hash, "simulated": scheme_row.simulated}}


def name_of_period(row: Assessment) -> str:
    """2026年10月 and such."""
    return period_name(PeriodKind(row.kind), row.first, row.last)


def names_of(session: Session, scores: Iterable[AssessmentScore]) -> dict[tuple[str, str], str]:
    """{(level, owner): name} of these owners, the people's in one statement."""
    found: dict[tuple[str, str], str] = {}
    people: set[int] = set()
    for score in scores:
        if score.level == Level.MEMBER:
            people.add(int(score.owner))
        else:
            found[score.level, score.owner] = unit_title(Level(score.level), score.owner)
    for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(people))) if people else ():
        found[Level.MEMBER.value, str(row.id)] = row.name
    return found


def unit_title(level: Level, owner: str) -> str:
    """Name of a grid, a place or a department; the code itself when the city no longer has it."""
    if level is Level.DEPARTMENT:
        return unit_name(owner) or owner
    try:
        return city_index().name(owner)
    except KeyError:
        return owner


def shape_score(row: AssessmentScore, name: str, scheme: Scheme, kind: PeriodKind) -> dict[str, Any]:
    """One owner's score as it stands in lists and on top of its page."""
    level = Level(row.level)
    grades = {grade.code: grade.name for grade in scheme.grades}
    why = why_no_rank(level, kind, row.rank, row.n, row.total, scheme)
    return {"id": row.id, "level": row.level, "level_name": LEVEL_NAMES[level], "owner": row.owner, "name": name,
            "district": named(row.district), "town": named(row.town), "peer_group": row.peer_group,
            "total": written(row.total), "points": row.points, "lines_total": written(row.lines_total),
            "deducted": written(row.deducted), "grade": row.grade,
            "grade_name": grades.get(row.grade or ""), "cap": row.cap, "cap_name": cap_name(scheme, row.cap),
            "n": row.n, "rank": row.rank, "rank_of": row.rank_of, "group_rank": row.group_rank,
            "group_of": row.group_of, "why_no_rank": why, "why_no_rank_en": english(why)}


def written(text: str | None) -> str | None:
    """Points that are kept as "87/2", as people read them."""
    return None if text is None else in_points(Fraction(text))


def cap_name(scheme: Scheme, code: str | None) -> str | None:
    """Name of the deduction that capped the grade."""
    return next((one.name for one in scheme.deductions if one.code == code), code)


def why_no_rank(level: Level, kind: PeriodKind, rank: int | None, n: int, total: str | None,
                scheme: Scheme) -> str | None:
    """In words why an owner has no rank; None when there is one."""
    if rank is not None:
        return None
    if level is Level.MEMBER:
        return "对个人不排名"
    if level not in RANKED[kind]:
        return f"{LEVEL_NAMES[level]}按季度排名，月度只列得分"
    if total is None:
        return "样本不足，没有总分"
    if n < scheme.rank_minimum:
        return f"样本不足：计入 {n} 件，满 {scheme.rank_minimum} 件才排名"
    return "实时得分不排名，名次见各级得分"


def read_scheme(session: Session, assessment: Assessment) -> tuple[AssessmentScheme, Scheme]:
    """The version of the scheme that an assessment is counted by, as a row and as rules."""
    row = session.get_one(AssessmentScheme, assessment.scheme_id)
    return row, scheme_of(row)
