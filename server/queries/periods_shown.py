"""Periods on their way: draft, frozen, displayed, final; with their hashes, and what the reader may do next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.publishing import read_publishing
from server.extensions import db
from server.models import Assessment, AssessmentScheme, AssessmentScore, Objection, Person
from server.queries.appeal_form import file_until
from server.queries.appeal_sight import open_appeals
from server.queries.city import city_code
from server.queries.frozen import revisions_of
from server.queries.moments import city_day
from server.queries.people import Actor
from workflows.assessment.rights import assesses
from workflows.assessment.scheme import PeriodKind
from workflows.assessment.written import period_name

STATE_NAMES = {"draft": "草稿", "frozen": "已冻结", "displayed": "公示中", "final": "已定稿"}
KIND_NAMES = {"frozen": "冻结", "corrected": "申诉后更正", "final": "定稿"}
MOST = 60


def read_periods(actor: Actor, now: datetime) -> dict[str, Any]:
    """The newest periods first, and how long a display lasts."""
    rules = read_publishing()
    with db.reading() as session:
        rows = session.scalars(select(Assessment).order_by(Assessment.first.desc(), Assessment.id.desc()).limit(MOST))
        return {"items": [period_shown(session, row, actor, now) for row in rows], "as_of": now,
                "display": {"days": rules.scores_days, "least": rules.least_days, "most": rules.most_days}}


def period_shown(session: Session, row: Assessment, actor: Actor, now: datetime) -> dict[str, Any]:
    """One period as the page shows it."""
    scheme = session.get_one(AssessmentScheme, row.scheme_id)
    until = final_from(row)
    waiting = {"appeals": open_appeals(session, row.id, now), "objections": open_objections(session, row.id)}
    return {
        "id": row.id, "kind": row.kind, "name": name_of(row), "first": row.first, "last": row.last,
        "scheme": {"version": scheme.version, "title": scheme.title}, "state": row.state,
        "state_name": STATE_NAMES[row.state], "as_of": row.as_of, "facts": row.facts,
        "levels": levels_of(session, row.id),
        "simulated": row.simulated, "hash": row.hash, "frozen_at": row.frozen_at, "displayed_at": row.displayed_at,
        "display_until": row.display_until, "appeals_until": until, "final_at": row.final_at, **waiting,
        "revisions": [{"number": one.number, "kind": one.kind, "kind_name": KIND_NAMES[one.kind], "at": one.at,
                       "by": _name(session, one.person_id), "hash": one.hash} for one in revisions_of(session, row.id)],
        "next": _next(row, actor, until, waiting, now)}


def levels_of(session: Session, assessment_id: int) -> dict[str, int]:
    """How many owners have a score on each level."""
    rows = session.execute(select(AssessmentScore.level, func.count().label("n")).where(
        AssessmentScore.assessment_id == assessment_id).group_by(AssessmentScore.level))
    return {row.level: row.n for row in rows}


def name_of(row: Assessment) -> str:
    """2026年10月, with the days when the scheme's term cuts the period."""
    return period_name(PeriodKind(row.kind), row.first, row.last)


def final_from(row: Assessment) -> datetime | None:
    """When display and the time for appeals are over; None while the period is not on display."""
    return file_until(row, city_code()) if row.displayed_at is not None else None


def open_objections(session: Session, assessment_id: int) -> int:
    """Objections of the public that nobody has answered."""
    return session.scalar(select(func.count()).select_from(Objection).where(
        Objection.assessment_id == assessment_id, Objection.answered_at.is_(None))) or 0


def _next(row: Assessment, actor: Actor, until: datetime | None, waiting: dict[str, int],
          now: datetime) -> dict[str, Any] | None:
    """The next act, whose it is, and why it must wait; None when nothing follows."""
    act = {"draft": "freeze", "frozen": "display", "displayed": "final"}.get(row.state)
    if act is None:
        return None
    return {"act": act, "mine": assesses(actor.posts, None, now), "why_not": why_not_yet(row, until, waiting, now)}


def why_not_yet(row: Assessment, until: datetime | None, waiting: dict[str, int], now: datetime) -> str | None:
    """Why the next act must wait, in words."""
    if row.state == "draft" and row.last >= city_day(now):
        return f"考核期到 {row.last} 结束，结束以后才能冻结"
    if row.state == "displayed":
        if until is not None and now < until:
            return f"公示和申诉期到 {city_day(until)} 结束"
        if waiting["appeals"]:
            return f"还有 {waiting['appeals']} 件申诉没有办结"
        if waiting["objections"]:
            return f"还有 {waiting['objections']} 件异议没有答复"
    return None


def _name(session: Session, person_id: int | None) -> str:
    return (session.scalar(select(Person.name).where(Person.id == person_id)) or "") if person_id else "系统"
