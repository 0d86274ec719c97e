"""Objections to what is on display, as assessors read them and as whoever objected does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session

from config.publishing import read_publishing
from server.extensions import db
from server.models import Assessment, Objection, Person, Reward
from server.queries.catalogue import working_calendar
from server.queries.people import Actor
from server.queries.periods_shown import name_of
from server.queries.score_shapes import unit_title
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import MEASURE_NAMES, Measure
from workflows.deadlines import Limit, due_at
from workflows.roles import Role, is_city, is_current

MOST = 200
READERS = frozenset({Role.ASSESSOR, Role.LEADER, Role.COORDINATOR, Role.AUDITOR})


def read_objections(actor: Actor, now: datetime) -> dict[str, Any]:
    """Those of the reader's territory, open ones first."""
    with db.reading() as session:
        rows = session.scalars(select(Objection).where(_sees(actor, now)).order_by(
            Objection.answered_at.is_not(None), Objection.id.desc()).limit(MOST))
        return {"items": [objection_shape(session, row, now) for row in rows], "as_of": now}


def _sees(actor: Actor, now: datetime) -> ColumnElement[bool]:
    held = [post for post in actor.posts if post.role in READERS and is_current(post, now) and post.division]
    if any(is_city(post.division) for post in held):
        return true()
    return or_(false(), *(Objection.district == post.division for post in held))


def objection_shape(session: Session, row: Objection, now: datetime) -> dict[str, Any]:
    """One objection with the clock of its answer."""
    limit = read_publishing().limits["answer"]
    due = due_at(row.at, Limit(limit.amount, limit.unit), working_calendar(row.district))
    by = session.scalar(select(Person.name).where(Person.id == row.answered_by)) if row.answered_by else None
    return {"id": row.id, "ticket": row.ticket, "what": _what(session, row), "about": row.about, "words": row.words,
            "at": row.at, "due_at": due, "late": (row.answered_at or now) > due, "answer": row.answer,
            "answered_at": row.answered_at, "answered_by": by}


def _what(session: Session, row: Objection) -> str:
    if row.reward_id is not None:
        reward = session.get_one(Reward, row.reward_id)
        return f"{unit_title(Level(reward.level), reward.owner)}　{MEASURE_NAMES[Measure(reward.measure)]}"
    return f"{name_of(session.get_one(Assessment, row.assessment_id))}得分公示"


def own_objection(row: Objection) -> dict[str, Any]:
    """What whoever objected reads."""
    return {"ticket": row.ticket, "at": row.at, "words": row.words, "answer": row.answer,
            "answered_at": row.answered_at}


def open_on_reward(session: Session, reward_id: int) -> int:
    """Objections to a reward that nobody has answered."""
    return session.scalar(select(func.count()).select_from(Objection).where(
        Objection.reward_id == reward_id, Objection.answered_at.is_(None))) or 0
