"""Make, receive and take back an urgent call: the row, urgent messages to all who answer, the ledger."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from gis.coordinates import to_wgs84
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.models import UrgentCall
from server.queries.city import locate, place_of, unit_name
from server.queries.people import Actor
from server.queries.rosters import desks_over, on_duty_at
from server.queries.urgent_calls import answers, describe, place_of_call, place_of_division
from server.transaction import Transaction, transaction
from workflows.ledger import seal
from workflows.roles import Place
from workflows.urgent import BELATED, OPEN, RECEIVED, WITHDRAWN, made_at, seats_told
from workflows.working_calendar import to_local


@dataclass(frozen=True)
class Call:
    """A call as the phone sent it; without a position `division` says where, else the caller's first post."""

    text: str = ""
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    datum: str = "wgs84"
    division: str | None = None
    done_at: datetime | None = None
    sent_at: datetime | None = None


def make_call(given: Call, key: str | None, actor: Actor, now: datetime) -> dict[str, Any]:
    """Write the call and tell everybody who answers for its ground. Raises validation, role-forbidden."""
    if not actor.posts:
        raise Problem("role-forbidden", "没有岗位的账号不能发紧急呼叫，请直接拨打电话")
    place, point = _where(given, actor)
    wanted = content_hash([name for name in vars(given).items() if name[0] != "sent_at"])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is not None:
            return stored
        desks = desks_over(place.town or place.district)
        duty = on_duty_at(tx.session, actor, desks, now)["person"]
        lon, lat = point or (None, None)
        row = UrgentCall(
            person_id=actor.person_id, state=OPEN, district=place.district, town=place.town,
            street_grid=place.street_grid, sub_grid=place.sub_grid, community=place.community,
            made_at=made_at(given.done_at, given.sent_at, now), called_at=now, duty_id=duty["id"] if duty else None,
            salt=secrets.token_hex(16), text=given.text.strip(), lon=lon, lat=lat, accuracy_m=given.accuracy_m)
        tx.session.add(row)
        tx.session.flush()
        _tell(tx, row, "called", _called_text(row), now)
        _note(tx, row, "person.urgent_called", actor, now, _seals(row))
        return keep_answer(tx, key, actor.key, lambda: describe(tx.session, row.id, actor, now))


def receive_call(call_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Somebody has taken it on: the first one is named, and the caller is told. Raises not-found, role-forbidden."""
    with transaction() as tx:
        row = _locked(tx, call_id, actor, now)
        if not answers(actor, row, now):
            raise Problem("role-forbidden", "这次呼叫由网格长、工作站和值班员接")
        if row.state == OPEN:
            row.state, row.received_by, row.received_at = RECEIVED, actor.person_id, now
            send(tx.session, Addressee(person_id=row.person_id), Told(
                f"urgent:{row.id}:received", "urgent.received", "您的紧急呼叫已有人收到，正在处理。", row.district,
                urgent=True), now)
            _note(tx, row, "person.urgent_received", actor, now, {})
        tx.session.flush()
        return describe(tx.session, row.id, actor, now)


def withdraw_call(call_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The caller takes back a slip; everybody who was told hears it. Said again, it stays. Raises not-found."""
    with transaction() as tx:
        row = _locked(tx, call_id, actor, now)
        if row.person_id != actor.person_id:
            raise Problem("role-forbidden", "只有呼叫人可以撤回")
        if row.state != WITHDRAWN:
            row.state, row.withdrawn_at = WITHDRAWN, now
            _tell(tx, row, WITHDRAWN, f"{_ground(row)}的紧急呼叫已由本人撤回。", now)
            _note(tx, row, "person.urgent_withdrawn", actor, now, {})
        tx.session.flush()
        return describe(tx.session, row.id, actor, now)


def _locked(tx: Transaction, call_id: int, actor: Actor, now: datetime) -> UrgentCall:
    describe(tx.session, call_id, actor, now)  # nobody learns of a call that is not theirs
    return tx.session.scalars(select(UrgentCall).where(UrgentCall.id == call_id).with_for_update()).one()


def _where(given: Call, actor: Actor) -> tuple[Place, tuple[float, float] | None]:
    point = to_wgs84(given.lon, given.lat, given.datum) if given.lon is not None and given.lat is not None else None
    located = locate(*point) if point else None
    if located is not None:
        return place_of(located), point
    try:  # far away or without a position: the ground that the caller belongs to
        return place_of_division(given.division or actor.posts[0].division), point
    except KeyError:
        raise invalid("division", "没有这个区划") from None


def _ground(row: UrgentCall) -> str:
    return unit_name(row.sub_grid or row.street_grid or row.town or row.district)


def _called_text(row: UrgentCall) -> str:
    belated = row.called_at - row.made_at > BELATED
    when = f"（{to_local(row.made_at):%H:%M} 按下，当时没有网络）" if belated else ""
    return f"紧急呼叫：{_ground(row)}的工作人员需要支援{when}，请立即联系并点“收到”。"


def _tell(tx: Transaction, row: UrgentCall, what: str, text: str, now: datetime) -> None:
    """To the seats over the ground and to whoever is on duty, by name."""
    seats = [(f"{role.value}:{code}", Addressee(role=role, division=code)) for role, code in
             seats_told(place_of_call(row))]
    people = [(f"person:{row.duty_id}", Addressee(person_id=row.duty_id))] if row.duty_id else []
    for name, to in (*seats, *people):
        send(tx.session, to, Told(f"urgent:{row.id}:{what}:{name}", f"urgent.{what}", text, row.district, urgent=True),
             now)


def _seals(row: UrgentCall) -> dict[str, Any]:
    salt = bytes.fromhex(row.salt)
    found = {"text": seal(row.text, salt)} if row.text else {}
    if row.lon is not None:
        found["place"] = seal(f"{row.lon} {row.lat}", salt)
    return {"seals": found} if found else {}


def _note(tx: Transaction, row: UrgentCall, name: str, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    first = actor.posts[0] if actor.posts else None
    unit = (first.department or first.division) if first else None
    record(tx, Entry("person", str(row.person_id), None, name, actor, unit, first.role.value if first else None,
                     place_of_call(row), None, now, {"call": row.id, **data}))
