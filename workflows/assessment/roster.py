"""Who held which grid and was away when, and how the divisions hang together, as it stood for one period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from workflows.assessment.facts import Level
from workflows.posts import midnight


@dataclass(frozen=True, order=True)
class Seat:
    """A grid member's post. `grid` is the street-level grid of its place; a sea grid has none."""

    person: int
    place: str
    grid: str | None
    town: str | None
    district: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, order=True)
class Away:
    """A person was away from all posts; `kind` as in the absences."""

    person: int
    kind: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class Roster:
    """`parents`: of a grid or community the town, of a town the district. `communities`: the grids that share ground
    with each. `units`: each department's level. `districts` all of them, even one without towns."""

    seats: tuple[Seat, ...] = ()
    aways: tuple[Away, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)
    communities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    districts: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)

    def owners(self, level: Level, first: date, last: date) -> list[str]:
        """Everybody on a level who can have a score in these days, in the order of their codes."""
        if level is Level.MEMBER:
            return [str(person) for person in sorted(self.on_duty(first, last))]
        if level is Level.DEPARTMENT:
            return sorted(self.units)
        if level is Level.COMMUNITY:
            return sorted(self.communities)
        if level is Level.DISTRICT:
            return sorted(self.districts)
        return sorted(code for code in self.parents
                      if ("G" in code if level is Level.GRID else len(code) == 9))

    def on_duty(self, first: date, last: date) -> frozenset[int]:
        """Members who were on duty at some moment of these days: a post ran and the person was not away."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        away: dict[int, list[Away]] = {}
        for one in self.aways:
            away.setdefault(one.person, []).append(one)
        return frozenset(seat.person for seat in self.seats
                         if any(_works(seat, away.get(seat.person, ()), day) for day in days))

    def members_of(self, level: Level, owner: str, first: date, last: date) -> list[str]:
        """Members who held a post in this grid, or in a grid that shares ground with this community."""
        grids = (owner,) if level is Level.GRID else self.communities.get(owner, ())
        start, end = midnight(first), midnight(last + timedelta(days=1))
        return sorted({str(seat.person) for grid in grids for seat in self._by_grid.get(grid, ())
                       if seat.starts_at < end and (seat.ends_at is None or seat.ends_at > start)}, key=int)

    def grids_of(self, owner: str) -> list[str]:
        """The street-level grids of a town or a district."""
        return sorted(code for code, town in self.parents.items()
                      if "G" in code and owner in (town, self.parents.get(town)))

    def place_of(self, level: Level, owner: str) -> tuple[str | None, str | None]:
        """(district, town) of an owner; a unit of the whole city has neither."""
        if level is Level.MEMBER:
            return self._homes[owner]
        code = owner.partition("-")[0]
        if code in self.districts:
            return code, None
        town = code if len(code) == 9 and "G" not in code else self.parents.get(code)
        return (self.parents.get(town), town) if town else (None, None)

    @cached_property
    def _by_grid(self) -> dict[str | None, list[Seat]]:
        found: dict[str | None, list[Seat]] = {}
        for seat in self.seats:
            found.setdefault(seat.grid, []).append(seat)
        return found

    @cached_property
    def _homes(self) -> dict[str, tuple[str | None, str | None]]:
        """Of each member the district and town of the post that began last."""
        in_order = sorted(self.seats, key=lambda seat: (seat.starts_at, seat.place))
        return {str(seat.person): (seat.district, seat.town) for seat in in_order}


def _works(seat: Seat, away: tuple[Away, ...] | list[Away], day: date) -> bool:
    start, end = midnight(day), midnight(day + timedelta(days=1))
    if seat.starts_at >= end or (seat.ends_at is not None and seat.ends_at <= start):
        return False
    return not any(one.starts_at <= start and (one.ends_at is None or one.ends_at >= end) for one in away)


def roster_to_json(roster: Roster) -> dict[str, Any]:
    """Plain JSON values, the same for the same roster."""
    return {
        "seats": [[seat.person, seat.place, seat.grid, seat.town, seat.district, seat.starts_at.isoformat(),
                   seat.ends_at.isoformat() if seat.ends_at else None] for seat in sorted(roster.seats, key=_seat_key)],
        "aways": [[one.person, one.kind, one.starts_at.isoformat(), one.ends_at.isoformat() if one.ends_at else None]
                  for one in sorted(roster.aways, key=lambda one: (one.person, one.starts_at, one.kind))],
        "parents": dict(sorted(roster.parents.items())),
        "communities": {code: sorted(grids) for code, grids in sorted(roster.communities.items())},
        "districts": sorted(roster.districts), "units": dict(sorted(roster.units.items()))}


def _seat_key(seat: Seat) -> tuple[int, str, datetime]:
    return seat.person, seat.place, seat.starts_at


def roster_from_json(data: Mapping[str, Any]) -> Roster:
    """What `roster_to_json` wrote."""
    return Roster(
        tuple(Seat(person, place, grid, town, district, datetime.fromisoformat(start), _moment(end))
              for person, place, grid, town, district, start, end in data["seats"]),
        tuple(Away(person, kind, datetime.fromisoformat(start), _moment(end))
              for person, kind, start, end in data["aways"]),
        dict(data["parents"]), {code: tuple(grids) for code, grids in data["communities"].items()},
        tuple(data["districts"]), dict(data["units"]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
