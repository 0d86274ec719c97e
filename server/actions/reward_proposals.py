"""Proposals for the 奖惩台账: by the scheme's grades for everybody of a level, or by a named person for one owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rewards import check_words, flush_rows, set_clock, tell_decision
from server.errors import Problem, invalid
from server.models import Assessment, AssessmentScore, Reward
from server.queries.city import city_code
from server.queries.frozen import plan_of
from server.queries.people import Actor
from server.queries.rewards import reward_shape
from server.transaction import transaction
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import (
    MEASURE_NAMES,
    TIER_NAMES,
    USUAL,
    DecisionKind,
    Measure,
    RewardState,
    Tier,
    measures_for,
    tier_by_rule,
    why_not_propose,
)
from workflows.assessment.scheme import Scheme
from workflows.roles import Place, Role, is_city, is_current

OVER = (RewardState.REFUSED.value, RewardState.WITHDRAWN.value)


@dataclass(frozen=True)
class Proposed:
    """What a named person proposes for one score; a tier only for a reward, an amount in whole yuan if any."""

    score_id: int
    measure: Measure
    tier: Tier | None
    amount: int | None
    words: str


def propose_by_rule(assessment_id: int, level: Level, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """A line for every owner of the level whom nobody has proposed yet, in the assessor's territory.

    Raises not-found, role-forbidden, invalid-transition before the period is final.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["reward-rule", assessment_id, level.value]), now)
        if stored is not None:
            return stored
        assessment = _final(tx.session, assessment_id)
        districts = _districts(actor, now)
        known = set(tx.session.scalars(select(Reward.owner).where(
            Reward.assessment_id == assessment.id, Reward.level == level.value, Reward.measure == Measure.REWARD)))
        scheme = plan_of(tx.session, assessment).scheme
        before = _tiers_before(tx.session, assessment, level)
        rows = [_line(score, assessment, scheme, Measure.REWARD, before.get(score.owner), actor, now)
                for score in _scores(tx.session, assessment.id, level, districts)
                if score.owner not in known and score.grade is not None and _why_not(score, actor, now) is None]
        flush_rows(tx.session, rows)
        for row in rows:
            tell_decision(tx, row, DecisionKind.PROPOSE, _rule_words(row, scheme), actor, now)
        keep = {"created": len(rows)}
        keep_answer(tx, key, actor.key, lambda: keep)
    return keep


