"""Settle whose case it is at a border, and say where a case comes from when that is elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gis.coordinates import to_wgs84
from server.actions.assignments import drop, standing
from server.actions.cases import lock_case
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.actions.stages import place_stage
from server.errors import FieldError, Problem, invalid
from server.models import Case
from server.queries.borders import may_rule_border
from server.queries.case_detail import case_detail
from server.queries.city import OUTSIDE, locate
from server.queries.duties import grid_in
from server.queries.facts import actor_facts
from server.queries.jurisdiction import may_set_source
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from server.transaction import Transaction, transaction


@dataclass(frozen=True)
class Seen:
    """The version of the case that the person saw, and the request's own name."""

    version: int
    key: str | None


def rule_border(case_id: int, town: str, seen: Seen, actor: Actor, now: datetime) -> dict[str, Any]:
    """The coordinator says which of the two towns has the case; answers the case. Its clock runs on.

    Raises Problem: not-found, role-forbidden, stale-version, validation.
    """
    def write(tx: Transaction, case: Case) -> None:
        if not may_rule_border(actor, case, now):
            raise Problem("role-forbidden", "边界归属由两个镇街的上一级协调员裁定")
        if town not in (case.town, case.border_town):
            raise invalid("town", "只能裁给相邻的两个镇街之一")
        before, stood, tasks = place_of_case(case), standing(case), {}
        stations = [code for code in (case.town, case.border_town) if code]
        if town != case.town:
            _move(case, town)
            tasks = drop(tx.session, case, stood, now)
        case.border_town = None
        data = {"from_town": before.town, "town": town, "stations": stations, "grid": case.sub_grid,
                "community": case.community, **tasks, **place_stage(tx.session, case)}
        _record(tx, case, "case.border_ruled", data, actor, now)

    return _write(case_id, ["border", town], seen, write, actor, now)


def _move(case: Case, town: str) -> None:
    place = grid_in(town, case.lon or 0.0, case.lat or 0.0)
    case.district, case.town, case.street_grid = place.district, place.town, place.street_grid
    case.sub_grid, case.community, case.duty_place = place.sub_grid, place.community, town
    case.confirmer_id = case.companion_id = None


def set_source(case_id: int, lon: float, lat: float, datum: str, seen: Seen, actor: Actor,
               now: datetime) -> dict[str, Any]:
    """Where the matter comes from: there it is handled and judged, the reporter is answered where it is felt.

    Raises Problem: not-found, territory-forbidden, role-forbidden, stale-version, outside-city.
    """
    def write(tx: Transaction, case: Case) -> None:
        if not may_set_source(case, actor_facts(actor, case, now)):
            raise Problem("role-forbidden", "来源地由工作站、派遣员或协调员在处置完成前确定")
        point = to_wgs84(lon, lat, datum)
        located = locate(*point)
        if located is None:
            raise Problem("outside-city", OUTSIDE, status=422, errors=(FieldError("lon", "不在厦门市陆域和海域内"),))
        case.source_lon, case.source_lat = point
        case.source_district, case.source_town = located.district, located.town
        data = {"source_district": located.district, "source_town": located.town, **place_stage(tx.session, case)}
        _record(tx, case, "case.source_set", data, actor, now)

    return _write(case_id, ["source", lon, lat, datum], seen, write, actor, now)


def _write(case_id: int, wanted: list[Any], seen: Seen, write: Callable[[Transaction, Case], None], actor: Actor,
           now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, seen.key, actor.key, content_hash([case_id, *wanted]), now)
        if stored is not None:
            return stored
        case = lock_case(tx.session, case_id)
        if not actor_facts(actor, case, now).roles and not may_read_case(actor, case, now):
            raise Problem("territory-forbidden")
        if seen.version != case.version:
            raise Problem("stale-version", f"案件已是第 {case.version} 版，请看过最新情况再办", version=case.version)
        case.version += 1
        case.updated_at = now
        write(tx, case)
        return keep_answer(tx, seen.key, actor.key, lambda: case_detail(tx.session, case, actor, now))


def _record(tx: Transaction, case: Case, name: str, data: dict[str, Any], actor: Actor, now: datetime) -> None:
    unit = next((post.department or post.division for post in actor.posts), None)
    record(tx, Entry("case", str(case.id), case, name, actor, unit, None, place_of_case(case), case.department, now,
                     data, case.version))
