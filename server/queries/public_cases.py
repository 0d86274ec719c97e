"""Cases for everybody: category, state, a blurred place and released pictures. No words, no reporter, no member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Photo
from server.queries.cases import read_cursor, write_cursor
from server.queries.catalogue import category_name
from server.queries.citizen_rules import citizen_rules
from server.queries.city import city_index, named
from server.queries.moments import city_day
from server.queries.photos import shape_published
from server.queries.public_place import public_point
from workflows.states import PHASE_OF, STATE_NAMES, State

BBox = tuple[float, float, float, float]
PICTURES = 4  # of one case
NOT_SHOWN = (State.DECLINED, State.MERGED, State.WITHDRAWN)
_SHOWN = sorted(set(State) - set(NOT_SHOWN))
_CASES = Case.__table__.c
_ALL = (
    select(_CASES.id, _CASES.category, _CASES.premises, _CASES.state, _CASES.lon, _CASES.lat, _CASES.sub_grid,
           _CASES.town, _CASES.reported_at, _CASES.closed_at, _CASES.reports, _CASES.simulated)
    .where(_CASES.sub_grid.is_not(None), _CASES.state.in_(_SHOWN), _CASES.sealed.is_(False), _CASES.lon.is_not(None),
           _CASES.reported_on >= bindparam("since"), _CASES.id < bindparam("before"))
    .order_by(_CASES.id.desc()).limit(bindparam("most")))
_IN_GRIDS = _ALL.where(_CASES.sub_grid.in_(bindparam("grids", expanding=True)))
MOST_GRIDS = 300  # a wider view is walked from the newest case on
NEWEST = 2**62


def read_public_cases(bbox: BBox, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the cases whose shown position lies in the box, the newest first.

    The box is asked of the shown positions, never of the exact ones: no series of small boxes tells more.
    """
    rules = citizen_rules()
    first = city_day(now) - timedelta(days=rules.map_days)
    given: dict[str, Any] = {"since": first, "before": _before(cursor), "most": limit + 1}
    grids = city_index().within(bbox, "sub_grid")
    query, more = (_IN_GRIDS, {"grids": grids}) if len(grids) <= MOST_GRIDS else (_ALL, {})
    with db.reading() as session:
        rows = session.execute(query, given | more).all()
        page = rows[:limit]
        shown = [(row, public_point(row.id, row.category, row.premises, row.lon, row.lat, row.sub_grid))
                 for row in page]
        inside = [(row, at) for row, at in shown if _within(at, bbox)]
        pictures = _pictures(session, [row.id for row, _ in inside])
    return {"items": [_shape(row, at, pictures.get(row.id, [])) for row, at in inside], "days": rules.map_days,
            "next": write_cursor(page[-1].id, 0) if len(rows) > limit else None, "as_of": now}


def _before(cursor: str | None) -> int:
    if not cursor:
        return NEWEST
    last = read_cursor(cursor)[0]
    return last if type(last) is int and 0 < last < NEWEST else 0


def _within(at: tuple[float, float], bbox: BBox) -> bool:
    return bbox[0] <= at[0] <= bbox[2] and bbox[1] <= at[1] <= bbox[3]


def published_of(session: Session, cases: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The first released picture of each case that has one."""
    return {case: pictures[0] for case, pictures in _pictures(session, cases).items() if pictures}


def _pictures(session: Session, cases: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Released pictures by case: the copy that was made for everybody."""
    if not cases:
        return {}
    found: dict[int, list[dict[str, Any]]] = {}
    for photo in session.scalars(select(Photo).where(
            Photo.case_id.in_(cases), Photo.released_at.is_not(None)).order_by(Photo.id)):
        shape = shape_published(photo)
        mine = found.setdefault(photo.case_id or 0, [])
        if shape is not None and len(mine) < PICTURES:
            mine.append(shape)
    return found


def _shape(row: Any, at: tuple[float, float], pictures: list[dict[str, Any]]) -> dict[str, Any]:
    state = State(row.state)
    return {"id": row.id, "category": {"code": row.category, "name": category_name(row.category)},
            "state": row.state, "state_name": STATE_NAMES[state], "phase": PHASE_OF[state].value,
            "lon": at[0], "lat": at[1], "place": named(row.town), "reported_on": city_day(row.reported_at),
            "closed_on": city_day(row.closed_at) if row.closed_at else None, "reports": row.reports,
            "photos": pictures, "simulated": row.simulated}
