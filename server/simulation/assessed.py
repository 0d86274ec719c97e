"""Two assessed months: frozen and shown by the city's assessor; appeals and objections; the older one becomes final.

Next: server/simulation/rewarded.py
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random

from server.actions.appeal_decisions import Decision, decide_appeal
from server.actions.appeals import Filed, ask_second, file_appeal
from server.actions.assess import compute_draft
from server.actions.demo_accounts import HOME_DISTRICT, HOME_TOWN
from server.actions.displays import display, make_final
from server.actions.freeze import freeze
from server.actions.objections import Objected, answer_objection, object_to
from server.actions.origins import NOWHERE
from server.actions.rescoring import keep_rescored
from server.errors import Problem
from server.queries.city import city_code
from server.queries.people import Actor
from server.queries.simulation_duties import visitor_ids
from server.queries.simulation_scores import doubtful, find_month, open_objections, pending_appeals, scores_of
from server.simulation.arrivals import NAMES
from server.simulation.checks import assessor
from server.simulation.duties import Duty
from server.simulation.places import home_grid
from server.simulation.roster import Roster
from server.simulation.terms import Terms, at
from server.simulation.words import phrases
from workflows.assessment.appeals import AppealState, Outcome
from workflows.assessment.facts import Level
from workflows.assessment.scheme import Period
from workflows.roles import Role

SHOWN_DAYS, FINAL_AFTER = 7, 13
OWN_LINES = ("member_on_time", "sampled", "member_correct", "reminders_answered", "member_coverage")
GRID_LINES = ("grid_on_time", "solved")
LEFT_OPEN = timedelta(days=2)  # what was asked later than this before the opening waits for visitors
DECIDED, TAKEN_FURTHER = timedelta(days=2), timedelta(days=3)


def duties(days: Iterable[date], terms: Terms) -> list[Duty]:
    """Both months, and each day whatever waits for a decision."""
    known, found = set(days), []
    for period in (terms.final, terms.shown):
        day = terms.frozen_on(period)
        acts = [Duty(at(day, 9.1), "freeze", lambda roster, now, period=period: _freeze(roster, period, now)),
                Duty(at(day, 11.7), "display", lambda roster, now, period=period: _display(roster, period, now)),
                Duty(at(day + timedelta(days=1), 9.6), "appeal", lambda roster, now, period=period:
                     _appeal(roster, period, now)),
                Duty(at(day + timedelta(days=1), 9.9), "objection", lambda _roster, now, period=period:
                     _object(period, 0, now))]
        found += [duty for duty in acts if duty.at.date() in known]
    eve = terms.opened - timedelta(days=1)
    found += [Duty(at(eve, 11.3), "objection", lambda _roster, now: _object(terms.shown, 1, now)),
              Duty(at(eve, 16.1), "appeal", lambda roster, now: _appeal_late(roster, terms.shown, now))]
    for day in known:
        found.append(Duty(at(day, 15.8), "decisions", lambda roster, now: _decide(roster, terms, now)))
        if day >= terms.frozen_on(terms.final) + timedelta(days=FINAL_AFTER):
            found.append(Duty(at(day, 10.2), "final", lambda roster, now: _make_final(roster, terms.final, now)))
    return found


def city_assessor(roster: Roster) -> Actor:
    """The city's assessor who is no visitor."""
    return roster.of(Role.ASSESSOR, city_code())[-1]


def _freeze(roster: Roster, period: Period, now: datetime) -> None:
    freeze(compute_draft(period.kind, period.first, now), city_assessor(roster), None, now)


def _display(roster: Roster, period: Period, now: datetime) -> None:
    month = find_month(period.first)
    if month is not None:
        display(month[0], SHOWN_DAYS, city_assessor(roster), None, now)


def _appeal(roster: Roster, period: Period, now: datetime) -> None:
    """The demo member doubts a fact and will be right; the head of the demo member's grid doubts one and will not."""
    month = find_month(period.first)
    member = visitor_ids().get("member")
    if month is None:
        return
    for actor in roster.known(member):
        _file(month[0], Level.MEMBER, str(member), OWN_LINES, ("no_influence", "appeal"), actor, now)
    for actor in roster.of(Role.STATION_HEAD, HOME_TOWN)[-1:]:
        _file(month[0], Level.GRID, home_grid(), GRID_LINES, ("no_influence", "appeal-grid"), actor, now)


def _appeal_late(roster: Roster, period: Period, now: datetime) -> None:
    """A member of the town whose appeal is still open when visitors come."""
    month, known = find_month(period.first), set(visitor_ids().values())
    if month is None:
        return
    for score in scores_of(month[0], Level.MEMBER, HOME_TOWN):
        for actor in roster.known(score.person_id):
            if actor.person_id not in known and _file(month[0], Level.MEMBER, score.owner, OWN_LINES,
                                                      ("no_influence", "appeal"), actor, now):
                return


def _file(assessment_id: int, level: Level, owner: str, lines: tuple[str, ...], said: tuple[str, str], actor: Actor,
          now: datetime) -> bool:
    found = doubtful(assessment_id, level, owner, lines, now)
    if found is None:
        return False
    ground, words = said
    text = Random(f"{words}/{found.ref}").choice(phrases()["assessed"][words])
    file_appeal(Filed(found.score_id, found.line, found.ref, None, ground, text), (), actor, None, now)
    return True


def _decide(roster: Roster, terms: Terms, now: datetime) -> None:
    """The first instance, whoever goes on, the second one; then the scores follow. Objections are answered too."""
    words = phrases()["assessed"]
    for one in pending_appeals(HOME_DISTRICT):
        if one.level is None or now - one.filed_at < DECIDED or one.filed_at > at(terms.opened, 0) - LEFT_OPEN:
            continue
        if one.state == AppealState.FIRST:
            granted = one.level is Level.MEMBER
            decide_appeal(one.id, Decision(Outcome.GRANTED if granted else Outcome.REFUSED,
                                           words["granted" if granted else "refused"][0]), assessor(roster), None, now)
        elif one.state == AppealState.ANSWERED and now - one.filed_at > TAKEN_FURTHER:
            with suppress(Problem):  # the days for it are over
                ask_second(one.id, words["further"][0], roster.people[one.filed_by], None, now)
        elif one.state == AppealState.SECOND:
            decide_appeal(one.id, Decision(Outcome.REFUSED, words["second-refused"][0]), city_assessor(roster), None,
                          now)
    keep_rescored(now)
    for objection, asked in open_objections():
        if now - asked > DECIDED and asked < at(terms.opened, 0) - LEFT_OPEN:
            text = words["objection-answer"][objection % len(words["objection-answer"])]
            answer_objection(objection, text, city_assessor(roster), None, now)


def _object(period: Period, number: int, now: datetime) -> None:
    month, words = find_month(period.first), phrases()["assessed"]["objection"]
    if month is not None:
        name = str(uuid.uuid5(NAMES, f"objection/{period.first}/{number}"))
        object_to(Objected(name, month[0], None, home_grid(), words[number]), NOWHERE, now)


def _make_final(roster: Roster, period: Period, now: datetime) -> None:
    month = find_month(period.first)
    if month is not None and month[1] == "displayed":
        with suppress(Problem):  # the time for appeals is not over yet
            make_final(month[0], city_assessor(roster), None, now)