def propose(given: Proposed, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """One line by a named person with a reason. Raises not-found, role-forbidden, validation, invalid-transition."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["reward", repr(given)]), now)
        if stored is not None:
            return stored
        score = tx.session.get(AssessmentScore, given.score_id) if given.score_id < 2**53 else None
        if score is None:
            raise Problem("not-found", "没有这个得分")
        assessment = _final(tx.session, score.assessment_id)
        _check(given, score, actor, now)
        scheme = plan_of(tx.session, assessment).scheme
        before = _tiers_before(tx.session, assessment, Level(score.level)).get(score.owner)
        line = _line(score, assessment, scheme, given.measure, before, actor, now)
        departs = given.tier is not None and given.tier != line.by_rule
        check_words(given.measure, given.words, departs=departs)
        line.tier = (given.tier or Tier(line.by_rule)).value if given.measure is Measure.REWARD else Tier.NONE.value
        line.amount = given.amount
        row = _renewed(tx.session, line)
        tell_decision(tx, row, DecisionKind.PROPOSE, given.words, actor, now)
        return keep_answer(tx, key, actor.key, lambda: reward_shape(tx.session, row, actor, now))


def _renewed(session: Session, line: Reward) -> Reward:
    """The new line; one that was refused or withdrawn begins anew and keeps its history. Raises invalid-transition."""
    row = session.scalar(select(Reward).where(
        Reward.assessment_id == line.assessment_id, Reward.level == line.level, Reward.owner == line.owner,
        Reward.measure == line.measure).with_for_update())
    if row is None:
        flush_rows(session, [line])
        return line
    if row.state not in OVER:
        raise Problem("invalid-transition", "这一期已经提出过同样的奖惩")
    for name in ("tier", "tier_before", "by_rule", "amount", "state", "due_at", "proposed_by", "proposed_at"):
        setattr(row, name, getattr(line, name))
    row.reviewed_by = row.reviewed_at = row.approved_by = row.approved_at = None
    row.displayed_at = row.display_until = None
    return row


def _check(given: Proposed, score: AssessmentScore, actor: Actor, now: datetime) -> None:
    why_not = _why_not(score, actor, now)
    if why_not is not None:
        raise Problem("role-forbidden", why_not)
    if given.measure not in measures_for(Level(score.level)):
        raise invalid("measure", f"“{MEASURE_NAMES[given.measure]}”只用于个人")
    if given.tier is not None and given.measure is not Measure.REWARD:
        raise invalid("tier", "只有按等次奖励才有等次")


def _why_not(score: AssessmentScore, actor: Actor, now: datetime) -> str | None:
    place = Place(score.district or city_code(), score.town)
    return why_not_propose(Level(score.level), score.owner, place, actor.posts, actor.person_id, now)


def _final(session: Session, assessment_id: int) -> Assessment:
    row = session.get(Assessment, assessment_id, with_for_update=True) if assessment_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这一期考核")
    if row.state != "final":
        raise Problem("invalid-transition", "定稿以后才能提出奖惩")
    return row


def _districts(actor: Actor, now: datetime) -> set[str] | None:
    """Districts whose lines the assessor writes; None for the whole city."""
    held = [post.division for post in actor.posts if post.role is Role.ASSESSOR and is_current(post, now)]
    if not held:
        raise Problem("role-forbidden", "由考核员按方案提出")
    return None if any(is_city(code) for code in held) else {code for code in held if code}


def _scores(session: Session, assessment_id: int, level: Level, districts: set[str] | None) -> list[AssessmentScore]:
    query = select(AssessmentScore).where(AssessmentScore.assessment_id == assessment_id,
                                          AssessmentScore.level == level.value)
    if districts is not None:
        query = query.where(AssessmentScore.district.in_(sorted(districts)))
    return list(session.scalars(query.order_by(AssessmentScore.owner)))


def _tiers_before(session: Session, assessment: Assessment, level: Level) -> dict[str, Tier]:
    """{owner: tier} of the last earlier period of the same length that was rewarded."""
    rows = session.execute(select(Reward.owner, Reward.tier).join(
        Assessment, Assessment.id == Reward.assessment_id).where(
        Reward.level == level.value, Reward.measure == Measure.REWARD, Reward.state.not_in(OVER),
        Assessment.kind == assessment.kind, Assessment.first < assessment.first).order_by(Assessment.first))
    return {owner: Tier(tier) for owner, tier in rows}


def _line(score: AssessmentScore, assessment: Assessment, scheme: Scheme, measure: Measure, before: Tier | None,
          actor: Actor, now: datetime) -> Reward:
    place = next((n for n, grade in enumerate(scheme.grades) if grade.code == score.grade), None)
    tier = tier_by_rule(place, before)
    row = Reward(
        assessment_id=assessment.id, score_id=score.id, level=score.level, owner=score.owner,
        person_id=score.person_id, district=score.district or city_code(), town=score.town, measure=measure.value,
        tier=tier.value, tier_before=(before or USUAL).value, by_rule=tier.value, simulated=assessment.simulated,
        state=RewardState.PROPOSED.value, proposed_by=actor.person_id, proposed_at=now, event_count=0)
    set_clock(row, now)
    return row


def _rule_words(row: Reward, scheme: Scheme) -> str:
    return (f"按考核方案第 {scheme.version} 版的等次提出：上期{TIER_NAMES[Tier(row.tier_before)]}，"
            f"本期{TIER_NAMES[Tier(row.tier)]}；系统算出的得分每期最多变动一等。")
