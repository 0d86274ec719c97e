"""奖惩台账 as its readers see it: who is meant, which tier and why, who decided what, which clock runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Assessment, AssessmentScore, Person, Photo, Reward, RewardDecision
from server.queries.frozen import plan_of
from server.queries.objections import open_on_rewards, own_objections
from server.queries.people import Actor
from server.queries.periods_shown import name_of
from server.queries.photos import shape_photo
from server.queries.score_shapes import unit_title
from workflows.assessment.appeals import may_file
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.rewarding import (
    DECISION_NAMES,
    GRAVE,
    MEASURE_NAMES,
    STATE_NAMES,
    STEPS,
    TIER_NAMES,
    WAITS,
    DecisionKind,
    Measure,
    RewardState,
    Standing,
    Tier,
    holds,
    reason_wanted,
    why_not,
)
from workflows.roles import Place, Role, is_city, is_current

LEADING = frozenset({Role.ASSESSOR, Role.LEADER, Role.COORDINATOR, Role.AUDITOR})

@dataclass(frozen=True)
class Wanted:
    """Which lines: of a period, a level, a state; a page of them, older than the one named by `before`."""

    assessment_id: int | None
    level: str | None
    state: str | None
    limit: int
    before: int | None


def read_rewards(actor: Actor, asked: Wanted, now: datetime) -> dict[str, Any]:
    """Lines of the ledger that the reader may see, the newest first, with how many are in which state."""
    wanted: list[ColumnElement[bool]] = [sees_rewards(actor, now)]
    wanted += [Reward.assessment_id == asked.assessment_id] if asked.assessment_id else []
    wanted += [Reward.level == asked.level] if asked.level else []
    page = [Reward.state == asked.state] if asked.state else []
    page += [Reward.id < asked.before] if asked.before else []
    with db.reading() as session:
        counts: dict[str, int] = dict(session.execute(select(Reward.state, func.count()).where(*wanted)
                                                      .group_by(Reward.state)).all())
        rows = session.scalars(select(Reward).where(*wanted, *page).order_by(Reward.id.desc())
                               .limit(asked.limit + 1)).all()
        beside = _beside(session, rows[:asked.limit])
        return {"items": [_shape(session, row, beside, actor, now) for row in rows[:asked.limit]], "as_of": now,
                "next": str(rows[asked.limit - 1].id) if len(rows) > asked.limit else None,
                "states": [{"code": code.value, "name": STATE_NAMES[code], "n": counts.get(code.value, 0)}
                           for code in RewardState],
                "measures": [{"code": one.value, "name": MEASURE_NAMES[one], "reason": reason_wanted(one)}
                             for one in Measure],
                "departing": reason_wanted(Measure.REWARD, departs=True),
                "tiers": [{"code": tier.value, "name": TIER_NAMES[tier]} for tier in Tier]}


def sees_rewards(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Assessors and leaders of the place, the head of the station, whoever is meant; a unit its own."""
    held = [post for post in actor.posts if is_current(post, now) and post.division]
    if any(post.role in LEADING and is_city(post.division) for post in held):
        return true()
    found: list[ColumnElement[bool]] = [Reward.person_id == (actor.person_id or 0)]
    for post in held:
        if post.role in LEADING:
            found.append(Reward.district == post.division)
        elif post.role is Role.STATION_HEAD:
            found.append(Reward.town == post.division)
        found.append(and_(Reward.level != Level.MEMBER, Reward.owner == (post.department or post.division)))
    return or_(*found)


def lock_reward(session: Session, reward_id: int) -> Reward:
    """The line, locked until the commit. Raises not-found."""
    row = session.get(Reward, reward_id, with_for_update=True, populate_existing=True) if reward_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这条奖惩")
    return row


def reward_place(row: Reward) -> Place:
    """Where the line belongs."""
    return Place(row.district, row.town)


def standing_of(session: Session, row: Reward) -> Standing:
    """The line as the rules look at it."""
    return _standing(row, open_on_rewards(session, [row.id]).get(row.id, 0))


def _standing(row: Reward, objections: int) -> Standing:
    return Standing(RewardState(row.state), Level(row.level), row.owner, row.district, row.town, row.person_id,
                    row.proposed_by, row.reviewed_by, row.display_until, objections)


@dataclass(frozen=True)
class Beside:
    """What stands beside lines, by their ids; scores and names by their own."""

    scores: dict[int, AssessmentScore]
    names: dict[int, str]
    objections: dict[int, int]
    histories: dict[int, list[dict[str, Any]]]
    own: dict[int, list[dict[str, Any]]]


