"""Appeals as answers: what was asked, by whom, what each instance said and what the person who reads may do now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import (
    Appeal,
    AppealInstance,
    AppealPhoto,
    Assessment,
    AssessmentFact,
    AssessmentScore,
    Case,
    Person,
    Photo,
)
from server.queries.appeal_sight import appealed
from server.queries.briefs import brief
from server.queries.city import named
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.score_changes import changes_after
from server.queries.score_lines import line_names
from server.queries.score_shapes import unit_title
from workflows.assessment.appeals import (
    EXCLUSIONS,
    EXEMPTION_REASONS,
    GROUNDS,
    KIND_NAMES,
    OUTCOME_NAMES,
    AppealKind,
    AppealState,
    Outcome,
    on_bench,
    why_not_decide,
)
from workflows.assessment.fact_classes import from_content
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.scheme import PeriodKind
from workflows.assessment.telling import tell
from workflows.assessment.written import period_name

STATE_WORDS = {
    AppealState.FIRST: "等一审裁定", AppealState.SECOND: "等二审裁定", AppealState.SETTLED: "已了结",
    AppealState.WITHDRAWN: "已撤回"}


def ground_name(row: Appeal) -> str:
    """What somebody said is wrong, or why a case should be set aside."""
    return GROUNDS.get(row.ground) or KIND_NAMES[AppealKind(row.kind)]


def instances_of(session: Session, appeal_ids: Sequence[int]) -> dict[int, list[AppealInstance]]:
    """{appeal: its instances in order}, in one statement."""
    found: dict[int, list[AppealInstance]] = {one: [] for one in appeal_ids}
    for row in session.scalars(select(AppealInstance).where(AppealInstance.appeal_id.in_(appeal_ids))
                               .order_by(AppealInstance.instance)):
        found[row.appeal_id].append(row)
    return found


def shape_rows(session: Session, rows: Sequence[Appeal], now: datetime) -> list[dict[str, Any]]:
    """Lines of a list."""
    instances = instances_of(session, [row.id for row in rows])
    people = {row.filed_by for row in rows} | {int(row.owner) for row in rows
                                               if row.level == Level.MEMBER and row.owner}
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all())
    periods = {one.id: one for one in session.scalars(select(Assessment).where(
        Assessment.id.in_({row.assessment_id for row in rows if row.assessment_id})))}
    numbers = dict(session.execute(select(Case.id, Case.number).where(
        Case.id.in_({row.case_id for row in rows if row.case_id}))).all())
    return [_shape(row, instances[row.id], names, periods.get(row.assessment_id or 0), numbers, now) for row in rows]


def _shape(row: Appeal, instances: list[AppealInstance], names: dict[int, str], period: Assessment | None,
           numbers: dict[int, str], now: datetime) -> dict[str, Any]:
    kind, last = AppealKind(row.kind), instances[-1]
    state = _state_of(row, now)
    running = last.outcome is None and state is not AppealState.WITHDRAWN
    return {
        "id": row.id, "kind": row.kind, "kind_name": KIND_NAMES[kind], "exclusion": kind in EXCLUSIONS,
        "ground": row.ground, "ground_name": ground_name(row), "state": state.value,
        "state_name": STATE_WORDS.get(state) or OUTCOME_NAMES[Outcome(last.outcome or "refused")],
        "outcome": last.outcome, "outcome_name": OUTCOME_NAMES[Outcome(last.outcome)] if last.outcome else None,
        "level": row.level, "level_name": LEVEL_NAMES[Level(row.level)] if row.level else None, "owner": row.owner,
        "owner_name": _owner_name(row, names), "score_id": row.score_id,
        "period": _period(period), "assessment_id": row.assessment_id, "line": row.line,
        "line_name": line_names(row.line)[0] if row.line else None, "ref": row.ref, "case_id": row.case_id,
        "case_number": numbers.get(row.case_id or 0), "district": named(row.district), "town": named(row.town),
        "filed_by": names.get(row.filed_by, ""), "filed_at": row.filed_at, "instance": last.instance,
        "due_at": last.due_at if running else None, "late": running and last.due_at < now,
        "second_until": row.second_until if state is AppealState.ANSWERED else None}


def _state_of(row: Appeal, now: datetime) -> AppealState:
    """An answer that was not taken further in time has settled the matter."""
    if row.state == AppealState.ANSWERED and (row.second_until is None or row.second_until <= now):
        return AppealState.SETTLED
    return AppealState(row.state)


def _owner_name(row: Appeal, names: dict[int, str]) -> str | None:
    if row.level is None or row.owner is None:
        return None
    return names.get(int(row.owner), "") if row.level == Level.MEMBER else unit_title(Level(row.level), row.owner)


def _period(row: Assessment | None) -> str | None:
    return period_name(PeriodKind(row.kind), row.first, row.last) if row else None


def shape_appeal(session: Session, row: Appeal, actor: Actor, now: datetime) -> dict[str, Any]:
    """One appeal as its own page shows it."""
    instances = instances_of(session, [row.id])[row.id]
    shown = shape_rows(session, [row], now)[0]
    case = session.get(Case, row.case_id) if row.case_id else None
    return {**shown, "case": brief(case) if case else None, "instances": _instances(session, instances, now),
            "photos": [shape_photo(photo) for photo in session.scalars(
                select(Photo).join(AppealPhoto, AppealPhoto.photo_id == Photo.id).where(
                    AppealPhoto.appeal_id == row.id).order_by(Photo.id))],
            "fact": _fact(session, row), "score": _score(session, row),
            "changes": changes_after(session, row, actor, now),
            "effect": EXEMPTION_REASONS.get(row.ground, EXEMPTION_REASONS.get(row.kind, "")),
            "may": _may(session, row, instances, shown["state"], actor, now), "as_of": now}


def _instances(session: Session, rows: Sequence[AppealInstance], now: datetime) -> list[dict[str, Any]]:
    names = dict(session.execute(select(Person.id, Person.name).where(
        Person.id.in_({row.decided_by for row in rows if row.decided_by}))).all())
    return [{"instance": row.instance, "words": row.words, "asked_at": row.asked_at, "due_at": row.due_at,
             "late": (row.decided_at or now) > row.due_at, "outcome": row.outcome,
             "outcome_name": OUTCOME_NAMES[Outcome(row.outcome)] if row.outcome else None, "reason": row.reason,
             "decided_by": names.get(row.decided_by or 0), "decided_at": row.decided_at} for row in rows]


def _fact(session: Session, row: Appeal) -> dict[str, Any] | None:
    """The fact that is appealed, in words, as it was frozen."""
    content = session.scalar(select(AssessmentFact.content).where(
        AssessmentFact.assessment_id == row.assessment_id, AssessmentFact.ref == row.ref).limit(1)) if row.ref else None
    if content is None:
        return None
    told = tell(from_content(json.loads(content)))
    return {"title": told.title, "said": [{"label": one.label, "text": one.text, "at": one.at} for one in told.said]}


def _score(session: Session, row: Appeal) -> dict[str, Any] | None:
    score = session.get(AssessmentScore, row.score_id) if row.score_id else None
    return {"id": score.id, "points": score.points, "grade": score.grade, "n": score.n} if score else None


def _may(session: Session, row: Appeal, instances: Sequence[AppealInstance], state: str, actor: Actor,
         now: datetime) -> dict[str, Any]:
    mine, asked = row.filed_by == actor.person_id, appealed(session, row, list(instances))
    pending = state in (AppealState.FIRST, AppealState.SECOND)
    number = instances[-1].instance
    seated = pending and on_bench(actor.posts, asked, number, now)
    why_not = why_not_decide(actor.posts, actor.person_id, asked, number, now) if seated else None
    taken_back = (instances[-1].outcome == Outcome.GRANTED and asked.kind in EXCLUSIONS
                  and why_not_decide(actor.posts, actor.person_id, asked, 2, now) is None)
    return {"withdraw": mine and pending, "second": mine and state == AppealState.ANSWERED,
            "decide": seated and why_not is None, "why_not": why_not, "revoke": taken_back}
