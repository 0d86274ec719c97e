"""What several acts of one person say together: two places in too short a time, many trifles in one spot.

Each is a question for a person who knows the circumstances (two phones, a car, a street that is always littered).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

Metres = Callable[[float, float, float, float], float]
POSITION_ERROR_M = 100  # of both ends together


@dataclass(frozen=True)
class Spot:
    """Where and when somebody was, as a picture or a report says; `ref` names it for whoever asked."""

    at: datetime
    lon: float
    lat: float
    ref: int


S = TypeVar("S", bound=Spot)


def speed_between(one: Spot, other: Spot, metres: Metres) -> float:
    """Kilometres per hour needed to be at both; the error of positions is in the walker's favour."""
    way = max(0.0, metres(one.lon, one.lat, other.lon, other.lat) - POSITION_ERROR_M)
    hours = max(abs(one.at - other.at), timedelta(minutes=1)) / timedelta(hours=1)
    return way / 1000 / hours


def is_too_fast(one: Spot, other: Spot, metres: Metres, *, most_kmh: int, least_m: int) -> bool:
    """True when nobody drives that fast, for places far enough apart to tell."""
    far = metres(one.lon, one.lat, other.lon, other.lat) >= least_m
    return far and speed_between(one, other, metres) > most_kmh


def largest_cluster(spots: Sequence[S], metres: Metres, within_m: int, span: timedelta) -> tuple[S, ...]:
    """The most spots that lie within `within_m` of one of them and within `span` after it, in order of time."""
    best: tuple[S, ...] = ()
    ordered = sorted(spots, key=lambda spot: (spot.at, spot.ref))
    for first in ordered:
        found = tuple(spot for spot in ordered if timedelta() <= spot.at - first.at <= span
                      and metres(first.lon, first.lat, spot.lon, spot.lat) <= within_m)
        best = max(best, found, key=len)
    return best
