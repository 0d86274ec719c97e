"""Rounds of simulated members: they look at what is due, mostly find it in order, now and then talk to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from server.actions.visits import GivenVisit
from server.queries.people import Actor
from server.queries.simulation_town import longest_unseen
from server.queries.sources import Waiting, waiting_sources
from server.simulation.roster import Roster
from server.simulation.words import phrases
from workflows.patrol import VisitKind
from workflows.roles import Role
from workflows.working_calendar import ZONE

A_DAY = 30  # visits of the whole city; real members make more
WEEKEND = 0.3
FROM, HOURS = time(8), 10
TALKS, FIRST_ADVICE = 0.18, 0.4
LOOKED_AT = 120  # of what is due most; some of it is left for the visitors and for tomorrow
NOTICES = {"catering": "catering", "market": "catering", "construction": "construction"}


@dataclass(frozen=True)
class Round:
    """One visit that somebody will make."""

    at: datetime
    name: str
    town: str | None = None  # only sources of this town
    spared: str | None = None  # but not those of this grid


def day_rounds(seed: int, day: date) -> list[Round]:
    """The visits of one day, in the hours when people are out."""
    rng = Random(f"rounds/{seed}/{day}")
    begin = datetime.combine(day, FROM, ZONE)
    count = round(A_DAY * (WEEKEND if day.weekday() >= 5 else 1))
    return [Round(begin + timedelta(hours=rng.uniform(0, HOURS)), f"{seed}/{day}/{number}") for number in range(count)]


def choose_visit(name: str, roster: Roster, now: datetime, town: str | None = None,
                 spared: str | None = None) -> tuple[Actor, GivenVisit] | None:
    """Who looks at what, and what comes of it; None when nothing is due. The visitors' grid is left to them."""
    rng = Random(f"round/{name}")
    found = longest_unseen(town, now) if town else waiting_sources(now, LOOKED_AT)
    waiting = [one for one in found if one.grid not in (roster.home_grid, spared)]
    if not waiting:
        return None
    source = rng.choice(waiting)
    members = roster.of(Role.GRID_MEMBER, source.grid)
    return (rng.choice(members), _given(source, rng)) if members else None


def _given(source: Waiting, rng: Random) -> GivenVisit:
    if rng.random() >= TALKS:
        return GivenVisit(VisitKind.NORMAL, source.id)
    words, told = phrases()["talks"], rng.choice(phrases()["talks"]["told"])
    if rng.random() < FIRST_ADVICE:
        return GivenVisit(VisitKind.TALK, source.id, told=told, words=rng.choice(words["advice"]),
                          notice="first_advice", first_advice=True)
    return GivenVisit(VisitKind.TALK, source.id, told=told, words=rng.choice(words["words"]),
                      notice=NOTICES.get(source.kind, "duties"))
