"""Which places a special inspection goes to: by a rule over the register, by name, or a spot on the map.

Next: server/actions/inspection_records.py
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from gis.coordinates import to_wgs84
from server.actions.inspections import act, planned, tell_ledger
from server.actions.record import stamp
from server.errors import FieldError, Problem, invalid
from server.models import Inspection, InspectionPlace, PollutionSource
from server.queries.city import OUTSIDE, city_index, locate, place_of
from server.queries.inspections import get_inspection, is_inspector, plans
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.sources import in_use, inside
from server.transaction import Transaction
from workflows.inspection import MOST_PLACES
from workflows.patrol import RISKS
from workflows.roles import COLUMNS, Place


@dataclass(frozen=True)
class Rule:
    """Sources of the register, those of high risk and longest unseen first: nobody picks them one by one."""

    most: int
    division: str | None = None
    kinds: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A place that is in no register; lon, lat in `datum`."""

    name: str
    lon: float
    lat: float
    datum: str = "wgs84"


@dataclass(frozen=True)
class Wanted:
    """What is to be added."""

    rule: Rule | None = None
    sources: tuple[int, ...] = ()
    spots: tuple[Spot, ...] = ()


def add_places(inspection_id: int, wanted: Wanted, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Add places; those that are in it already are passed over. Whoever goes may add a spot that they came across.

    Raises not-found, role-forbidden, invalid-transition, validation, outside-city.
    """
    def write(tx: Transaction) -> Inspection:
        row = _may_add(tx.session, inspection_id, wanted, actor, now)
        chosen = [_of_source(row, source, by_rule=by_rule) for source, by_rule in _sources(tx.session, row, wanted,
                                                                                            now)]
        chosen += [_of_spot(row, spot, number) for number, spot in enumerate(wanted.spots)]
        before = tx.session.scalar(select(func.count()).select_from(InspectionPlace).where(
            InspectionPlace.inspection_id == row.id)) or 0
        if before + len(chosen) > MOST_PLACES:
            raise invalid("rule", f"一次检查最多 {MOST_PLACES} 个点")
        if not chosen:
            raise invalid("rule", "没有符合条件的新点")
        tx.session.add_all(chosen)
        tx.session.flush()
        tell_ledger(tx, row, "inspection.places_added", actor, now, {
            "places": [{"place": one.id, "source": one.source_id, "by_rule": one.by_rule} for one in chosen]})
        return row
    return act(["inspection-places", inspection_id, _content(wanted)], write, actor, key, now)


def _content(wanted: Wanted) -> dict[str, Any]:
    return {"rule": vars(wanted.rule) if wanted.rule else None, "sources": wanted.sources,
            "spots": [vars(spot) for spot in wanted.spots]}


def _may_add(session: Session, inspection_id: int, wanted: Wanted, actor: Actor, now: datetime) -> Inspection:
    row = get_inspection(session, inspection_id, actor, now, lock=True)
    came_across = row.state == "running" and wanted.rule is None and not wanted.sources
    if not plans(actor, row.division, now) and not (came_across and is_inspector(session, row, actor)):
        raise Problem("role-forbidden", "由组织检查的考核员、协调员选点；检查员可在现场补点")
    if row.state == "ended":
        raise Problem("invalid-transition", "这次检查已经收尾")
    return row


def _sources(session: Session, row: Inspection, wanted: Wanted,
             now: datetime) -> list[tuple[PollutionSource, bool]]:
    """Sources to be added, each with whether the rule chose it."""
    taken = select(InspectionPlace.source_id).where(InspectionPlace.inspection_id == row.id,
                                                    InspectionPlace.source_id.is_not(None))
    free = (select(PollutionSource).where(in_use(city_day(now)), inside(PollutionSource, row.division),
                                          PollutionSource.id.not_in(taken)))
    named = list(session.scalars(free.where(PollutionSource.id.in_(wanted.sources)).order_by(PollutionSource.id)))
    known = set(session.scalars(select(PollutionSource.id).where(
        PollutionSource.id.in_(wanted.sources), inside(PollutionSource, row.division))))
    if set(wanted.sources) - known:
        raise invalid("sources", "有污染源不在这次检查的范围内")
    found = [(source, False) for source in named]
    if wanted.rule is not None:
        picked = session.scalars(_by_rule(free.where(PollutionSource.id.not_in(wanted.sources)), wanted.rule))
        found += [(source, True) for source in picked]
    return found


def _by_rule(query: Any, rule: Rule) -> Any:
    if rule.division is not None:
        query = query.where(inside(PollutionSource, rule.division))
    if rule.kinds:
        query = query.where(PollutionSource.kind.in_(rule.kinds))
    if rule.risks:
        query = query.where(PollutionSource.risk.in_(rule.risks))
    by_risk = case(*((PollutionSource.risk == risk, place) for place, risk in enumerate(RISKS)))
    unseen = case((PollutionSource.seen_at.is_(None), 0), else_=1)
    return query.order_by(by_risk, unseen, PollutionSource.seen_at, PollutionSource.id).limit(rule.most)


def _of_source(row: Inspection, source: PollutionSource, *, by_rule: bool) -> InspectionPlace:
    return InspectionPlace(inspection_id=row.id, source_id=source.id, name=source.name, by_rule=by_rule,
                           lon=source.lon, lat=source.lat, state="open",
                           **{level: getattr(source, level) for level in COLUMNS})


def _of_spot(row: Inspection, spot: Spot, number: int) -> InspectionPlace:
    lon, lat = to_wgs84(spot.lon, spot.lat, spot.datum)
    located = locate(lon, lat)
    if located is None:
        raise Problem("outside-city", OUTSIDE, status=422,
                      errors=(FieldError(f"spots.{number}.lon", "不在厦门市陆域和海域内"),))
    place = place_of(located)
    if not _is_inside(place, row.division):
        raise invalid(f"spots.{number}.lon", "不在这次检查的范围内")
    return InspectionPlace(inspection_id=row.id, name=spot.name.strip(), by_rule=False, lon=lon, lat=lat, state="open",
                           **{level: getattr(place, level) for level in COLUMNS})


def _is_inside(place: Place, division: str) -> bool:
    codes: Sequence[str | None] = [getattr(place, level) for level in COLUMNS]
    return city_index().division(division).level == "city" or division in codes


def remove_place(inspection_id: int, place_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take a place out that nobody has been to. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction) -> Inspection:
        row = planned(tx.session, inspection_id, actor, now)
        place = tx.session.get(InspectionPlace, place_id) if place_id < 2**53 else None
        if place is None or place.inspection_id != row.id:
            raise Problem("not-found", "没有这个检查点")
        if place.state != "open":
            raise Problem("invalid-transition", "已检查的点不能去掉")
        tell_ledger(tx, row, "inspection.place_removed", actor, now, {
            "place": place.id, "source": place.source_id, "at": stamp(now)})
        tx.session.delete(place)
        return row
    return act(["inspection-remove", inspection_id, place_id], write, actor, key, now)
