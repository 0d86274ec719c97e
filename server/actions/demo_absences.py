"""Who of the invented people is away, now or soon: some three in a hundred, each with somebody who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from server.actions.demo_accounts import HOME_TOWN
from server.actions.demo_cast import Cast, DemoPerson
from workflows.working_calendar import ZONE

AWAY_SHARE = 0.03
EARLIEST, LATEST = -5, 9  # days from today on which an absence begins


@dataclass(frozen=True)
class DemoAbsence:
    """Days away; the posts' own substitutes stand in."""

    person: DemoPerson
    kind: str
    starts_at: datetime
    ends_at: datetime


def demo_absences(cast: Cast, today: datetime) -> list[DemoAbsence]:
    """Absences around `today` (a midnight). Nobody is away who has to stand in for somebody that is."""
    dice = Random("absences")
    people = sorted(cast.people, key=lambda person: (dice.random(), person.number))
    needed, away, found = set[DemoPerson](), set[DemoPerson](), list[DemoAbsence]()
    for person in people:
        substitutes = {post.substitute for post in person.posts if post.substitute is not None}
        if not _may_leave(person) or person in needed or substitutes & away:
            continue
        away.add(person)
        needed |= substitutes
        found.append(_absence(person, dice, today))
        if len(found) >= AWAY_SHARE * len(people):
            break
    return found


def _may_leave(person: DemoPerson) -> bool:
    """Accounts are there, nobody needs them as a substitute, and their town stays as visitors expect it."""
    return person.username is None and all(
        post.substitute is not None and post.substitute.username is None and not post.division.startswith(HOME_TOWN)
        for post in person.posts)


def _absence(person: DemoPerson, dice: Random, today: datetime) -> DemoAbsence:
    begins = dice.randint(EARLIEST, LATEST)
    ends = max(begins + dice.randint(2, 8), 2)
    day = today.astimezone(ZONE)
    return DemoAbsence(person, "training" if dice.random() < 0.3 else "leave",
                       day + timedelta(days=begins), day + timedelta(days=ends))
