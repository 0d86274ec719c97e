"""Second looks and work reminders of the home town: most are made and answered in time, some late, a few not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random

from server.actions.demo_accounts import HOME_TOWN
from server.actions.rechecks import Finding, answer_recheck
from server.actions.work_reminders import answer_reminder, raise_reminders, withdraw_reminder
from server.queries.people import Actor
from server.queries.simulation_duties import Waiting, open_rechecks, open_reminders
from server.simulation.duties import Duty
from server.simulation.roster import Roster
from server.simulation.terms import Terms, at
from server.simulation.words import phrases
from workflows.roles import Role

RESULTS = {"solved": 88, "partly": 7, "unsolved": 3, "no_access": 2}
IN_TIME, LATE, TAKEN_BACK = 0.85, 0.08, 0.03  # the rest of the reminders is never answered
LEFT = timedelta(days=2)  # what is younger on the day of the opening is left for visitors


def duties(days: Iterable[date], terms: Terms) -> list[Duty]:
    """Every day: reminders are raised in the morning; in the afternoon people look and answer."""
    end = at(terms.opened, 0) - LEFT
    return [duty for day in days for duty in (
        Duty(at(day, 8), "reminders", lambda _roster, now: _raise(now)),
        Duty(at(day, 15.2), "second looks", _look),
        Duty(at(day, 16.4), "answers", lambda roster, now: _answer(roster, now, end)))]


def _raise(now: datetime) -> None:
    raise_reminders(now, HOME_TOWN)


def _look(roster: Roster, now: datetime) -> None:
    for one in open_rechecks():
        rng = Random(f"look/{one.id}")
        if one.since + timedelta(days=rng.uniform(0.3, 2.6)) > now:
            continue
        for actor in roster.known(one.person_id):
            result = rng.choices(list(RESULTS), list(RESULTS.values()))[0]
            answer_recheck(one.id, Finding(result, rng.choice(phrases()["looks"][result])), actor, None, now)


def _answer(roster: Roster, now: datetime, end: datetime) -> None:
    for one in open_reminders(HOME_TOWN):
        rng = Random(f"reminder/{one.id}")
        lot, until = rng.random(), one.until or now
        if one.since >= end or lot > IN_TIME + LATE + TAKEN_BACK:
            continue
        moment = (one.since + (until - one.since) * rng.uniform(0.1, 0.5) if lot < IN_TIME
                  else until + timedelta(days=1) if lot < IN_TIME + LATE else one.since)
        if moment <= now:
            _settle(roster, one, rng, now, taken_back=lot >= IN_TIME + LATE)


def _settle(roster: Roster, one: Waiting, rng: Random, now: datetime, *, taken_back: bool) -> None:
    heads = roster.of(Role.STATION_HEAD, one.where)
    if taken_back and one.person_id is not None and heads:
        withdraw_reminder(one.id, rng.choice(phrases()["looks"]["taken-back"]), heads[0], None, now)
        return
    actors: list[Actor] = roster.known(one.person_id) if one.person_id else roster.of(Role.STATION_OFFICER, one.where)
    if actors:
        answer_reminder(one.id, rng.choice(phrases()["looks"]["answers"]), actors[0], None, now)
