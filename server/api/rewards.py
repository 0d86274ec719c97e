"""奖惩台账 over HTTP: proposed, reviewed, approved, shown, carried out; each by a named person with a reason."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.objections import object_to_own
from server.actions.photos import take_in
from server.actions.reward_proposals import Proposed, propose, propose_by_rule
from server.actions.rewards import Decided, decide_reward, decide_rewards
from server.api.edge import endpoint, idempotency_key
from server.api.publishing_shapes import (
    CREATED,
    DONE,
    REWARD,
    REWARDS,
    DecisionBody,
    OwnObjectionBody,
    RewardBody,
    RewardsQuery,
    RuleBody,
    TogetherBody,
)
from server.api.reports import uploaded
from server.auth import now
from server.errors import Problem
from server.queries.people import Actor
from server.queries.rewards import Wanted, read_rewards
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import STEPS, DecisionKind, Measure, Tier

rewards = Blueprint("rewards", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(rewards, "GET", "/rewards", query=RewardsQuery, answers={200: REWARDS})
def get_rewards(actor: Actor, query: RewardsQuery) -> dict[str, Any]:
    """Lines of the ledger of rewards and penalties that concern the reader, with their history"""
    return read_rewards(actor, Wanted(query.period, query.level, query.state, query.limit, query.cursor), now())


@endpoint(rewards, "POST", "/rewards/by-rule", body=RuleBody, answers={200: CREATED}, headers=ONCE)
def post_rewards_by_rule(actor: Actor, body: RuleBody) -> dict[str, Any]:
    """Propose a tier for everybody of a level from the grades of a final period, one tier up or down at most"""
    return propose_by_rule(body.period, Level(body.level), actor, idempotency_key(), now())


@endpoint(rewards, "POST", "/rewards", body=RewardBody, answers={201: REWARD}, headers=ONCE)
def post_reward(actor: Actor, body: RewardBody) -> tuple[dict[str, Any], int]:
    """Propose one reward or penalty with a reason"""
    given = Proposed(body.score, Measure(body.measure), Tier(body.tier) if body.tier else None, body.amount,
                     body.words.strip())
    return propose(given, actor, idempotency_key(), now()), 201


@endpoint(rewards, "POST", "/rewards/decide", body=TogetherBody, answers={200: DONE}, headers=ONCE)
def post_rewards_decided(actor: Actor, body: TogetherBody) -> dict[str, Any]:
    """Review, approve, refuse or display many lines with one reason, all or none"""
    return decide_rewards(body.ids, Decided(DecisionKind(body.act), body.words), actor, idempotency_key(), now())


@endpoint(rewards, "POST", "/rewards/<int:reward_id>/objection", body=OwnObjectionBody, answers={201: REWARD},
          headers=ONCE)
def post_own_objection(reward_id: int, actor: Actor, body: OwnObjectionBody) -> tuple[dict[str, Any], int]:
    """Object to a displayed line as the person or the head of the unit that it is about"""
    return object_to_own(reward_id, body.words.strip(), actor, idempotency_key(), now()), 201


@endpoint(rewards, "POST", "/rewards/<int:reward_id>/<act>", body=DecisionBody, multipart="decision",
          answers={200: REWARD}, headers=ONCE)
def post_reward_decision(reward_id: int, act: str, actor: Actor, body: DecisionBody) -> dict[str, Any]:
    """Review, approve, refuse, display, carry out (with the voucher, a picture of it beside) or withdraw a line"""
    if act not in {kind.value for kind in STEPS}:
        raise Problem("not-found", "没有这一步")
    uploads = take_in([("document", data) for data in uploaded("photos")][:1])
    return decide_reward(reward_id, Decided(DecisionKind(act), body.words, uploads), actor, idempotency_key(), now())
