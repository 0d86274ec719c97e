"""Members away and sources seen: absences planned ahead, visits day by day, each with its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import select

from server.extensions import db
from server.models import PollutionSource
from server.queries.city import city_index
from tests.load.bulk import Stream
from tests.load.history_events import Chains, stamp_of
from tests.load.history_places import Crew, Site
from workflows.roles import Role

Act = Callable[[datetime, int], str | None]
DAY = timedelta(days=1)
AWAY_EVERY = 70  # days between two absences of a member, on average: this generator's own
KINDS = ("leave", "leave", "leave", "training", "emergency_duty")
SEEN_A_DAY = {"high": 0.09, "medium": 0.03, "low": 0.012}
VISITS = ("normal", "normal", "normal", "talk")
SYSTEM = (Role.SYSTEM, None, None)


class Field:
    """Plans absences for the whole history, and says each day who sees which source when."""

    def __init__(self, rng: Random, crew: Crew, to: Mapping[str, Stream]) -> None:
        self._rng, self._crew, self._to = rng, crew, to
        self._chains = Chains(to["events"])
        with db.reading() as session:
            row = PollutionSource
            self._sources = session.execute(select(
                row.id, row.risk, row.district, row.town, row.street_grid, row.sub_grid, row.community,
                row.lon, row.lat).where(row.town.is_not(None), row.street_grid.is_not(None)).order_by(row.id)).all()

    def absences(self, first: datetime, until: datetime) -> Iterator[tuple[datetime, Act]]:
        """Everybody's absences with their three events, as far as they lie in the history."""
        for person, division in self._crew.members():
            begins = first
            while True:
                begins += DAY * int(1 + self._rng.expovariate(1 / AWAY_EVERY))
                if begins >= until:
                    break
                ends = begins + DAY * self._rng.choice((1, 1, 2, 3, 5))
                yield from self._absence(person, division, begins, ends, until)
                begins = ends

    def _absence(self, person: int, division: str, begins: datetime, ends: datetime,
                 until: datetime) -> Iterator[tuple[datetime, Act]]:
        self._crew.absences.setdefault(person, []).append((begins, ends))
        number, kind = self._crew.next_id("absences"), self._rng.choice(KINDS)
        planned = begins - timedelta(hours=9)
        self._to["absences"].add((number, person, kind, begins, ends, planned, begins,
                                  ends if ends < until else None))
        data = {"absence": number, "kind": kind, "from": stamp_of(begins), "to": stamp_of(ends), "substitute": None}
        levels = {city_index().division(code).level: code for code in city_index().path(division)}
        place = (levels["district"], levels.get("town"), levels.get("street_grid"), None)
        yield planned, partial(self._tell_of, person, place, "person.away_planned", data)
        yield begins, partial(self._tell_of, person, place, "person.away", {**data, "moved": 0})
        yield ends, partial(self._tell_of, person, place, "person.back", {**data, "moved": 0})

    def _tell_of(self, person: int, place: tuple[str | None, ...], name: str, data: dict[str, Any], at: datetime,
                 seq: int) -> str:
        return self._chains.tell(("person", str(person)), name, SYSTEM, at, seq, place, data)

    def visits(self, begins: datetime) -> Iterator[tuple[datetime, Act]]:
        """Who looks at which source on a day."""
        for source in self._sources:
            if self._rng.random() < SEEN_A_DAY[source.risk]:
                at = begins + timedelta(hours=8 + 10 * self._rng.random())
                yield at, partial(self._visit, source)

    def _visit(self, source: Any, at: datetime, seq: int) -> str:
        site = Site(source.sub_grid, source.street_grid, source.town, source.district, source.community, "",
                    source.lon, source.lat)
        person, number = self._crew.member(site, at, self._rng), self._crew.next_id("visits")
        kind, place = self._rng.choice(VISITS), (source.district, source.town, source.street_grid)
        digest = self._chains.tell(
            ("visit", str(number)), "visit.made", (None, person, source.street_grid), at, seq, (*place, None),
            {"kind": kind, "source": source.id, "done_at": stamp_of(at), "first_advice": False})
        del self._chains.heads["visit", str(number)]
        self._to["visits"].add((number, kind, source.id, person, source.street_grid, *place, source.sub_grid,
                                source.community, at, at, at, True, 1, digest))
        return digest
