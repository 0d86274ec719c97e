"""What is reported when and by whom: one day's reports, the same for the same seed and day.

Proportions: 55 of 100 from grid members, 36 from citizens (随手拍 and 12345), the rest from inspections, supervision
and departments. Kinds follow what people in Fujian complain about (air, then noise, water, waste), with the
cleanliness that patrols find.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from gis.grid import Division
from server.simulation import words
from server.simulation.places import Places, TownPlaces, close_to, point_in
from workflows.working_calendar import ZONE

NAMES = uuid.UUID("0b0f7f0e-5f1b-4d0a-9d53-67a1d5f3c0de")  # report ids of the past are made from seed and day
SOURCES = {"grid_member": 55, "citizen": 26, "12345": 10, "supervision": 2, "inspection": 4, "department": 3}
# Kind of problem → how often citizens and staff see it, on which ground, and from what hour to what hour.
KINDS: dict[str, tuple[float, float, str, tuple[int, int]]] = {
    "A01": (8, 3, "land", (6, 23)), "A02": (8, 5, "land", (11, 21)), "A03": (6, 9, "land", (7, 18)),
    "A04": (4, 6, "land", (6, 22)), "A05": (5, 6, "land", (15, 20)), "A06": (3, 3, "land", (17, 23)),
    "A07": (2, 4, "land", (8, 18)), "B01": (0.3, 0.4, "land", (6, 20)), "B02": (1, 2, "coast", (7, 18)),
    "B03": (3, 4, "land", (6, 19)), "B04": (4, 5, "land", (6, 20)), "B05": (3, 6, "sea", (6, 18)),
    "B06": (0.2, 0.3, "rural", (7, 18)), "C01": (8, 2, "land", (21, 25)), "C02": (3, 1, "land", (8, 22)),
    "C03": (9, 2, "land", (12, 23)), "C04": (2, 0.5, "land", (6, 23)), "D01": (10, 17, "land", (6, 21)),
    "D02": (3, 5, "land", (6, 20)), "D03": (0.3, 0.3, "rural", (7, 18)), "D04": (0.2, 0.2, "land", (8, 18)),
    "E01": (7, 10, "land", (7, 21)), "F01": (0.4, 0.5, "land", (8, 17)), "G01": (0.8, 2, "rural", (8, 20)),
    "G02": (3, 3, "land", (8, 19)), "H01": (1, 1.5, "rural", (7, 18)), "H02": (0.4, 0.5, "coast", (7, 17)),
    "I01": (0.5, 0.8, "rural", (8, 17)), "J01": (0.5, 0.1, "land", (9, 18)), "K01": (0.2, 0.2, "land", (6, 21)),
    "L01": (0, 0.8, "land", (9, 17)), "Z00": (3, 0, "land", (7, 21)),
}
NOISE = frozenset({"C01", "C02", "C03", "C04", "J01", "L01", "A01"})
ON_SHORE = 0.3  # of the litter of the sea lies on the shore
SAME_AGAIN = 0.11
SAME_WITHIN_SECONDS = 8 * 3600
WEEKEND = 0.7
CITIZENS = frozenset({"citizen", "12345"})


@dataclass(frozen=True)
class Arrival:
    """A report to be made: `photos` how many, `again` that somebody reports what is already known."""

    id: str
    at: datetime
    source: str
    category: str
    lon: float
    lat: float
    place_text: str
    description: str
    photos: int
    contact: tuple[str, str] | None = None
    recuse: bool = False
    private: bool = False
    external_number: str | None = None
    external_due_at: datetime | None = None
    again: bool = False


def day_arrivals(seed: int, day: date, per_day: int, places: Places) -> list[Arrival]:
    """The reports of one day in the order of time; nights belong to the day in which they begin."""
    rng = Random(f"arrivals/{seed}/{day}")
    count = round(per_day * rng.uniform(0.9, 1.1) * (WEEKEND if day.weekday() >= 5 else 1.1))
    made: list[Arrival] = []
    for number in range(count):
        own = Random(f"arrival/{seed}/{day}/{number}")
        report_id = str(uuid.uuid5(NAMES, f"{seed}/{day}/{number}"))
        again = made and own.random() < SAME_AGAIN
        made.append(same_again(own.choice(made), report_id, own) if again
                    else draw_arrival(report_id, _moment(day), own, places))
    return sorted(made, key=lambda arrival: (arrival.at, arrival.id))


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def draw_arrival(report_id: str, day_start: datetime, rng: Random, places: Places | TownPlaces,
                 at: datetime | None = None) -> Arrival:
    """Any report; at a fitting hour of the day that starts at `day_start` unless `at` is given."""
    source = rng.choices(list(SOURCES), list(SOURCES.values()))[0]
    staff = source not in CITIZENS
    category = rng.choices(list(KINDS), [row[1 if staff else 0] * _fits(row[3], at) for row in KINDS.values()])[0]
    grid = _ground(category, rng, places)
    lon, lat = point_in(grid, rng)
    begin, end = KINDS[category][3]
    moment = at or day_start + timedelta(hours=rng.triangular(begin, end, (begin + end) / 2))
    spot, community = words.spot_for(rng, category), places.community(grid)
    arrival = Arrival(
        report_id, moment.replace(microsecond=0), source, category, lon, lat, f"{community}{spot}",
        words.report_text(rng, category, staff=staff, report_id=report_id, spot=spot, community=community),
        _photos(category, source, rng))
    return _with_papers(arrival, rng)


def _fits(hours: tuple[int, int], at: datetime | None) -> float:
    """How likely something is seen outside its usual hours, for a report that is made now."""
    if at is None:
        return 1.0
    hour = at.astimezone(ZONE).hour
    return 1.0 if hours[0] <= hour < hours[1] or hour + 24 < hours[1] else 0.15


def _ground(category: str, rng: Random, places: Places | TownPlaces) -> Division:
    ground = KINDS[category][2]
    return places.draw("coast" if ground == "sea" and rng.random() < ON_SHORE else ground, rng)


def _photos(category: str, source: str, rng: Random) -> int:
    wanted = {"grid_member": 0.95, "citizen": 0.75, "12345": 0.1}.get(source, 0.6)
    if category in NOISE:
        wanted *= 0.35
    return rng.choice((1, 1, 2)) if rng.random() < wanted else 0


def _with_papers(arrival: Arrival, rng: Random) -> Arrival:
    """Numbers of other systems, and how a citizen may be reached."""
    day = arrival.at.astimezone(ZONE)
    if arrival.source == "12345":
        due = arrival.at + timedelta(days=rng.choice((5, 7, 7))) if rng.random() < 0.6 else None
        return replace(arrival, external_number=f"12345-{day:%y%m%d%H%M%S}-{rng.randrange(10_000):04d}",
                       external_due_at=due, contact=words.somebody(rng))
    if arrival.source == "supervision":
        return replace(arrival, external_number=f"DC{day:%y%m%d%H%M%S}{rng.randrange(1_000):03d}",
                       external_due_at=arrival.at + timedelta(days=rng.choice((7, 10, 15))))
    if arrival.source == "citizen":
        return replace(arrival, contact=words.somebody(rng) if rng.random() < 0.35 else None,
                       recuse=rng.random() < 0.012, private=rng.random() < 0.05)
    return arrival


def same_again(first: Arrival, report_id: str, rng: Random, at: datetime | None = None) -> Arrival:
    """A citizen reports what was reported some steps away some hours ago, in other words."""
    lon, lat = close_to(first.lon, first.lat, rng)
    spot = next((spot for spot in words.phrases()[first.category]["spots"] if first.place_text.endswith(spot)), "")
    text = words.report_text(rng, first.category, staff=False, report_id=report_id, spot=spot,
                             community=first.place_text.removesuffix(spot))
    at = at or first.at + timedelta(seconds=rng.randrange(600, SAME_WITHIN_SECONDS))
    return Arrival(report_id, at, "citizen", first.category, lon, lat, first.place_text, text,
                   _photos(first.category, "citizen", rng), again=True)
