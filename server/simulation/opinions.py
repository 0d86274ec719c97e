"""Suggestions and feedback of simulated people: some every day, most answered in the days after, not all adopted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from server.actions.opinions import reply_to_opinion
from server.actions.reports import Submission, submit_report
from server.queries.people import REPORTER
from server.simulation.arrivals import NAMES
from server.simulation.places import Places, point_in
from server.simulation.roster import Roster
from server.simulation.words import phrases, somebody
from workflows.roles import Role
from workflows.working_calendar import ZONE

A_DAY = 5
SUGGESTIONS, ADOPTED, ANSWERED, WITH_CONTACT = 0.6, 0.45, 0.85, 0.4
CATEGORIES = {"feedback": "M01", "suggestion": "M02"}
FROM, HOURS = time(8), 13
SLOWEST_DAYS = 4.0


@dataclass(frozen=True)
class Opinion:
    """Something that somebody thinks, about a place."""

    at: datetime
    id: str
    intent: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Reply:
    """The station's answer to it, some time later."""

    at: datetime
    ticket: str
    town: str
    intent: str


def day_opinions(seed: int, day: date, places: Places) -> list[Opinion]:
    """What is thought on one day, the same for the same seed and day."""
    rng = Random(f"opinions/{seed}/{day}")
    begin = datetime.combine(day, FROM, ZONE)
    return [_draw(f"opinion/{seed}/{day}/{number}", begin + timedelta(hours=rng.uniform(0, HOURS)), places)
            for number in range(A_DAY)]


def _draw(name: str, at: datetime, places: Places) -> Opinion:
    rng = Random(name)
    lon, lat = point_in(places.draw("land", rng), rng)
    intent = "suggestion" if rng.random() < SUGGESTIONS else "feedback"
    return Opinion(at, str(uuid.uuid5(NAMES, name)), intent, lon, lat)


def give(opinion: Opinion, now: datetime) -> Reply | None:
    """Send it; the answer that will follow, or None for one that still waits or lies at sea."""
    rng = Random(f"words/{opinion.id}")
    name, phone = somebody(rng) if rng.random() < WITH_CONTACT else ("", "")
    receipt = submit_report(Submission(
        opinion.id, opinion.intent, CATEGORIES[opinion.intent], rng.choice(phrases()["opinions"][opinion.intent]),
        opinion.lon, opinion.lat, sent_at=opinion.at, occurred_at=opinion.at, contact_name=name, contact_phone=phone,
        anonymous=not name), (), REPORTER, now, simulated=True)
    town = receipt["place"]["town"]
    if town is None or rng.random() > ANSWERED:
        return None
    return Reply(now + timedelta(days=rng.uniform(0.3, SLOWEST_DAYS)), receipt["ticket"], town["code"],
                 opinion.intent)


def answer(reply: Reply, roster: Roster, now: datetime) -> None:
    """A station officer answers: a suggestion is adopted or not, always with the reason."""
    rng = Random(f"reply/{reply.ticket}")
    officers = roster.of(Role.STATION_OFFICER, reply.town)
    if not officers:
        return
    adopted = rng.random() < ADOPTED if reply.intent == "suggestion" else None
    kind = {True: "adopted", False: "not-adopted", None: "answered"}[adopted]
    reply_to_opinion(reply.ticket, rng.choice(phrases()["opinions"][kind]), adopted, rng.choice(officers), None, now)
