"""The register of pollution sources is kept: entered, changed, closed; every change is in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis.coordinates import to_wgs84
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.actions.rule_sets import raise_version
from server.errors import FieldError, Problem, invalid
from server.models import PollutionSource
from server.queries.city import OUTSIDE, locate, place_of
from server.queries.editions import holds_over
from server.queries.moments import city_day
from server.queries.patrol_rules import every_days, kind_of
from server.queries.people import Actor
from server.queries.source_points import SET
from server.queries.sources import get_source, home_of, place_of_source, source_shape
from server.transaction import Transaction, transaction
from workflows.patrol import REGISTRARS, RISKS, due_on
from workflows.roles import COLUMNS

WRITTEN = ("name", "kind", "risk", "operator", "address", "external_id", "active_from", "active_to")


@dataclass(frozen=True)
class GivenSource:
    """A source as somebody entered it; lon, lat in `datum`. Without a code it gets one."""

    name: str
    kind: str
    risk: str
    lon: float
    lat: float
    datum: str = "wgs84"
    operator: str = ""
    address: str = ""
    external_id: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    code: str | None = None


def add_source(given: GivenSource, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Enter a source. Raises validation, outside-city, role-forbidden; post-conflict when the code is taken."""
    row = new_row(given, now)
    may_keep(actor, row, now)
    try:
        with transaction() as tx:
            stored = find_answer(tx, key, actor.key, content_hash(["source", vars(given)]), now)
            if stored is not None:
                return stored
            write_new(tx, row, actor, now)
            raise_version(tx, SET, now)
            return keep_answer(tx, key, actor.key, lambda: source_shape(row, actor, now))
    except IntegrityError:
        raise Problem("post-conflict", f"编号 {given.code} 已在册") from None


def change_source(source_id: int, given: GivenSource, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Write what has changed, and which fields it was. Raises like `add_source`, and not-found."""
    fresh = new_row(given, now)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["source", source_id, vars(given)]), now)
        if stored is not None:
            return stored
        row = get_source(tx.session, source_id, actor, now, lock=True)
        for each in (row, fresh):
            may_keep(actor, each, now)
        if write_change(tx, row, fresh, actor, now):
            raise_version(tx, SET, now)
        return keep_answer(tx, key, actor.key, lambda: source_shape(row, actor, now))


def new_row(given: GivenSource, now: datetime) -> PollutionSource:
    """A row with its grid, not written yet. Raises validation, outside-city."""
    if kind_of(given.kind) is None:
        raise invalid("kind", "没有这类污染源")
    if given.risk not in RISKS:
        raise invalid("risk", "风险为 high、medium、low")
    since = given.active_from or city_day(now)
    if given.active_to is not None and given.active_to < since:
        raise invalid("active_to", "停用日不能早于启用日")
    lon, lat = to_wgs84(given.lon, given.lat, given.datum)
    located = locate(lon, lat)
    if located is None:
        raise Problem("outside-city", OUTSIDE, status=422, errors=(FieldError("lon", "不在厦门市陆域和海域内"),))
    place = place_of(located)
    row = PollutionSource(
        code=given.code or "", name=given.name.strip(), kind=given.kind, risk=given.risk,
        operator=given.operator.strip(), address=given.address.strip(), external_id=given.external_id or None,
        lon=lon, lat=lat, active_from=since, active_to=given.active_to, created_at=now, updated_at=now,
        **{level: getattr(place, level) for level in COLUMNS})
    if not row.name:
        raise invalid("name", "不能为空")
    row.due_on = due_of(row)
    return row


def due_of(row: PollutionSource) -> date:
    """The last day on which the next visit is in time."""
    days, _ = every_days(home_of(row), row.kind, row.risk)
    return due_on(city_day(row.seen_at) if row.seen_at else None, row.active_from, days)


def follow_plan(session: Session) -> None:
    """After the operator's file has changed: every source is due by the intervals as they are now."""
    for row in session.scalars(select(PollutionSource)):
        due = due_of(row)
        if row.due_on != due:
            row.due_on = due


def may_keep(actor: Actor, row: PollutionSource, now: datetime) -> None:
    """Raises role-forbidden unless the person keeps the register of the source's place."""
    if not holds_over(actor, REGISTRARS, home_of(row), now):
        raise Problem("role-forbidden", "由本镇街工作站、本区协调员或系统管理员登记")


def write_new(tx: Transaction, row: PollutionSource, actor: Actor, now: datetime) -> None:
    """Insert a source; one without a code is numbered by its grid and its row."""
    numbered, row.code = row.code or None, row.code or f"new-{id(row)}"
    tx.session.add(row)
    tx.session.flush()
    row.code = numbered or f"WR{row.district}{row.id:06d}"
    tell(tx, row, "source.added", actor, now, {"code": row.code, "kind": row.kind, "risk": row.risk,
                                               "from": row.active_from.isoformat(), "sub_grid": row.sub_grid,
                                               "community": row.community,
                                               "until": row.active_to.isoformat() if row.active_to else None})


def write_change(tx: Transaction, row: PollutionSource, fresh: PollutionSource, actor: Actor, now: datetime) -> bool:
    """Take over what differs; the ledger tells which fields, and the risk before and after. False: nothing differs."""
    changed = [name for name in WRITTEN if getattr(row, name) != getattr(fresh, name)]
    _check_days(row, fresh, changed, city_day(now))
    moved = (row.lon, row.lat) != (fresh.lon, fresh.lat)
    if not changed and not moved:
        return False
    before = row.risk
    for name in (*changed, *(("lon", "lat", *COLUMNS) if moved else ())):
        setattr(row, name, getattr(fresh, name))
    row.updated_at, row.due_on = now, due_of(row)
    data: dict[str, Any] = {"code": row.code, "fields": sorted([*changed, *(["place"] if moved else [])])}
    if before != row.risk:
        data |= {"risk_before": before, "risk": row.risk}
    if "active_from" in changed:
        data["from"] = row.active_from.isoformat()
    if moved:
        data |= {"sub_grid": row.sub_grid, "community": row.community}
    if "active_to" in changed:
        data["until"] = row.active_to.isoformat() if row.active_to else None
    tell(tx, row, "source.changed", actor, now, data)
    return True


def _check_days(row: PollutionSource, fresh: PollutionSource, changed: list[str], today: date) -> None:
    """Days that are over have been counted: what had to be looked at then is not taken out afterwards."""
    if "active_to" in changed and fresh.active_to is not None and fresh.active_to < today:
        raise invalid("active_to", "停用日最早为今天：已过的日子照计")
    if "active_from" in changed and row.active_from <= today < fresh.active_from:
        raise invalid("active_from", "已经启用的，启用日不能改到以后；不再巡查的请写停用日")


def tell(tx: Transaction, row: PollutionSource, event: str, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """An event of the source's own chain."""
    unit = actor.posts[0].division if actor.posts else None
    record(tx, Entry("source", str(row.id), row, event, actor, unit, None, place_of_source(row), None, now, data))
