"""Who acts: simulated people by what they are and where, and the one of them who takes a step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from random import Random

from server.queries.people import Actor
from server.queries.simulation import Sight, list_workers, pending, visitors_grid
from workflows.roles import CITY_SUFFIX, Role

HEAD_SITS_IN = 0.15  # how often the head of a station does what its officers usually do


class Roster:
    """The simulated people; visitors' accounts are not among them. `home_grid` is where a visitor is the member."""

    def __init__(self, people: Sequence[Actor], home_grid: str | None = None) -> None:
        self.home_grid = home_grid
        self.people = {actor.person_id: actor for actor in people if actor.person_id}
        self._by_post: dict[tuple[Role, str], list[Actor]] = defaultdict(list)
        for actor in people:
            for post in actor.posts:
                self._by_post[post.role, post.department or post.division or ""].append(actor)

    def of(self, role: Role, where: str | None) -> list[Actor]:
        """Everybody with a role in a division or department."""
        return self._by_post.get((role, where or ""), [])

    def pick(self, who: str, sight: Sight, rng: Random) -> Actor | None:
        """The person for a step, or None when nobody simulated may take it."""
        found = _CHOICES[who](self, sight, rng)
        return rng.choice(found) if found else None

    def members(self, sight: Sight) -> list[Actor]:
        """Members of the case's grid who did not report it themselves."""
        reporters = {voice.person_id for voice in sight.voices}
        found = self.of(Role.GRID_MEMBER, sight.street_grid or sight.sub_grid)
        return [actor for actor in found if actor.person_id not in reporters]

    def known(self, person_id: int | None) -> list[Actor]:
        """The person with this id when it is one of ours."""
        actor = self.people.get(person_id)
        return [actor] if actor else []


def read_roster(now: datetime) -> Roster:
    """Who is at work now. Posts end and people go on leave: whoever goes on for days asks again and again."""
    return Roster(list_workers(now), visitors_grid(now))


def read_past_roster(now: datetime) -> Roster:
    """Who was at work before anybody could sign in: whoever's account visitors get did their own work too."""
    return Roster(list_workers(now, visitors=True))


def _station(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    if sight.town is None or sight.recuse:
        return _district(roster, sight, rng)
    role = Role.STATION_HEAD if rng.random() < HEAD_SITS_IN else Role.STATION_OFFICER
    return roster.of(role, sight.town)


def _district(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    return roster.of(Role.DISTRICT_DISPATCHER, sight.district) or roster.of(Role.COORDINATOR, sight.district)


def _confirmer(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    return roster.known(sight.confirmer_id)


def _department(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    return roster.known(sight.assignee_id) or roster.of(Role.DEPARTMENT_OFFICER, sight.department)


def _called(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    """Whoever works in the unit whose answer to a whistle is awaited."""
    call = pending(sight.calls)
    if call is None:
        return []
    if call.department is None:
        return roster.of(Role.STATION_OFFICER, sight.town)
    return roster.of(Role.DEPARTMENT_OFFICER, call.department)


def _city(sight: Sight) -> str:
    return sight.district[:4] + CITY_SUFFIX


def _overseer(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    """One level above the department: the district over a town, the city over a district."""
    where = sight.district if sight.department_level == "town" else _city(sight)
    return roster.of(Role.COORDINATOR, where) or roster.of(Role.LEADER, where)


def _leader(roster: Roster, sight: Sight, rng: Random) -> list[Actor]:
    return roster.of(Role.LEADER, sight.district)


_CHOICES = {
    "station": _station,
    "station_head": lambda roster, sight, rng: roster.of(Role.STATION_HEAD, sight.town),
    "finder": lambda roster, sight, rng: roster.known(sight.voices[0].person_id) if sight.voices else [],
    "member": lambda roster, sight, rng: roster.members(sight),
    "called": _called,
    "confirmer": _confirmer,
    "department": _department,
    "district": _district,
    "city": lambda roster, sight, rng: roster.of(Role.CITY_DISPATCHER, _city(sight)),
    "coordinator": lambda roster, sight, rng: roster.of(Role.COORDINATOR, sight.district),
    "city_coordinator": lambda roster, sight, rng: roster.of(Role.COORDINATOR, _city(sight)),
    "overseer": _overseer,
    "leader": _leader,
}
