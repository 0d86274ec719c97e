"""Where the sources lie, in memory: whoever reports or looks close to one has visited it, at no cost for the others."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.models import PollutionSource
from server.queries.rule_cache import rules
from workflows.patrol import AT_A_SOURCE_M

SET = "sources"
CELL = 0.001  # degrees: some 100 m, more than twice as far as is looked
Points = dict[tuple[int, int], list[tuple[int, float, float]]]


def source_at(lon: float | None, lat: float | None) -> int | None:
    """The nearest source in use within fifty metres of a point; None for a point that is not known."""
    if lon is None or lat is None:
        return None
    points, (x, y) = rules(SET, _load), _cell(lon, lat)
    near = [(distance_m(lon, lat, other_lon, other_lat), source_id)
            for dx in (-1, 0, 1) for dy in (-1, 0, 1)
            for source_id, other_lon, other_lat in points.get((x + dx, y + dy), ())]
    metres, found = min(near, default=(AT_A_SOURCE_M + 1.0, None))
    return found if metres <= AT_A_SOURCE_M else None


def _cell(lon: float, lat: float) -> tuple[int, int]:
    return int(lon / CELL), int(lat / CELL)


def _load(session: Session) -> Points:
    """Sources that are in use, or were until some day: whether on the day itself is asked when one is found."""
    found: defaultdict[tuple[int, int], list[tuple[int, float, float]]] = defaultdict(list)
    for row in session.execute(select(PollutionSource.id, PollutionSource.lon, PollutionSource.lat).where(
            or_(PollutionSource.active_to.is_(None), PollutionSource.active_to >= PollutionSource.active_from))):
        found[_cell(row.lon, row.lat)].append((row.id, row.lon, row.lat))
    return dict(found)