def _beside(session: Session, rows: Sequence[Reward]) -> Beside:
    """For any number of lines with the same few statements."""
    ids = [row.id for row in rows]
    scores = session.scalars(select(AssessmentScore).where(AssessmentScore.id.in_([row.score_id for row in rows])))
    people = [row.person_id for row in rows if row.person_id is not None]
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all())
    return Beside({score.id: score for score in scores}, names, open_on_rewards(session, ids),
                  _histories(session, ids), own_objections(session, rows))


def reward_shape(session: Session, row: Reward, actor: Actor, now: datetime) -> dict[str, Any]:
    """One line with its history and what the reader may do."""
    session.flush()
    return _shape(session, row, _beside(session, [row]), actor, now)


def _shape(session: Session, row: Reward, beside: Beside, actor: Actor, now: datetime) -> dict[str, Any]:
    score, standing = beside.scores[row.score_id], _standing(row, beside.objections.get(row.id, 0))
    assessment = session.get_one(Assessment, row.assessment_id)
    photo = session.get(Photo, row.proof_photo_id) if row.proof_photo_id else None
    return {
        "id": row.id, "level": row.level, "level_name": LEVEL_NAMES[Level(row.level)], "owner": row.owner,
        "name": beside.names.get(row.person_id or 0) or unit_title(Level(row.level), row.owner),
        "period": {"id": assessment.id, "name": name_of(assessment)},
        "score": {"id": score.id, "points": score.points, "n": score.n,
                  "grade": grade_names(session, assessment).get(score.grade or "")},
        "measure": row.measure, "measure_name": MEASURE_NAMES[Measure(row.measure)], "tier": row.tier,
        "tier_name": TIER_NAMES[Tier(row.tier)], "tier_before_name": TIER_NAMES[Tier(row.tier_before)],
        "by_rule_name": TIER_NAMES[Tier(row.by_rule)], "amount": row.amount, "simulated": row.simulated,
        "state": row.state, "state_name": STATE_NAMES[RewardState(row.state)], "due_at": row.due_at,
        "late": row.due_at is not None and now > row.due_at, "display_until": row.display_until,
        "objections": standing.objections, "proof": shape_photo(photo) if photo else None,
        "history": beside.histories.get(row.id, []), "own": beside.own.get(row.id, []),
        "may_object": why_not_object(row, actor, now) is None, "waits": _waits(standing, actor, now),
        "together": Measure(row.measure) not in GRAVE,
        "may": [{"act": kind.value, "name": DECISION_NAMES[kind]} for kind in STEPS
                if why_not(kind, standing, actor.posts, actor.person_id, now) is None]}


def why_not_object(row: Reward, actor: Actor, now: datetime) -> str | None:
    """Why the reader may not object as whoever is meant, the person or the unit's head; None when they may."""
    if not may_file(actor.posts, actor.person_id, Level(row.level), row.owner, reward_place(row), now):
        return "由本人或本单位负责人提出"
    if row.state != RewardState.DISPLAYED or row.display_until is None or now >= row.display_until:
        return "公示期内才能提出异议"
    return None


def _waits(standing: Standing, actor: Actor, now: datetime) -> dict[str, Any] | None:
    """What the line waits for and of whom; why not of the reader, where the reader's post would carry it."""
    if standing.state not in WAITS:
        return None
    kind, words = WAITS[standing.state]
    mine = holds(actor.posts, kind, standing.district, standing.town, now)
    return {"act": kind.value, "words": words,
            "why_not": why_not(kind, standing, actor.posts, actor.person_id, now) if mine else None}


def grade_names(session: Session, row: Assessment) -> dict[str, str]:
    """{code: name} of the grades of an assessment's scheme, which never changes once it is in use."""
    return db.cached(f"grades:{row.scheme_id}", lambda: {
        grade.code: grade.name for grade in plan_of(session, row).scheme.grades})


def owner_name(session: Session, row: Reward) -> str:
    """The person's name, or the unit's."""
    if row.person_id is not None:
        return session.scalar(select(Person.name).where(Person.id == row.person_id)) or ""
    return unit_title(Level(row.level), row.owner)


def _histories(session: Session, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    rows = session.execute(select(RewardDecision, Person.name).join(Person, Person.id == RewardDecision.person_id)
                           .where(RewardDecision.reward_id.in_(ids)).order_by(RewardDecision.id))
    found: dict[int, list[dict[str, Any]]] = {}
    for row, name in rows:
        found.setdefault(row.reward_id, []).append({
            "act": row.kind, "name": DECISION_NAMES[DecisionKind(row.kind)], "by": name, "at": row.at,
            "words": row.words})
    return found
