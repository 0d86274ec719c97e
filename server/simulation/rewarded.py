"""奖惩台账 of the month that is final, in every state; what was set aside, and one fabrication that was proved."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random

from server.actions.appeal_decisions import Decision, decide_appeal
from server.actions.appeals import Aside, ask_exclusion
from server.actions.demo_accounts import HOME_DISTRICT, HOME_TOWN
from server.actions.doubts import Doubt, ask_alone, decide
from server.actions.reward_proposals import Proposed, propose, propose_by_rule
from server.actions.rewards import Decided, decide_reward
from server.errors import Problem
from server.queries.people import Actor
from server.queries.simulation_scores import (
    Line,
    find_month,
    open_rewards,
    pending_appeals,
    scores_of,
    settled_by_members,
    unhappy_cases,
)
from server.simulation.checks import assessor
from server.simulation.duties import Duty
from server.simulation.places import odd_grids
from server.simulation.roster import Roster
from server.simulation.terms import Terms, at
from server.simulation.words import phrases
from workflows.assessment.appeals import AppealKind, AppealState, Outcome
from workflows.assessment.facts import Level
from workflows.assessment.rewarding import DecisionKind, Measure, RewardState
from workflows.assessment.scheme import Period
from workflows.doubts import ACCEPTED
from workflows.roles import Role

REWARDED = (Level.TOWN, Level.COMMUNITY, Level.MEMBER)
# Which step follows which, who takes it, and how likely a line goes on at all: some stand in each state.
STEPS: dict[RewardState, tuple[DecisionKind, str, float]] = {
    RewardState.PROPOSED: (DecisionKind.REVIEW, "review", 0.9), RewardState.REVIEWED: (DecisionKind.APPROVE, "approve",
                                                                                     0.88),
    RewardState.APPROVED: (DecisionKind.DISPLAY, "display", 0.85),
    RewardState.DISPLAYED: (DecisionKind.CARRY_OUT, "carry-out", 0.8)}
REFUSED, BETWEEN = 0.06, timedelta(days=1)
ASIDE, PENDING_ASIDE, PROVED = 20, 2, 18  # days into the month on display; days before the opening


def duties(days: Iterable[date], terms: Terms) -> list[Duty]:
    """Rewards day by day; a case set aside and one that waits; a doubt that was found to hold."""
    known = set(days)
    aside, proved = (terms.shown.first + timedelta(days=number) for number in (ASIDE, PROVED))
    waiting = terms.opened - timedelta(days=PENDING_ASIDE)
    acts = [Duty(at(aside, 10.1), "aside", lambda roster, now: _ask(roster, terms, AppealKind.MALICIOUS, now)),
            Duty(at(aside + timedelta(days=1), 14.9), "aside", _grant),
            Duty(at(proved, 11.4), "doubt", lambda roster, now: _prove(roster, terms.shown, now)),
            Duty(at(waiting, 15.3), "aside", lambda roster, now: _ask(roster, terms, AppealKind.UNREASONABLE, now))]
    return [*(duty for duty in acts if duty.at.date() in known), *(
        Duty(at(day, 14.8), "rewards", lambda roster, now: _reward(roster, terms.final, now)) for day in known
        if day > terms.frozen_on(terms.final) and day.weekday() < 5)]


def _coordinator(roster: Roster) -> Actor:
    return roster.of(Role.COORDINATOR, HOME_DISTRICT)[-1]


def _ask(roster: Roster, terms: Terms, kind: AppealKind, now: datetime) -> None:
    words = phrases()["assessed"][kind.value][0]
    cases = unhappy_cases(HOME_TOWN, terms.shown.first, now.date())
    for case_id in cases[-1:]:
        ask_exclusion(Aside(case_id, kind, None, words), (), roster.of(Role.STATION_OFFICER, HOME_TOWN)[-1], None, now)


def _grant(roster: Roster, now: datetime) -> None:
    for one in pending_appeals(HOME_DISTRICT):
        if one.level is None and one.state == AppealState.FIRST:
            decide_appeal(one.id, Decision(Outcome.GRANTED, phrases()["assessed"]["set-aside"][0]),
                          _coordinator(roster), None, now)


def _prove(roster: Roster, period: Period, now: datetime) -> None:
    """One member of an odd grid made up what was settled: seen by a person, decided by a person, taken off a score."""
    words = phrases()["assessed"]
    for case_id, person_id in settled_by_members(odd_grids()[0], period.first)[:1]:
        asked = ask_alone(case_id, Doubt(f"cluster:simulated:{case_id}", "cluster", words["cluster-reason"],
                                         person_id=person_id), now)
        decide(asked, ACCEPTED, words["cluster-note"], _coordinator(roster), None, now)


def _reward(roster: Roster, period: Period, now: datetime) -> None:
    month = find_month(period.first)
    if month is None or month[1] != "final":
        return
    lines = open_rewards(HOME_DISTRICT)
    if not lines:
        with suppress(Problem):  # proposed on an earlier day, and all of it is over
            _propose(roster, month[0], now)
        return
    for line in lines:
        _go_on(roster, line, now)


def _propose(roster: Roster, assessment_id: int, now: datetime) -> None:
    """By the scheme's grades; and one praise by the head of the station."""
    for level in REWARDED:
        propose_by_rule(assessment_id, level, assessor(roster), None, now)
    best = scores_of(assessment_id, Level.MEMBER, HOME_TOWN)[-1:]
    for score in best:
        propose(Proposed(score.id, Measure.PRAISE, None, None, phrases()["assessed"]["praise"][0]),
                roster.of(Role.STATION_HEAD, HOME_TOWN)[-1], None, now)


def _go_on(roster: Roster, line: Line, now: datetime) -> None:
    kind, words, share = STEPS[line.state]
    rng = Random(f"reward/{line.id}/{line.state}")
    if rng.random() >= share or now - line.since < BETWEEN or (line.display_until and now < line.display_until):
        return
    refused = line.state is RewardState.REVIEWED and rng.random() < REFUSED
    if refused:
        kind, words = DecisionKind.REFUSE, "refuse"
    who = {DecisionKind.DISPLAY: assessor(roster), DecisionKind.REVIEW: _coordinator(roster),
           DecisionKind.CARRY_OUT: _coordinator(roster)}.get(kind) or roster.of(Role.LEADER, HOME_DISTRICT)[-1]
    text = phrases()["assessed"][words][0].format(number=f"{now:%Y%m}{line.id:04d}")
    decide_reward(line.id, Decided(kind, text), who, None, now)
