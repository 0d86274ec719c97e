"""What somebody may appeal, until when, and if not, why: asked before the form is shown and again when it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from config.appeals import AppealLimits, read_appeals
from server.errors import invalid
from server.extensions import db
from server.models import Appeal, Assessment, AssessmentFact, AssessmentLine, AssessmentScore, Case
from server.queries.briefs import brief
from server.queries.catalogue import limit_text, working_calendar
from server.queries.people import Actor
from server.queries.score_lines import line_names
from server.queries.score_shapes import names_of
from server.queries.score_sight import find_score
from workflows.assessment.appeals import GROUNDS, AppealKind, AppealState, may_file
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import MEANS
from workflows.assessment.facts import Level
from workflows.assessment.scheme import PeriodKind
from workflows.assessment.written import period_name
from workflows.deadlines import Limit, due_at
from workflows.roles import Place

# The column of a kept fact that holds an owner's code.
OWNER_COLUMN = {Level.MEMBER: "person_id", Level.GRID: "street_grid", Level.COMMUNITY: "community",
                Level.TOWN: "town", Level.DISTRICT: "district", Level.DEPARTMENT: "department"}


def limits() -> AppealLimits:
    """The operator's appeals.toml."""
    return read_appeals()


@dataclass(frozen=True)
class Target:
    """What is appealed. `why_not` says why it cannot be (`foreign`: not by this person); `until` is the last moment."""

    kind: AppealKind
    score: AssessmentScore
    assessment: Assessment
    district: str
    case_id: int | None
    until: datetime | None
    why_not: str | None = None
    foreign: bool = False


def find_target(session: Session, score_id: int, line: str | None, ref: str | None, case_id: int | None,
                actor: Actor, now: datetime) -> Target:
    """The score and what of it is meant. Raises not-found, territory-forbidden, validation."""
    score, assessment = find_score(session, actor, score_id, now)
    _check_line(session, score, line, whole=ref is None and case_id is None)
    if line in MEANS and ref is None and case_id is None:
        raise invalid("line", "这一项是下级得分的平均，请对下级的得分申诉")
    kind = AppealKind.LINE if ref is None and case_id is None else AppealKind.FACT
    if assessment.state == "draft":  # no facts are kept yet that could be meant
        pass
    elif ref is not None:
        fact = _fact(session, score, ref)
        case_id = fact.case_id
        kind = AppealKind.RATING if fact.kind == "rating" else kind
    elif case_id is not None:
        _check_case(session, score, case_id)
    elif line is None:
        raise invalid("line", "写明对哪一项、哪件事项或哪次评价申诉")
    district = score.district or score.owner[:6]
    until = file_until(assessment, district)
    why_not, foreign = _why_not(session, score, assessment, (line, ref, case_id), until, actor, now)
    return Target(kind, score, assessment, district, case_id, until, why_not, foreign)


def file_until(assessment: Assessment, district: str) -> datetime | None:
    """Until when the scores of a displayed period may be appealed: the limit, or the display if that is longer."""
    if assessment.displayed_at is None:
        return None
    limit = limits().file
    end = due_at(assessment.displayed_at, Limit(limit.amount, limit.unit), working_calendar(district))
    return max(end, assessment.display_until) if assessment.display_until else end


def _check_line(session: Session, score: AssessmentScore, line: str | None, *, whole: bool) -> None:
    """A line of the score. Each thing of a figure that is only shown may be appealed too, the figure itself not."""
    if line in INDICATORS and not INDICATORS[line].levels and not whole:
        return
    if line is not None and session.scalar(select(AssessmentLine.id).where(
            AssessmentLine.score_id == score.id, AssessmentLine.code == line)) is None:
        raise invalid("line", "这个得分没有这一项")


def owned_facts(score: AssessmentScore) -> ColumnElement[bool]:
    """Kept facts that were counted for whoever the score is of."""
    column = getattr(AssessmentFact, OWNER_COLUMN[Level(score.level)])
    whose = score.person_id if score.level == Level.MEMBER else score.owner
    return and_(AssessmentFact.assessment_id == score.assessment_id, column == whose)


def _fact(session: Session, score: AssessmentScore, ref: str) -> AssessmentFact:
    found = session.scalar(select(AssessmentFact).where(owned_facts(score), AssessmentFact.ref == ref).limit(1))
    if found is None:
        raise invalid("ref", "这个得分没有计入过这件事项")
    return found


def _check_case(session: Session, score: AssessmentScore, case_id: int) -> None:
    if session.scalar(select(AssessmentFact.id).where(
            owned_facts(score), AssessmentFact.case_id == case_id).limit(1)) is None:
        raise invalid("case_id", "这个得分没有计入过这件案件")


def _why_not(session: Session, score: AssessmentScore, assessment: Assessment,
             what: tuple[str | None, str | None, int | None], until: datetime | None, actor: Actor,
             now: datetime) -> tuple[str | None, bool]:
    place = Place(score.district or "", score.town)
    if not may_file(actor.posts, actor.person_id, Level(score.level), score.owner, place, now):
        return "由被考核的本人或本单位负责人申诉", True
    if assessment.state == "draft" or until is None:
        return "公示开始后才能申诉；现在的得分还会变化", False
    if assessment.state == "final" or now >= until:
        return "申诉期限已过", False
    line, ref, case_id = what
    same = or_(and_(Appeal.ref == ref, Appeal.ref.is_not(None)),
               and_(Appeal.case_id == case_id, Appeal.ref.is_(None)) if ref is None and case_id else Appeal.id < 0,
               and_(Appeal.line == line, Appeal.ref.is_(None), Appeal.case_id.is_(None))
               if ref is None and case_id is None else Appeal.id < 0)
    if session.scalar(select(Appeal.id).where(
            Appeal.score_id == score.id, Appeal.state != AppealState.WITHDRAWN.value, same).limit(1)):
        return "对这一项已经申诉过，在「考核 · 申诉」里看", False
    return None, False


def read_form(score_id: int, line: str | None, ref: str | None, case_id: int | None, actor: Actor,
              now: datetime) -> dict[str, Any]:
    """What the form of an appeal says before anybody writes. Raises not-found, territory-forbidden, validation."""
    with db.reading() as session:
        found = find_target(session, score_id, line, ref, case_id, actor, now)
        case = session.get(Case, found.case_id) if found.case_id else None
        one = found.assessment
        return {
            "kind": found.kind.value, "score_id": score_id, "owner_name": names_of(session, [found.score]).get(
                (found.score.level, found.score.owner), found.score.owner),
            "period": period_name(PeriodKind(one.kind), one.first, one.last),
            "line_name": line_names(line)[0] if line else None,
            "case": brief(case) if case else None,
            "grounds": [] if found.kind is AppealKind.RATING else [
                {"code": code, "name": name} for code, name in GROUNDS.items()],
            "until": found.until, "may": found.why_not is None, "why_not": found.why_not,
            "decided_in": limit_text(limits().first), "second_in": limit_text(limits().second), "as_of": now}
