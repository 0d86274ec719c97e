"""What lies around a place: open cases of the kind, those closed lately and those declined lately. One query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, cos, radians
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, union_all
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.extensions import db
from server.models import Case, Report, ReportDetail
from server.queries.citizen_rules import citizen_rules
from server.queries.city import city_index
from server.queries.evidence_rules import thresholds
from server.queries.public_place import public_point
from workflows.states import OPEN, State

METRES_PER_DEGREE = 111_320
MOST = 20  # of each sort
# Written once: every report asks this, and building a statement costs more than running it.
_CASES = Case.__table__.c
_WORDS = (select(ReportDetail.description).join(Report, Report.id == ReportDetail.report_id)
          .where(Report.case_id == _CASES.id).order_by(Report.received_at).limit(1).scalar_subquery()
          .correlate(Case.__table__))
_ENDED_WELL = (State.CLOSED, State.ARCHIVED)


def _part(state: ColumnElement[bool], newest: Any) -> Select[Any]:
    inner = (
        select(_CASES.id, _CASES.number, _CASES.category, _CASES.lon, _CASES.lat, _CASES.reported_at, _CASES.state,
               _CASES.reports, _CASES.closed_at, _CASES.declined_at, _CASES.declined_by, _CASES.decline_reason,
               _CASES.recurrence, _CASES.premises, _CASES.sub_grid, _WORDS.label("words"))
        .where(_CASES.sub_grid.in_(bindparam("grids", expanding=True)), state,
               _CASES.category == bindparam("kind"), _CASES.id != bindparam("own"),
               _CASES.lon.between(bindparam("west"), bindparam("east")),
               _CASES.lat.between(bindparam("south"), bindparam("north")), _CASES.sealed.is_(False))
        .order_by(newest.desc()).limit(MOST).subquery())
    return select(inner)


_AROUND = union_all(
    _part(_CASES.state.in_(sorted(OPEN)), _CASES.id),
    _part((_CASES.closed_at >= bindparam("closed_since")) & _CASES.state.in_(sorted(_ENDED_WELL)), _CASES.closed_at),
    _part((_CASES.declined_at >= bindparam("declined_since")) & (_CASES.state == State.DECLINED), _CASES.declined_at))


@dataclass(frozen=True)
class Neighbour:
    """A case near a place, `metres` away; `words` are what its first reporter said.

    `told_m` is what the public is told: in steps, and to where a private place is shown, not to where it is.
    """

    metres: float
    row: Any
    told_m: int


@dataclass(frozen=True)
class Around:
    """Neighbours of one kind, each list the nearest first."""

    open: Sequence[Neighbour] = ()
    settled: Sequence[Neighbour] = ()
    refused: Sequence[Neighbour] = ()


def find_around(session: Session, category: str, lon: float | None, lat: float | None, own: int,
                now: datetime) -> Around:
    """Cases of the same category around a WGS-84 point; nothing without a point."""
    if lon is None or lat is None:
        return Around()
    known = thresholds()
    reach = {"open": db.settings.duplicate_radius_m, "settled": known["recurrence_m"],
             "refused": known["declined_m"]}
    high = max(reach.values()) / METRES_PER_DEGREE
    wide = high / cos(radians(lat))
    box = (lon - wide, lat - high, lon + wide, lat + high)
    rows = session.execute(_AROUND, {
        "grids": city_index().within(box, "sub_grid"), "kind": category, "own": own, "west": box[0],
        "south": box[1], "east": box[2], "north": box[3],
        "closed_since": now - timedelta(days=known["recurrence_days"]),
        "declined_since": now - timedelta(days=known["declined_days"])})
    found: dict[str, list[Neighbour]] = {"open": [], "settled": [], "refused": []}
    for row in rows:
        near = Neighbour(distance_m(lon, lat, row.lon or 0, row.lat or 0), row, _told(lon, lat, row))
        sort = _sort_of(row.state)
        if near.metres <= reach[sort]:
            found[sort].append(near)
    for near_ones in found.values():
        near_ones.sort(key=lambda near: (near.metres, near.row.id))
    return Around(**found)


def _told(lon: float, lat: float, row: Any) -> int:
    shown = public_point(row.id, row.category, row.premises, row.lon, row.lat, row.sub_grid)
    step = citizen_rules().near_round_m
    return max(1, ceil(distance_m(lon, lat, *shown) / step)) * step


def _sort_of(state: str) -> str:
    if state == State.DECLINED:
        return "refused"
    return "settled" if state in _ENDED_WELL else "open"
