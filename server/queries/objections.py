"""Objections to what is on display, as assessors read them and as whoever objected does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session

from config.publishing import read_publishing
from server.extensions import db
from server.models import Assessment, AssessmentScore, Objection, Person, Reward
from server.queries.catalogue import working_calendar
from server.queries.city import city_code
from server.queries.people import Actor
from server.queries.periods_shown import name_of
from server.queries.score_shapes import unit_title
from workflows.assessment.appeals import of_same_unit
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import MEASURE_NAMES, OWN, OWN_UNIT, Measure
from workflows.assessment.rights import assesses
from workflows.deadlines import Limit, due_at
from workflows.roles import Place, Role, is_city, is_current

MOST = 200
DISTRICT_DIGITS, TOWN_DIGITS = 6, 9
READERS = frozenset({Role.ASSESSOR, Role.LEADER, Role.COORDINATOR, Role.AUDITOR})


def read_objections(actor: Actor, now: datetime) -> dict[str, Any]:
    """Those of the reader's territory, open ones first."""
    with db.reading() as session:
        rows = session.scalars(select(Objection).where(_sees(actor, now)).order_by(
            Objection.answered_at.is_not(None), Objection.id.desc()).limit(MOST))
        return {"items": [objection_shape(session, row, actor, now) for row in rows], "as_of": now}


def why_not_answer(session: Session, row: Objection, actor: Actor, now: datetime) -> str | None:
    """Why the reader may not answer it; None when they may. Nobody answers for the own unit."""
    city = row.district == city_code()
    if not assesses(actor.posts, None if city else row.district, now):
        return "由市级考核员答复" if city else "由本区或市级考核员答复"
    level, owner, place = _meant(session, row)
    if level is Level.MEMBER and owner == str(actor.person_id):
        return OWN
    return OWN_UNIT if owner and of_same_unit(actor.posts, level, owner, place, now) else None


def _meant(session: Session, row: Objection) -> tuple[Level | None, str | None, Place]:
    """Whom the words are about: the owner of the reward, a unit of the display, or all of it."""
    if row.reward_id is not None:
        reward = session.get_one(Reward, row.reward_id)
        return Level(reward.level), reward.owner, Place(reward.district, reward.town)
    code = row.about or ""
    level = (Level.DEPARTMENT if "-" in code else Level.DISTRICT if len(code) == DISTRICT_DIGITS else None)
    return level, row.about, Place(row.district, code[:TOWN_DIGITS] if len(code) >= TOWN_DIGITS else None)


def _sees(actor: Actor, now: datetime) -> ColumnElement[bool]:
    held = [post for post in actor.posts if post.role in READERS and is_current(post, now) and post.division]
    if any(is_city(post.division) for post in held):
        return true()
    return or_(false(), *(Objection.district == post.division for post in held))


def objection_shape(session: Session, row: Objection, actor: Actor, now: datetime) -> dict[str, Any]:
    """One objection with the clock of its answer."""
    limit = read_publishing().limits["answer"]
    due = due_at(row.at, Limit(limit.amount, limit.unit), working_calendar(row.district))
    by = session.scalar(select(Person.name).where(Person.id == row.answered_by)) if row.answered_by else None
    return {"id": row.id, "ticket": row.ticket, "what": _what(session, row), "about": row.about, "words": row.words,
            "at": row.at, "due_at": due, "late": (row.answered_at or now) > due, "answer": row.answer,
            "answered_at": row.answered_at, "answered_by": by, "about_name": _about_name(session, row),
            "why_not": None if row.answered_at else why_not_answer(session, row, actor, now)}


def _about_name(session: Session, row: Objection) -> str | None:
    """How the unit that is meant is called."""
    level = session.scalar(select(AssessmentScore.level).where(
        AssessmentScore.assessment_id == row.assessment_id, AssessmentScore.level != Level.MEMBER,
        AssessmentScore.owner == row.about).limit(1)) if row.about else None
    return unit_title(Level(level), row.about or "") if level else None


def _what(session: Session, row: Objection) -> str:
    if row.reward_id is not None:
        reward = session.get_one(Reward, row.reward_id)
        who = "网格员本人" if reward.level == Level.MEMBER else unit_title(Level(reward.level), reward.owner)
        return f"{who}　{MEASURE_NAMES[Measure(reward.measure)]}"
    return f"{name_of(session.get_one(Assessment, row.assessment_id))}得分公示"


def own_objection(row: Objection) -> dict[str, Any]:
    """What whoever objected reads."""
    return {"ticket": row.ticket, "at": row.at, "words": row.words, "answer": row.answer,
            "answered_at": row.answered_at}


def own_objections(session: Session, rewards: Sequence[Reward]) -> dict[int, list[dict[str, Any]]]:
    """{line: what the person who is meant objected}; the public's objections to units stand in a list of their own."""
    personal = [row.id for row in rewards if row.level == Level.MEMBER]
    found: dict[int, list[dict[str, Any]]] = {}
    for row in session.scalars(select(Objection).where(Objection.reward_id.in_(personal)).order_by(Objection.id)):
        found.setdefault(row.reward_id or 0, []).append(own_objection(row))
    return found


def open_on_rewards(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """{line: objections that nobody has answered}, for lines that have some."""
    return dict(session.execute(select(Objection.reward_id, func.count()).where(
        Objection.reward_id.in_(ids), Objection.answered_at.is_(None)).group_by(Objection.reward_id)).all())
