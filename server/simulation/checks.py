"""平台巡查 of the home district: assessors draw on Mondays and look in the week; now and then they ask a colleague."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from random import Random

from server.actions.check_plans import WantedPlan, make_plan
from server.actions.check_proposals import propose_check
from server.actions.demo_accounts import HOME_DISTRICT
from server.actions.samples import Look, check_sample
from server.errors import Problem
from server.queries.check_lots import check_data
from server.queries.people import Actor
from server.queries.simulation_duties import OpenSample, open_samples, visitor_ids
from server.simulation.duties import Duty
from server.simulation.pace import local_day
from server.simulation.places import odd_grids
from server.simulation.roster import Roster
from server.simulation.terms import Terms, at
from server.simulation.words import phrases
from workflows.assessment.checklist import Answer
from workflows.assessment.sampling import SampleKind
from workflows.roles import Role

ITEMS = 16  # drawn each week
A_DAY = 0.4  # how many of what is open are looked at on one day
FAILS, FAILS_ODD, NOT_APPLICABLE, UNSURE = 0.05, 0.3, 0.03, 0.06
FIRST_WEEKS = 1  # nothing is settled yet that could be drawn
MONDAY = 0


def duties(days: Iterable[date], terms: Terms) -> list[Duty]:
    """Plans on Mondays from the second week on; looks on every working day."""
    found = []
    for day in days:
        if day.weekday() == MONDAY and (day - terms.begins).days > 7 * FIRST_WEEKS:
            found.append(Duty(at(day, 9.2), "check plan", lambda roster, now: _draw(roster, local_day(now), now)))
        if day.weekday() < 5:
            found.append(Duty(at(day, 10.6), "checks", lambda roster, now: _look(roster, now, terms)))
    return found


def assessor(roster: Roster) -> Actor:
    """The district's assessor who is no visitor: accounts were hired first."""
    return roster.of(Role.ASSESSOR, HOME_DISTRICT)[-1]


def _draw(roster: Roster, monday: date, now: datetime) -> None:
    who = assessor(roster)
    if Random(f"proposed/{monday}").random() < 0.5:
        propose_check(odd_grids()[0], who, None, now)
    make_plan(WantedPlan(HOME_DISTRICT, monday, 1, ITEMS), who, None, now)


def _look(roster: Roster, now: datetime, terms: Terms) -> None:
    """What visitors are to look at in the week of the opening is left to them."""
    visitors = set(visitor_ids().values())
    for one in open_samples(HOME_DISTRICT):
        if one.due_on >= terms.opened and one.person_id in visitors:
            continue
        late = local_day(now) >= one.due_on
        if late or Random(f"look/{one.id}/{local_day(now)}").random() < A_DAY:
            for actor in roster.known(one.person_id):
                _check(one, actor, now, odd_grids())


def _check(one: OpenSample, actor: Actor, now: datetime, odd: Collection[str]) -> None:
    rng = Random(f"sample/{one.id}/{one.second}")
    fails = FAILS_ODD if one.grid in odd else FAILS
    answers = {item.code: Answer.NO if (lot := rng.random()) < fails
               else Answer.NOT_APPLICABLE if lot < fails + NOT_APPLICABLE else Answer.YES
               for item in check_data().checklists[SampleKind(one.kind)].items}
    failed = Answer.NO in answers.values()
    note = rng.choice(phrases()["looks"]["failed" if failed else "fine"])
    look = Look({code: answer.value for code, answer in answers.items()}, note,
                failed and not one.second and rng.random() < UNSURE * 5)
    try:
        check_sample(one.id, look, actor, None, now)
    except Problem:  # nobody else could look: the first look stands
        check_sample(one.id, Look(look.answers, note), actor, None, now)
