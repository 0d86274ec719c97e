"""Find or correct the place of a case: words become a point, the grid is stamped anew, and it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gis.coordinates import to_wgs84
from server.actions.assignments import drop, standing
from server.actions.cases import lock_case
from server.actions.marks import look_again
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.publishing import mark_anew
from server.actions.record import Entry, record
from server.actions.stages import place_stage
from server.errors import FieldError, Problem
from server.models import Case
from server.queries.case_detail import case_detail
from server.queries.city import OUTSIDE, locate, place_of
from server.queries.duties import duties
from server.queries.people import Actor
from server.queries.scope import may_place_case, place_of_case
from server.transaction import transaction


@dataclass(frozen=True)
class FoundPlace:
    """Where the problem is, in `datum`; the version of the case that the person saw; the request's own name."""

    lon: float
    lat: float
    datum: str
    version: int
    key: str | None


def find_place(case_id: int, given: FoundPlace, actor: Actor, now: datetime) -> dict[str, Any]:
    """Stamp district, town, grids and community on a case that is not filed yet; answers the case.

    Raises Problem: not-found, territory-forbidden, stale-version, outside-city, invalid-transition.
    """
    wanted = content_hash([case_id, "place", given.lon, given.lat, given.datum])
    with transaction() as tx:
        stored = find_answer(tx, given.key, actor.key, wanted, now)
        if stored is not None:
            return stored
        case = lock_case(tx.session, case_id)
        if not may_place_case(actor, case, now):
            raise Problem("territory-forbidden", "由受理工作站或派遣员在立案前确定地点")
        if given.version != case.version:
            raise Problem("stale-version", f"案件已是第 {case.version} 版，请看过最新情况再办", version=case.version)
        before = place_of_case(case)
        stood = standing(case)
        _stamp(case, given, now)
        tasks = drop(tx.session, case, stood, now)
        look_again(tx, case, now)
        stage = place_stage(tx.session, case)
        mark_anew(tx.session, case.id)
        record(tx, Entry("case", str(case.id), case, "case.place_found", actor, before.town or before.district, None,
                         place_of_case(case), case.department, now,
                         {"from": before.sub_grid or before.district, "grid": case.sub_grid,
                          "community": case.community, **tasks, **stage}, case.version))
        return keep_answer(tx, given.key, actor.key, lambda: case_detail(tx.session, case, actor, now))


def _stamp(case: Case, given: FoundPlace, now: datetime) -> None:
    lon, lat = to_wgs84(given.lon, given.lat, given.datum)
    located = locate(lon, lat)
    if located is None:
        raise Problem("outside-city", OUTSIDE, status=422, errors=(FieldError("lon", "不在厦门市陆域和海域内"),))
    place = place_of(located)
    case.lon, case.lat, case.geom = lon, lat, f"SRID=4326;POINT({lon} {lat})"
    case.district, case.town, case.street_grid = place.district, place.town, place.street_grid
    case.sub_grid, case.community, case.grid_version = place.sub_grid, place.community, 1
    for name, value in duties(case.category, place, lon, lat).items():
        setattr(case, name, value)
    case.confirmer_id = case.companion_id = None
    case.version += 1
    case.updated_at = now
