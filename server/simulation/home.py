"""The town of the demo accounts has a longer past than the city, its neighbours have one month of it: enough of both
for scores that say something and for ranks."""

from __future__ import annotations

import uuid
from datetime import date
from random import Random

from gis.grid import Division, GridIndex
from server.actions.demo_accounts import HOME_DISTRICT, HOME_TOWN
from server.actions.demo_cast import codes_of
from server.simulation import words
from server.simulation.arrivals import KINDS, NAMES, SAME_AGAIN, WEEKEND, Arrival, draw_arrival, same_again
from server.simulation.places import TownPlaces, home_grid, odd_grids, point_in
from server.simulation.rounds import Round
from server.simulation.terms import Terms, at

# Reports a day: in the month that is final by now, in the one on display, since then (beside those of the city).
FINAL, SHOWN, SINCE = 6, 13, 5
BUSY, IN_BUSY, IN_HOME = 4, 0.4, 0.25  # so many grids beside the demo member's own have most of the town's reports
VISITS = 3
NEIGHBOURS = 1.25  # reports a day in each other town of the district, in the month on display: enough for a rank
LEFT_FOR_VISITORS = 18  # days before the opening in which nobody goes to the sources of the demo member
ODD_A_DAY = 0.65  # trifles a day that members of an odd grid find and settle on the spot


class HomePlaces(TownPlaces):
    """The sub-grids of the home town; some grids see more than others."""

    def __init__(self, index: GridIndex) -> None:
        super().__init__(index, HOME_TOWN)
        grids = codes_of("street_grid", HOME_TOWN)
        self._own, self._busy = grids[0], grids[1:BUSY + 1]

    def draw(self, kind: str, rng: Random) -> Division:
        """Any of them, those of the demo member and of four more grids more often."""
        chance = rng.random()
        wanted = [self._own] if chance < IN_HOME else self._busy if chance < IN_HOME + IN_BUSY else None
        return rng.choice(self.grids if wanted is None else [grid for grid in self.grids if grid.parent in wanted])

    def within(self, street_grid: str) -> list[Division]:
        """The sub-grids of one grid."""
        return [grid for grid in self.grids if grid.parent == street_grid]


class OneGrid(TownPlaces):
    """One grid of a town, so that it has enough cases for a score and the town a grid that counts."""

    def __init__(self, index: GridIndex, town: str) -> None:
        super().__init__(index, town)
        self.grids = [grid for grid in self.grids if grid.parent == self.grids[0].parent]


def home_arrivals(seed: int, day: date, terms: Terms, places: HomePlaces) -> list[Arrival]:
    """What is reported in the home town on one day, beside what the city as a whole brings."""
    rng, begin = Random(f"home/{seed}/{day}"), at(day, 0)
    a_day = FINAL if day <= terms.final.last else SHOWN if day <= terms.shown.last else SINCE
    made: list[Arrival] = []
    for number in range(round(a_day * rng.uniform(0.9, 1.1) * (WEEKEND if day.weekday() >= 5 else 1.1))):
        name = f"home/{seed}/{day}/{number}"
        own, report_id = Random(name), str(uuid.uuid5(NAMES, name))
        if made and own.random() < SAME_AGAIN:
            made.append(same_again(own.choice(made), report_id, own))
            continue
        arrival = draw_arrival(report_id, begin, own, places)
        while KINDS[arrival.category][2] not in ("land", "rural"):  # the town has no shore
            arrival = draw_arrival(report_id, begin, own, places)
        made.append(arrival)
    return made + _trifles(seed, day, places)


def neighbour_arrivals(seed: int, day: date, terms: Terms, index: GridIndex) -> list[Arrival]:
    """What is reported in the other towns of the district in the month on display."""
    if not terms.shown.first <= day <= terms.shown.last:
        return []
    made = []
    for town in codes_of("town", HOME_DISTRICT):
        rng = Random(f"neighbour/{seed}/{day}/{town}")
        for number in range(0 if town == HOME_TOWN else int(NEIGHBOURS + rng.random())):
            name = f"neighbour/{seed}/{day}/{town}/{number}"
            places = OneGrid(index, town)
            made.append(draw_arrival(str(uuid.uuid5(NAMES, name)), at(day, 0), Random(name), places))
    return made


def _trifles(seed: int, day: date, places: HomePlaces) -> list[Arrival]:
    """Two grids whose figures stand out: their members settle nearly everything themselves, and at once."""
    made = []
    for grid in odd_grids():
        rng = Random(f"trifle/{seed}/{day}/{grid}")
        if rng.random() > ODD_A_DAY:
            continue
        where, category = rng.choice(places.within(grid)), rng.choice(("D01", "E01"))
        lon, lat = point_in(where, rng)
        spot, community = words.spot_for(rng, category), places.community(where)
        report_id = str(uuid.uuid5(NAMES, f"trifle/{seed}/{day}/{grid}"))
        made.append(Arrival(report_id, at(day, rng.uniform(9, 17)), "grid_member", category, lon, lat,
                            f"{community}{spot}", words.report_text(rng, category, staff=True, report_id=report_id,
                                                                    spot=spot, community=community), 1))
    return made


def home_rounds(seed: int, day: date, terms: Terms) -> list[Round]:
    """The visits of the home town's members on one day."""
    rng = Random(f"home-rounds/{seed}/{day}")
    spared = home_grid() if (terms.opened - day).days < LEFT_FOR_VISITORS else None
    return [Round(at(day, rng.uniform(8, 18)), f"home/{seed}/{day}/{number}", HOME_TOWN, spared)
            for number in range(VISITS)]
