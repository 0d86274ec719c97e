"""Where a case stands on the public map: private places are moved, the same way every time, inside their own grid."""

from __future__ import annotations

import hashlib
import hmac
from math import cos, radians, sin, tau

from server.extensions import db
from server.queries.catalogue import categories
from server.queries.citizen_rules import citizen_rules
from server.queries.city import city_index

METRES_PER_DEGREE = 111_320
TURNS = 24  # directions tried before the middle of the grid is shown
DIGITS = 5  # of a shown degree: about one metre


def is_private_place(premises: str | None, category: str) -> bool:
    """Homes, shops and works are; without a word about the premises, whatever is no matter of public sanitation."""
    if premises is not None:
        return premises not in citizen_rules().open_premises
    row = categories().get(category)
    return row is None or row["root"] != "sanitation"


def public_point(case_id: int, category: str, premises: str | None, lon: float, lat: float,
                 sub_grid: str | None) -> tuple[float, float]:
    """The shown position, WGS-84: a private place is moved by `blur_m` to `blur_m + spread_m`, others are snapped."""
    east, north = METRES_PER_DEGREE * cos(radians(lat)), METRES_PER_DEGREE
    rules = citizen_rules()
    if not is_private_place(premises, category):
        return _snapped(lon, east, rules.snap_m), _snapped(lat, north, rules.snap_m)
    digest = hmac.new(db.settings.secret_key.encode(), f"place:{case_id}".encode(), hashlib.sha256).digest()
    start, share = int.from_bytes(digest[:4]) / 2**32, int.from_bytes(digest[4:8]) / 2**32
    metres = rules.blur_m + share * rules.spread_m
    there = lon, lat
    for turn in range(TURNS):
        angle = tau * (start + turn / TURNS)
        there = lon + metres * cos(angle) / east, lat + metres * sin(angle) / north
        found = city_index().locate(*there, 0)
        if found is not None and found.sub_grid == sub_grid:
            break
    else:
        there = _middle(sub_grid) or there
    return round(there[0], DIGITS), round(there[1], DIGITS)


def _middle(sub_grid: str | None) -> tuple[float, float] | None:
    """The middle of a grid; None for one that the city no longer has."""
    try:
        return city_index().division(sub_grid or "").centre
    except KeyError:
        return None


def _snapped(degrees: float, metres_per_degree: float, step_m: int) -> float:
    step = step_m / metres_per_degree
    return round(round(degrees / step) * step, DIGITS)
